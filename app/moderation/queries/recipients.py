"""To whom a contribution can be passed on: offices of the catalogue, and councils."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.queries import recipient_of
from app.areas.queries import AreaEntry
from app.areas.queries import directory as areas
from app.guidelines.models import Code, CodeBook
from app.moderation.models import Coding
from app.shared.database import db
from app.shared.page_cache import kept_by_revision
from app.submissions.models import CodeHint, Submission


@dataclass(frozen=True)
class Recipients:
    """Names of offices and councils, the likely ones of a contribution first."""

    likely: tuple[str, ...]
    others: tuple[str, ...]


def recipients_for(submission: Submission) -> Recipients:
    """Return whom its codes and its Ortsteil suggest, then everybody else by name."""
    area = areas().by_id.get(submission.area_id or 0)
    near = [*_councils([area] if area else []), *_office_of(area)]
    likely = list(dict.fromkeys([*_offices_of_codes(submission.id), *near]))
    everybody = [*_offices(), *_councils(areas().entries)]
    others = [name for name in everybody if name not in likely]
    return Recipients(tuple(likely), tuple(dict.fromkeys(others)))


def _office_of(area: AreaEntry | None) -> list[str]:
    """The office that answers for an Ortsteil without a council."""
    named = recipient_of(area) if area else None
    return [named.name] if named else []


def _councils(entries: Sequence[AreaEntry]) -> list[str]:
    return [
        f"Ortsteilrat {name}" for name in sorted({e.council_name or "" for e in entries} - {""})
    ]


@kept_by_revision
def _offices(session: Session) -> list[str]:
    newest = select(func.max(CodeBook.version)).where(CodeBook.status == "published")
    wanted = select(Code.office).join(CodeBook).where(CodeBook.version == newest.scalar_subquery())
    found = session.scalars(wanted.where(Code.office.is_not(None)).distinct())
    return sorted(office for office in found if office)


def _offices_of_codes(submission_id: int) -> list[str]:
    coded = select(Coding.code_id).where(Coding.submission_id == submission_id)
    hinted = select(CodeHint.code_id).where(CodeHint.submission_id == submission_id)
    wanted = select(Code.office).where(Code.id.in_(coded.union(hinted)))
    found = db.session.scalars(wanted.where(Code.office.is_not(None)).order_by(Code.position))
    return [office for office in found if office]
