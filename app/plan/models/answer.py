"""Official answers ("Sie haben gesagt – wir tun") to a contribution or a concern."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Office
from app.moderation.models import Concern
from app.plan.models.measure import Measure
from app.shared.database import Base, BigId, UtcDateTime, one_of
from app.submissions.models import Submission

ANSWER_STATUSES = ("draft", "released", "withdrawn")


class Answer(Base):
    """What an office answers in the city's name; a released one is never changed, only withdrawn.

    About one contribution or one concern; then it is for all its contributions. `measure` is what
    the city will do about it, if it is a measure of the plan.
    """

    __tablename__ = "answer"
    __table_args__ = (
        one_of("status", ANSWER_STATUSES),
        CheckConstraint("(submission_id IS NULL) <> (concern_id IS NULL)", name="one_subject"),
        CheckConstraint("(status = 'draft') = (released_at IS NULL)", name="released_has_time"),
        CheckConstraint(
            "(status = 'withdrawn') = (withdrawn_at IS NOT NULL AND withdrawal_reason IS NOT NULL)",
            name="withdrawn_has_reason",
        ),
        Index("ix_answer_status_released", "status", "released_at", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    concern_id: Mapped[int | None] = mapped_column(ForeignKey("concern.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[dt.date]
    status: Mapped[str] = mapped_column(String(10), default="draft")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    released_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawal_reason: Mapped[str | None] = mapped_column(String(500))
    is_example: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    submission: Mapped[Submission | None] = relationship()
    concern: Mapped[Concern | None] = relationship()
    office: Mapped[Office] = relationship()
    measure: Mapped[Measure | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
