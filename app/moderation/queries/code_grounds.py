"""What the codes of contributions rest on: marked passages, and how many coders chose each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.guidelines.models import Code
from app.moderation.models import ChosenCode, Coding, SecondCoding
from app.moderation.queries.codes import codings_of
from app.moderation.queries.passages import Passage, passages_among
from app.shared.database import db
from app.submissions.models import Submission

# The key of a code, and who chose it: keys, as codings are carried over to newer versions.
Choices = dict[int, dict[str, int]]


@dataclass(frozen=True)
class CodeGround:
    """A code of a contribution, the passages that it was given for, and how many gave it.

    `chose` is how many of two coders chose it without knowing of each other; None where nobody
    coded a second time, or they are not done.
    """

    code: Code
    people: int
    chose: int | None
    passages: Sequence[Passage]


def code_grounds(submissions: Sequence[Submission]) -> dict[int, list[CodeGround]]:
    """Return what the codes in force of published contributions rest on, by id.

    In the order of the catalogue; what is sealed for a second coder is left out.
    """
    public = {one.id: one for one in submissions if one.status == "published"}
    found, choices = codings_of(list(public)), _settled_choices(list(public))
    return {
        submission_id: _grounds(public[submission_id], codings, choices.get(submission_id))
        for submission_id, codings in found.items()
    }


def _grounds(
    submission: Submission, codings: Sequence[Coding], choices: dict[str, int] | None
) -> list[CodeGround]:
    passages: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages_among(codings, submission):
        passages[passage.coding.code_id].append(passage)
    people: dict[Code, set[int | None]] = defaultdict(set)
    for coding in codings:
        people[coding.code].add(coding.coder_id)
    return [
        CodeGround(
            code=code,
            people=len(coders),
            chose=None if choices is None else choices.get(code.key, 0),
            passages=passages[code.id],
        )
        for code, coders in people.items()
    ]


def _settled_choices(submission_ids: Sequence[int]) -> Choices:
    """How many of the two coders chose a code, where both are done; else nothing."""
    settled = select(SecondCoding.id, SecondCoding.submission_id).where(
        SecondCoding.submission_id.in_(submission_ids), SecondCoding.state == "settled"
    )
    owner = {row[0]: row[1] for row in db.session.execute(settled)}
    found: Choices = {submission_id: defaultdict(int) for submission_id in owner.values()}
    chosen = select(ChosenCode.second_coding_id, Code.key)
    chosen = chosen.join(Code, Code.id == ChosenCode.code_id)
    for second_id, key in db.session.execute(chosen.where(ChosenCode.second_coding_id.in_(owner))):
        found[owner[second_id]][key] += 1
    return found
