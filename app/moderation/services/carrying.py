"""Carrying codings over to a new version of the code book; the worker does it in portions.

The codings of the version before stay as they are. For each of them a new one is made for every
code that takes the place of its code; the person, the time and the note stay. A contribution that
somebody has coded with the new version in the meantime is left to them. Portion and progress are
one transaction, so whatever ends the worker, the next one goes on where it stopped.
"""

from typing import Any

from sqlalchemy import case, exists, func, literal, select, update
from sqlalchemy.orm import aliased

from app.guidelines.models import Code, CodeBook, CodeSuccession
from app.guidelines.queries import by_version
from app.guidelines.services import carried_over
from app.moderation.models import CarriedCoding, Coding
from app.shared.database import BigId, db, insert_or, table_of
from app.shared.jobs import Job, RetryLater, handles, report_progress
from app.shared.transactions import writes
from app.submissions.models import Submission

PORTION = 2000
CODING, CARRIED = table_of(Coding), table_of(CarriedCoding)
# Everything a coding says except which it is and which code.
KEPT = [column for column in CODING.c if column.key not in ("id", "code_id")]


@handles("code_book_published")
def carry_over(job: Job) -> None:
    """Carry the codings of the version before over; raise `RetryLater` if it is not complete."""
    job_id, after = job.id, job.progress
    new = by_version(job.payload["version"])
    old = _version_before(new) if new else None
    if new is None or new.carried_at:
        return
    if old is not None and old.carried_at is None:
        raise RetryLater(f"version {old.version} is not carried over yet")
    new_id = new.id
    last = db.session.scalar(select(func.max(Submission.id))) or 0
    while after < last:
        until = min(after + PORTION, last)
        carry_portion(new_id, after, until)
        report_progress(job_id, until, last)
        after = until
    _finish(new_id)


@writes
def carry_portion(new_book_id: int, after: int, until: int) -> None:
    """Carry the codings of the contributions after one id up to another."""
    columns = ["submission_id", "code_id", "from_coding_id", "change", "code_book_id"]
    chosen = _chosen(new_book_id, after, until)
    db.session.execute(insert_or(CARRIED).from_select(columns, chosen).on_conflict_do_nothing())
    # All that the contribution has of the codes before: each passage stays a passage.
    way = aliased(CodeSuccession)
    before = (CODING.c.submission_id == CARRIED.c.submission_id) & (
        CODING.c.code_id == way.from_code_id
    )
    made = select(*KEPT, CARRIED.c.code_id).select_from(CARRIED)
    made = made.join(way, way.to_code_id == CARRIED.c.code_id).join(CODING, before)
    made = made.order_by(CODING.c.id).where(
        CARRIED.c.code_book_id == new_book_id,
        CARRIED.c.submission_id.between(after + 1, until),
        CARRIED.c.looked_at.is_(None),
        ~_coded_anew(CARRIED.c.submission_id, new_book_id),
    )
    names = [*(column.key for column in KEPT), "code_id"]
    db.session.execute(insert_or(CODING).from_select(names, made).on_conflict_do_nothing())


def _chosen(new_book_id: int, after: int, until: int) -> Any:
    """One row for each contribution and new code; several merged codes are one.

    Who has not looked yet at a change of the version before is asked about that change still.
    """
    waits = aliased(CarriedCoding)
    step, to_code = CodeSuccession, aliased(Code)
    earlier = case((step.change == "same", func.coalesce(waits.from_coding_id, Coding.id)))
    source = func.min(func.coalesce(earlier, Coding.id))
    still = case((step.change == "same", func.coalesce(waits.change, step.change)))
    change = func.max(func.coalesce(still, step.change))
    book = literal(new_book_id, BigId)
    wanted = select(Coding.submission_id, step.to_code_id, source, change, book)
    wanted = wanted.join(step, step.from_code_id == Coding.code_id)
    wanted = wanted.join(to_code, to_code.id == step.to_code_id).outerjoin(
        waits,
        (waits.submission_id == Coding.submission_id)
        & (waits.code_id == Coding.code_id)
        & (waits.looked_at.is_(None))
        & (waits.change != "same"),
    )
    portion = Coding.submission_id.between(after + 1, until)
    left = ~_coded_anew(Coding.submission_id, new_book_id)
    wanted = wanted.where(to_code.code_book_id == new_book_id, portion, left)
    return wanted.group_by(Coding.submission_id, step.to_code_id)


def _coded_anew(submission_id: Any, book_id: int) -> Any:
    """Whether the contribution has a code of this version already."""
    anew, code = aliased(Coding), aliased(Code)
    of_book = exists().where(anew.submission_id == submission_id, code.id == anew.code_id)
    return of_book.where(code.code_book_id == book_id)


@writes
def _finish(book_id: int) -> None:
    """Count how many codings went which way, and let everybody rely on the new version."""
    came = select(func.count()).select_from(CARRIED)
    came = came.join(CODING, CODING.c.id == CARRIED.c.from_coding_id)
    way = (CODING.c.code_id == CodeSuccession.from_code_id) & (
        CARRIED.c.code_id == CodeSuccession.to_code_id
    )
    of_book = select(Code.id).where(Code.code_book_id == book_id)
    steps = update(CodeSuccession).where(CodeSuccession.to_code_id.in_(of_book))
    db.session.execute(steps.values(carried=came.where(way).scalar_subquery()))
    carried_over(db.session.get_one(CodeBook, book_id))


def _version_before(book: CodeBook) -> CodeBook | None:
    published = select(CodeBook).where(CodeBook.status == "published")
    earlier = published.where(CodeBook.version < book.version)
    return db.session.scalar(earlier.order_by(CodeBook.version.desc()).limit(1))
