"""Documents that belong to proposals and hearings; the files lie in the instance folder."""

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Base, BigId, UtcDateTime


class _StoredFile:
    """A checked PDF: `stored_name` in the folder of uploads, `name` as people know it."""

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    stored_name: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column(BigId)
    sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class ProposalFile(_StoredFile, Base):
    """An attachment of a proposal: the resolution, for the council and the city alone."""

    __tablename__ = "proposal_file"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)


class HearingFile(_StoredFile, Base):
    """A document of a hearing, public when it is closed."""

    __tablename__ = "hearing_file"

    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), index=True)
