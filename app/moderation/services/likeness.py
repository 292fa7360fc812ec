"""Keeps for each contribution which others of its Ortsteil may say the same; the worker does it.

A new text is compared by its vector with all others of the Ortsteil, and closely with the nearest
of them. Without vectors the latest ones are compared by concepts and words.
"""

from dataclasses import dataclass

from sqlalchemy import delete, exists, func, insert, select

from app.moderation.models import Likeness, Mark, TextProfile
from app.moderation.services.desk import set_mark
from app.moderation.services.forgetting import forget_suggestions
from app.moderation.services.offers import forget_concepts
from app.moderation.services.personal_data import personal_data_in
from app.moderation.services.second_coding import forget_words
from app.moderation.services.similarity import closest, nearest, vector_of
from app.shared.database import db
from app.shared.idle import when_idle
from app.shared.jobs import Job, handles
from app.shared.transactions import writes
from app.submissions.models import Submission

CANDIDATES, KEPT = 40, 3
# On PostgreSQL a smaller id can be committed after a larger one; so far back it is still found.
LATE_IDS = 1000
# `python -m bench.likeness`: 0.79 of the right and 0.36 of the wrong among the first three remain.
ENOUGH = 0.4


@dataclass(frozen=True)
class Compared:
    """A contribution with its vector, (other id, score) of those that may say the same, and
    whether something in it looks personal."""

    submission_id: int
    area_key: int
    vector: bytes | None
    alike: tuple[tuple[int, float], ...]
    is_personal: bool


@when_idle
def compare_new() -> bool:
    """Compare the next contributions that nobody has compared; return whether there were any."""
    last = select(func.coalesce(func.max(TextProfile.submission_id), 0)).scalar_subquery()
    known = exists().where(TextProfile.submission_id == Submission.id)
    wanted = select(Submission.id, Submission.area_id, Submission.text)
    wanted = wanted.where(Submission.id > last - LATE_IDS, ~known)
    row = db.session.execute(wanted.order_by(Submission.id).limit(1)).one_or_none()
    if row is not None:
        _replace(_compared(row.id, row.area_id or 0, row.text))
    return row is not None


@handles("submission_text_changed")
def compare_again(job: Job) -> None:
    """Forget what was kept of a text that was corrected or deleted; compare what stands there."""
    wanted = select(Submission.id, Submission.area_id, Submission.text, Submission.status)
    found = wanted.where(Submission.id == job.payload["submission_id"])
    row = db.session.execute(found).one_or_none()
    if row is not None:
        _replace(_compared(row.id, row.area_id or 0, row.text))
        forget_suggestions(row.id)
        if row.status == "withdrawn":
            forget_words(row.id)
        forget_concepts(row.id)


def _compared(submission_id: int, area_key: int, text: str | None) -> Compared:
    if text is None:
        return Compared(submission_id, area_key, None, (), False)
    vector = vector_of(text)
    others = _candidates(area_key, vector)
    others.pop(submission_id, None)
    texts = [text, *others.values()]
    found = nearest(texts, [""] * len(texts), KEPT)[0]
    ids = [submission_id, *others]
    alike = tuple((ids[one.position], one.score) for one in found if one.score >= ENOUGH)
    return Compared(submission_id, area_key, vector, alike, bool(personal_data_in(text)))


def _candidates(area_key: int, vector: bytes | None) -> dict[int, str]:
    """Texts by id that are worth a close look."""
    known = select(TextProfile.submission_id, TextProfile.vector)
    known = known.where(TextProfile.area_key == area_key)
    if vector is None:
        latest = known.order_by(TextProfile.submission_id.desc()).limit(CANDIDATES)
        ids = [row.submission_id for row in db.session.execute(latest)]
    else:
        rows = db.session.execute(known.where(TextProfile.vector.is_not(None))).all()
        near = closest(vector, [row.vector for row in rows], CANDIDATES) if rows else []
        ids = [rows[position].submission_id for position in near]
    texts = select(Submission.id, Submission.text).where(Submission.id.in_(ids))
    return {row.id: row.text for row in db.session.execute(texts) if row.text}


@writes
def _replace(found: Compared) -> None:
    """Store a comparison in place of an earlier one; all computing is done by now."""
    own = found.submission_id
    db.session.execute(delete(TextProfile).where(TextProfile.submission_id == own))
    db.session.execute(
        delete(Likeness).where((Likeness.submission_id == own) | (Likeness.other_id == own))
    )
    values = {"submission_id": own, "area_key": found.area_key, "vector": found.vector}
    db.session.execute(insert(TextProfile), values)
    db.session.execute(delete(Mark).where(Mark.submission_id == own, Mark.kind == "personal"))
    if found.is_personal:
        set_mark(own, "personal")
    pairs = [
        pair for other, score in found.alike for pair in ((own, other, score), (other, own, score))
    ]
    if pairs:
        names = ("submission_id", "other_id", "score")
        db.session.execute(
            insert(Likeness), [dict(zip(names, pair, strict=True)) for pair in pairs]
        )
