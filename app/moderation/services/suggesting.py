"""Suggesting codes for contributions; the worker does it when it has nothing else to do.

It needs the vector that comparing kept, so all are compared first (see `likeness`).
What is learned from codings is made anew when enough new ones came, when the catalogue changed,
and when a text that it rests on was deleted. People decide (GDPR, article 22): a suggestion is
shown, never applied.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, exists, func, insert, select, text, update

from app.guidelines.models import CodeBook
from app.guidelines.queries import Catalogue, catalogue
from app.moderation.models import (
    CodeSuggestion,
    Coding,
    SuggestionModel,
    SuggestionsMade,
    TextProfile,
)
from app.moderation.queries.codes import is_open
from app.moderation.queries.suggestions import suggestion_model
from app.moderation.services.code_texts import code_texts, parts_of
from app.moderation.services.learning import Example, Learned, learn, rank
from app.moderation.services.precision import precision
from app.moderation.services.similarity import vector_of
from app.shared.clock import now
from app.shared.database import db
from app.shared.idle import when_idle
from app.shared.transactions import writes
from app.submissions.models import Submission

MOST, PORTION = 5, 20
# What is learned rests on the latest codings; more would hardly change it.
LATEST = 6000
NEW_CODINGS, NEW_SHARE = 20, 0.1
Found = dict[int, list[tuple[int, float]]]


@when_idle
def suggest_new() -> bool:
    """Learn anew if that is due, else suggest for the next few; return whether there was work."""
    known = catalogue()
    compared = db.session.scalar(select(TextProfile.submission_id).limit(1))
    if not known.codes or not known.is_carried or compared is None:
        return False
    model = suggestion_model()
    if model is None or _is_old(model, known):
        _learn(known)
        return True
    rows = _waiting_without(model.id) or _published_without(model)
    if rows:
        learned, codes = Learned(**model.learned), code_texts(known)
        found = {
            row.id: rank(parts_of(row.text, row.vector), codes, learned)[:MOST] for row in rows
        }
        _store(model.id, found)
        return True
    _move_on(model)
    return False


def coded_texts(known: Catalogue) -> list[Example]:
    """Return the latest coded contributions that still have a text, in the order of coding."""
    columns = select(Coding.submission_id, Coding.code_id, Coding.at).order_by(Coding.id.desc())
    latest = columns.where(Coding.code_id.in_(known.by_id), is_open()).limit(LATEST)
    codes: dict[int, set[int]] = defaultdict(set)
    moments: dict[int, dt.datetime] = {}
    for submission_id, code_id, at in db.session.execute(latest):
        codes[submission_id].add(code_id)
        moments[submission_id] = max(at, moments.get(submission_id, at))
    columns_of_texts = select(Submission.id, Submission.text, TextProfile.vector)
    texts = columns_of_texts.outerjoin(TextProfile, TextProfile.submission_id == Submission.id)
    found = texts.where(Submission.id.in_(codes), Submission.text.is_not(None))
    rows = sorted(db.session.execute(found), key=lambda row: (moments[row.id], row.id))
    return [
        (parts_of(row.text, row.vector or vector_of(row.text)), frozenset(codes[row.id]))
        for row in rows
    ]


def _is_old(model: SuggestionModel, known: Catalogue) -> bool:
    version = select(CodeBook.version).where(CodeBook.id == model.code_book_id)
    if model.is_outdated or db.session.scalar(version) != known.version:
        return True
    came = _last_coding() - model.last_coding_id
    return came >= max(NEW_CODINGS, NEW_SHARE * model.codings)


def _last_coding() -> int:
    return db.session.scalar(select(func.max(Coding.id))) or 0


def _learn(known: Catalogue) -> None:
    last = _last_coding()
    examples = coded_texts(known)
    learned = learn(examples)
    figures = precision(examples, code_texts(known))
    _store_model(known.version, last, learned, figures)


def _with_texts() -> Any:
    columns = select(Submission.id, Submission.text, TextProfile.vector)
    both = columns.join(TextProfile, TextProfile.submission_id == Submission.id)
    return both.where(Submission.text.is_not(None))


def _waiting_without(model_id: int) -> Sequence[Row[Any]]:
    made = exists().where(
        SuggestionsMade.submission_id == Submission.id, SuggestionsMade.model_id == model_id
    )
    wanted = _with_texts().where(text("submission.status = 'received'"), ~made)
    ordered = wanted.order_by(Submission.due_at, Submission.id)
    return db.session.execute(ordered.limit(PORTION)).all()


def _published_without(model: SuggestionModel) -> Sequence[Row[Any]]:
    coded = exists().where(Coding.submission_id == Submission.id)
    made = exists().where(
        SuggestionsMade.submission_id == Submission.id, SuggestionsMade.model_id == model.id
    )
    new = (Submission.id > model.next_id) & (Submission.status == "published")
    wanted = _with_texts().where(new, ~coded, ~made)
    return db.session.execute(wanted.order_by(Submission.id).limit(PORTION)).all()


@writes
def _store(model_id: int, found: Found) -> None:
    """Store suggestions in place of earlier ones; none for a text that was deleted meanwhile."""
    for table in (CodeSuggestion, SuggestionsMade):
        db.session.execute(delete(table).where(table.submission_id.in_(found)))
    there = select(Submission.id).where(Submission.id.in_(found), Submission.text.is_not(None))
    found = {one: found[one] for one in db.session.scalars(there)}
    made = [{"submission_id": one, "model_id": model_id} for one in found]
    if not made:
        return
    db.session.execute(insert(SuggestionsMade), made)
    rows = [
        {"submission_id": one, "code_id": code_id, "position": position, "score": score}
        for one, ranked in found.items()
        for position, (code_id, score) in enumerate(ranked)
    ]
    db.session.execute(insert(CodeSuggestion), rows)


def _move_on(model: SuggestionModel) -> None:
    """Published contributions that were looked at need no other look."""
    last = db.session.scalar(select(func.max(TextProfile.submission_id))) or 0
    if model.next_id < last:
        _set_next(model.id, last)


@writes
def _set_next(model_id: int, last: int) -> None:
    own = update(SuggestionModel).where(SuggestionModel.id == model_id)
    db.session.execute(own.values(next_id=last))


@writes
def _store_model(version: int, last: int, learned: Learned, figures: dict[str, Any]) -> None:
    earlier = db.session.scalars(select(SuggestionModel.id)).all()
    book = db.session.scalar(select(CodeBook.id).where(CodeBook.version == version))
    model = SuggestionModel(
        code_book_id=book,
        trained_at=now(),
        contributions=learned.contributions,
        codings=sum(learned.given.values()),
        last_coding_id=last,
        learned=learned.stored(),
        figures=figures,
    )
    db.session.add(model)
    db.session.flush()
    db.session.execute(delete(SuggestionModel).where(SuggestionModel.id.in_(earlier)))
