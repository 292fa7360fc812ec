"""Published contributions in pages by key, as plain rows: constant memory for any number."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, func, select, text, tuple_

from app.exports.models import Selection
from app.guidelines.models import Code, CodeBook
from app.moderation.models import Coding
from app.shared.database import db
from app.shared.jobs import Job
from app.submissions.models import Submission

PAGE_LENGTH = 5000
COLUMNS = (
    Submission.id,
    Submission.public_number,
    Submission.consultation_id,
    Submission.place,
    Submission.area_id,
    Submission.channel,
    Submission.contributor_kind,
    Submission.organisation,
    Submission.on_behalf,
    Submission.kind,
    Submission.language,
    Submission.status,
    Submission.received_at,
    Submission.published_at,
    Submission.public_text,
    Submission.voices,
    Submission.is_example,
)
Codes = dict[int, list[tuple[str, str, int]]]


def count_selected(selection: Selection, until: dt.datetime) -> int:
    """Return how many contributions the export will have."""
    wanted = _selected(select(func.count()).select_from(Submission), selection, until)
    return int(db.session.scalar(wanted) or 0)


def pages(selection: Selection, until: dt.datetime) -> Iterator[tuple[Sequence[Row[Any]], Codes]]:
    """Yield pages of rows (see `COLUMNS`) published until then, oldest first, with their codes.

    Codes are (kind, key, code-book version) by contribution id. Each page is a read of its own,
    so that a long export never holds a snapshot.
    """
    order = (Submission.published_at, Submission.id)
    after = None
    while True:
        wanted = _selected(select(*COLUMNS), selection, until)
        if after is not None:
            wanted = wanted.where(tuple_(*order) > after)
        rows = db.session.execute(wanted.order_by(*order).limit(PAGE_LENGTH)).all()
        if not rows:
            return
        codes = _codes_of([row.id for row in rows])
        db.session.rollback()
        yield rows, codes
        after = (rows[-1].published_at, rows[-1].id)


def exports_of(person_id: int, limit: int = 20) -> Sequence[Job]:
    """Return the person's newest exports."""
    own = select(Job).where(Job.kind == "export", Job.owner_id == person_id)
    return db.session.scalars(own.order_by(Job.id.desc()).limit(limit)).all()


def export_by_public_id(public_id: str) -> Job | None:
    """Return one export job."""
    return db.session.scalar(select(Job).where(Job.public_id == public_id, Job.kind == "export"))


def _selected(wanted: Any, selection: Selection, until: dt.datetime) -> Any:
    wanted = wanted.where(text("submission.status = 'published'"), Submission.published_at <= until)
    if selection.area_id is not None:
        wanted = wanted.where(Submission.area_id == selection.area_id)
    if selection.consultation_id is not None:
        wanted = wanted.where(Submission.consultation_id == selection.consultation_id)
    return wanted


def _codes_of(submission_ids: list[int]) -> Codes:
    wanted = (
        select(Coding.submission_id, Code.kind, Code.key, CodeBook.version)
        .join(Code, Code.id == Coding.code_id)
        .join(CodeBook, CodeBook.id == Code.code_book_id)
        .where(Coding.submission_id.in_(submission_ids))
        .order_by(Coding.submission_id, Code.position)
    )
    codes: Codes = defaultdict(list)
    for submission_id, kind, key, version in db.session.execute(wanted):
        codes[submission_id].append((kind, key, version))
    return codes
