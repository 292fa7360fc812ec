"""Keeps the terms of texts for the search.

What becomes public, or public no more, is taken in or out by the transaction that decides it. New
and changed texts are taken in by the worker; a text that is gone takes its terms with it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, delete, exists, func, insert, select, text

from app.moderation.models import PublicTerms, StaffTerms
from app.moderation.queries.search_wish import Filters
from app.shared.database import db, insert_or, table_of
from app.shared.idle import when_idle
from app.shared.jobs import Job, handles
from app.shared.terms import terms_of, with_facts
from app.shared.transactions import writes
from app.submissions.models import Submission

PORTION = 200
TOGETHER = 10_000
FTS_MEMORY = 1024 * 1024  # what SQLite takes by itself
# On PostgreSQL a smaller id can be committed after a larger one; so far back it is still found.
LATE_IDS = 1000

COLUMNS = ("id", "area_id", "consultation_id", "kind", "text", "public_text")
Model = type[PublicTerms] | type[StaffTerms]


@writes
def make_findable(submission: Submission) -> None:
    """Let everybody find the public text, and it alone, from this transaction on."""
    _put(PublicTerms, submission, submission.public_text)


@writes
def make_unfindable(submission: Submission) -> None:
    """Take away what everybody could find of a contribution."""
    _put(PublicTerms, submission, None)


@writes
def make_findable_again(submission: Submission) -> None:
    """Take in what was taken out for a time: the text for moderators, its public form for all."""
    make_findable(submission)
    _put(StaffTerms, submission, submission.text)


@writes
def add_terms(rows: Iterable[Mapping[str, Any]]) -> None:
    """Take in many contributions at once that are not there yet; `COLUMNS` says what is needed."""
    known = list(rows)
    texts = {one for row in known for one in (row["text"], row["public_text"]) if one}
    terms = {one: terms_of(one) for one in texts}
    for model, column in ((StaffTerms, "text"), (PublicTerms, "public_text")):
        lines = [
            {"submission_id": row["id"], "terms": with_facts(terms[row[column]], _facts(row))}
            for row in known
            if row[column]
        ]
        if lines:
            _insert_once(model, lines)


@writes
def keep_in_memory(size: int = FTS_MEMORY) -> None:
    """Set how many bytes of the index SQLite keeps before it writes them; more suits many rows."""
    if db.engine.dialect.name == "sqlite":
        for model in (PublicTerms, StaffTerms):
            index = f"{model.__tablename__}_fts"
            setting = f"INSERT INTO {index}({index}, rank) VALUES ('hashsize', {int(size)})"  # noqa: S608 - our own names
            db.session.execute(text(setting))


@writes
def forget_all_terms() -> None:
    """Empty the search, so that `take_in_new` fills it anew."""
    for model in (PublicTerms, StaffTerms):
        db.session.execute(delete(model))


@when_idle
def take_in_new() -> bool:
    """Take in the next contributions that nobody can find yet; return whether there were any."""
    if db.session.execute(_not_taken_in().limit(1)).first() is None:
        return False
    _take_in_next()
    return True


@handles("submission_text_changed")
def take_in_again(job: Job) -> None:
    """Replace the terms of a text that was corrected; forget those of one that is gone."""
    _replace(job.payload["submission_id"])


@writes
def _take_in_next() -> None:
    # Locked on PostgreSQL: whoever deletes a text waits, and has its terms forgotten afterwards.
    rows = db.session.execute(_not_taken_in().limit(PORTION).with_for_update())
    add_terms(row._asdict() for row in rows)


def _not_taken_in() -> Select[Any]:
    last = select(func.coalesce(func.max(StaffTerms.submission_id), 0)).scalar_subquery()
    known = exists().where(StaffTerms.submission_id == Submission.id)
    wanted = select(*(table_of(Submission).c[name] for name in COLUMNS))
    wanted = wanted.where(Submission.id > last - LATE_IDS, Submission.text.is_not(None), ~known)
    return wanted.order_by(Submission.id)


@writes
def _replace(submission_id: int) -> None:
    submission = db.session.get(Submission, submission_id)
    if submission is None:
        return
    _put(PublicTerms, submission, submission.public_text)
    # What was never taken in is left to `take_in_new`, which goes by the highest id.
    if db.session.get(StaffTerms, submission_id) is not None:
        _put(StaffTerms, submission, submission.text)


def _insert_once(model: Model, lines: list[dict[str, Any]]) -> None:
    """RETURNING has many rows put into one statement: after each one the index goes to disk."""
    once = insert_or(table_of(model)).on_conflict_do_nothing(index_elements=["submission_id"])
    together = {"insertmanyvalues_page_size": TOGETHER}
    known = once.returning(table_of(model).c.submission_id)
    db.session.connection().execute(known, lines, execution_options=together)


def _put(model: Model, submission: Submission, written: str | None) -> None:
    db.session.execute(delete(model).where(model.submission_id == submission.id))
    if written is not None:
        facts = _facts({name: getattr(submission, name) for name in COLUMNS})
        line = {"submission_id": submission.id, "terms": with_facts(terms_of(written), facts)}
        db.session.execute(insert(model), line)


def _facts(row: Mapping[str, Any]) -> tuple[str, ...]:
    return Filters(row["area_id"], row["consultation_id"], row["kind"]).facts()
