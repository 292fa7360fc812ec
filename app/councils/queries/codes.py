"""The codes of what came in, as a council sees them.

What moderators assigned in the open counts; until they have, what the writer ticked. A sealed
coding counts for nothing, so that it shows to nobody.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, or_, select

from app.guidelines.queries import CodeEntry, catalogue, in_force, successors
from app.moderation.models import Coding
from app.moderation.queries import codes_of
from app.moderation.queries.codes import is_open
from app.shared.database import db
from app.submissions.models import CodeHint, Submission


def codes_seen(submission_ids: Sequence[int]) -> dict[int, tuple[CodeEntry, ...]]:
    """Return the codes in force of contributions by id, in the catalogue's order."""
    assigned, known = codes_of(submission_ids), catalogue()
    ticked = _ticked([one for one in submission_ids if one not in assigned])
    wanted = {one: set(ids) for one, ids in (assigned | ticked).items()}
    return {
        one: tuple(code for code in known.codes if code.id in ids) for one, ids in wanted.items()
    }


def has_code(code_id: int) -> ColumnElement[bool]:
    """Return the condition that a contribution has this code of the catalogue in force."""
    ids = {code_id, *(old for old, new in successors().items() if code_id in new)}
    assigned = exists().where(
        Coding.submission_id == Submission.id, is_open(), Coding.code_id.in_(ids)
    )
    ticked = exists().where(CodeHint.submission_id == Submission.id, CodeHint.code_id.in_(ids))
    return or_(assigned, ticked & ~has_open_coding())


def has_open_coding() -> ColumnElement[bool]:
    """Return the condition that moderators assigned a code to a contribution in the open."""
    return exists().where(Coding.submission_id == Submission.id, is_open())


def _ticked(submission_ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    wanted = select(CodeHint.submission_id, CodeHint.code_id)
    rows = db.session.execute(wanted.where(CodeHint.submission_id.in_(submission_ids)))
    for submission_id, code_id in rows:
        found.setdefault(submission_id, []).append(code_id)
    return {one: sorted(in_force(ids)) for one, ids in found.items()}
