"""“Is it about the same?” for a text that is being written: published ones of its Ortsteil.

Only words are compared, because vectors are for the worker alone. An index of concepts says which
texts are worth a close look, so that it takes the same time however many are stored.
"""

from collections.abc import Sequence

from sqlalchemy import delete, exists, func, insert, select, text

from app.moderation.models import TextConcept
from app.moderation.services.similarity import concepts_in, nearest_by_words
from app.shared.database import db
from app.shared.transactions import writes
from app.submissions.models import Submission
from app.submissions.services import finds_similar

OFFERED, CANDIDATES = 3, 20
# `python -m bench.alike`: what of the right and of the wrong ones stays above this.
ENOUGH = 0.12
# Longer texts say everything important before; comparing must not depend on their length.
COMPARED_LENGTH = 1000


@finds_similar
def similar_to(typed: str, area_id: int | None) -> Sequence[Submission]:
    """Return published contributions of the Ortsteil that may say the same, best first."""
    beginning = typed[:COMPARED_LENGTH]
    candidates = _candidates(concepts_in(beginning), area_id or 0)
    kept = _kept_of([one.id for one in candidates])
    texts = [((one.public_text or "")[:COMPARED_LENGTH], kept[one.id]) for one in candidates]
    found = nearest_by_words(beginning, texts, OFFERED)
    return [candidates[one.position] for one in found if one.score >= ENOUGH]


@writes
def note_concepts(submission: Submission) -> None:
    """Keep what a text that was just published speaks about, in place of what was kept before."""
    forget = delete(TextConcept).where(TextConcept.submission_id == submission.id)
    db.session.execute(forget)
    rows = _rows(submission.id, submission.area_id, submission.public_text)
    if rows:
        db.session.execute(insert(TextConcept), rows)


@writes
def forget_concepts(submission_id: int) -> None:
    """Delete what is kept of a text that was corrected or deleted; published ones keep theirs."""
    published = exists().where(Submission.id == submission_id, Submission.status == "published")
    gone = delete(TextConcept).where(TextConcept.submission_id == submission_id, ~published)
    db.session.execute(gone)


@writes
def note_all_concepts() -> int:
    """Note the concepts of all published texts anew, as after a change of concepts.yaml."""
    db.session.execute(delete(TextConcept))
    columns = select(Submission.id, Submission.area_id, Submission.public_text)
    wanted = columns.where(text("submission.status = 'published'")).order_by(Submission.id)
    number = 0
    for part in db.session.execute(wanted).partitions(1000):
        rows = [line for row in part for line in _rows(row.id, row.area_id, row.public_text)]
        db.session.execute(insert(TextConcept), rows)
        number += len(part)
    return number


def _rows(
    submission_id: int, area_id: int | None, public_text: str | None
) -> list[dict[str, object]]:
    place = {"submission_id": submission_id, "area_key": area_id or 0}
    return [
        place | {"concept": name} for name in concepts_in((public_text or "")[:COMPARED_LENGTH])
    ]


def _kept_of(submission_ids: list[int]) -> dict[int, list[str]]:
    kept: dict[int, list[str]] = {submission_id: [] for submission_id in submission_ids}
    columns = select(TextConcept.submission_id, TextConcept.concept)
    wanted = columns.where(TextConcept.submission_id.in_(submission_ids))
    for submission_id, concept in db.session.execute(wanted):
        kept[submission_id].append(concept)
    return kept


def _candidates(concepts: list[str], area_key: int) -> Sequence[Submission]:
    """Return published ones that share most concepts, the newest of equals first."""
    if not concepts:
        return []
    id = TextConcept.submission_id
    same = select(id).where(TextConcept.area_key == area_key, TextConcept.concept.in_(concepts))
    most = same.group_by(id).order_by(func.count().desc(), id.desc()).limit(CANDIDATES)
    wanted = select(Submission).where(Submission.id.in_(db.session.scalars(most).all()))
    return db.session.scalars(wanted.where(Submission.status == "published")).all()
