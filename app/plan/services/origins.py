"""What measures come from: what a reference in an address names, and what it suggests to write."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.councils.models import Proposal, Statement
from app.councils.queries import is_public, statement_by_id
from app.councils.queries.proposals import public_proposal
from app.guidelines.queries import catalogue
from app.moderation.models import Concern, ConcernMember
from app.moderation.queries import codes_of, concern_by_number
from app.plan.models import Evidence
from app.plan.services.evidence import Ground
from app.shared.database import db
from app.submissions.models import Submission
from app.submissions.queries import by_public_number

MOST_ORIGINS = 100
# From a concern a measure takes the codes that so many of its contributions share.
SHARE_OF_CODES = 0.5


@dataclass(frozen=True)
class Origin:
    """A thing that a measure can rest on, and what it suggests: Ortsteile, keys of codes, a title.

    `reference` is how addresses name it (`beitrag:EF-2026-000012`, `anliegen:A-2026-0001`,
    `stellungnahme:7`, `vorschlag:V-2026-001`), `path` is its public page. A contribution suggests
    no title: its words are its writer's.
    """

    reference: str
    ground: Ground
    number: str
    path: str
    title: str = ""
    area_ids: tuple[int, ...] = ()
    code_keys: tuple[str, ...] = ()


def ground_from(reference: str) -> Origin | None:
    """Return what a reference names; None if it is not there, or not public."""
    kind, _, number = reference.partition(":")
    find = {"beitrag": _submission, "anliegen": _concern, "vorschlag": _proposal}.get(kind)
    if find is not None:
        return find(number.upper()[:20])
    if kind == "stellungnahme" and number.isdecimal() and len(number) < 16:
        return _statement(int(number))
    return None


def origins_from(references: Iterable[str]) -> list[Origin]:
    """Return what these references name, each once; what is not there is left out."""
    found = [ground_from(one) for one in list(dict.fromkeys(references))[:MOST_ORIGINS]]
    return [origin for origin in found if origin is not None]


def suggested(origins: Sequence[Origin]) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """Return title, ids of Ortsteile and keys of codes that all of them together suggest."""
    titles = [one.title for one in origins if one.title]
    areas = dict.fromkeys(area for one in origins for area in one.area_ids)
    keys = dict.fromkeys(key for one in origins for key in one.code_keys)
    return titles[0] if len(titles) == 1 else "", tuple(areas), tuple(keys)


def reference_of(evidence: Evidence) -> str:
    """Return how addresses name what the evidence names, public or not."""
    if evidence.submission_id is not None:
        number = db.session.get_one(Submission, evidence.submission_id).public_number
        return f"beitrag:{number}"
    if evidence.concern_id is not None:
        return f"anliegen:{db.session.get_one(Concern, evidence.concern_id).public_number}"
    if evidence.statement_id is not None:
        return f"stellungnahme:{evidence.statement_id}"
    return f"vorschlag:{db.session.get_one(Proposal, evidence.proposal_id).public_number}"


def _submission(number: str) -> Origin | None:
    found = by_public_number(number)
    if found is None or found.status != "published":
        return None
    return Origin(
        reference=f"beitrag:{found.public_number}",
        ground=Ground(submission_id=found.id),
        number=found.public_number,
        path=f"/beitrag/{found.public_number}",
        area_ids=(found.area_id,) if found.area_id else (),
        code_keys=_shared_codes([found.id]),
    )


def _concern(number: str) -> Origin | None:
    found = concern_by_number(number)
    members = _published_members(found.id) if found else []
    if found is None or not members:
        return None
    areas = {area_id: None for _one, area_id in members if area_id}
    return Origin(
        reference=f"anliegen:{found.public_number}",
        ground=Ground(concern_id=found.id),
        number=found.public_number,
        path=f"/anliegen/{found.public_number}",
        title=found.title,
        area_ids=tuple(areas),
        code_keys=_shared_codes([one for one, _area in members]),
    )


def _statement(statement_id: int) -> Origin | None:
    found = statement_by_id(statement_id)
    if found is None or not is_public(found):
        return None
    base = {"submission": "beitrag", "concern": "anliegen", "consultation": "beteiligungen"}
    about = f"{base.get(found.subject_kind, 'plan/massnahmen')}/{found.subject_key}"
    return Origin(
        reference=f"stellungnahme:{found.id}",
        ground=Ground(statement_id=found.id),
        number=found.label,
        path=f"/{about}#stellungnahmen",
        area_ids=_areas_of(found),
    )


def _proposal(number: str) -> Origin | None:
    found = public_proposal(number)
    if found is None:
        return None
    return Origin(
        reference=f"vorschlag:{number}",
        ground=Ground(proposal_id=found.id),
        number=number,
        path=f"/vorschlaege/{number}",
        title=found.title,
        area_ids=_areas_of(found),
        code_keys=_shared_codes([one.id for one in found.grounds]),
    )


def _areas_of(thing: Statement | Proposal) -> tuple[int, ...]:
    return tuple(area.id for area in thing.council.areas)


def _published_members(concern_id: int) -> list[tuple[int, int | None]]:
    wanted = select(Submission.id, Submission.area_id).join(
        ConcernMember, ConcernMember.submission_id == Submission.id
    )
    own = wanted.where(ConcernMember.concern_id == concern_id, Submission.status == "published")
    return [(row[0], row[1]) for row in db.session.execute(own.order_by(Submission.area_id))]


def _shared_codes(submission_ids: Sequence[int]) -> tuple[str, ...]:
    codes, known = codes_of(submission_ids), catalogue()
    numbers = Counter(code_id for ids in codes.values() for code_id in ids)
    enough = SHARE_OF_CODES * len(submission_ids)
    return tuple(code.key for code in known.codes if numbers.get(code.id, 0) >= max(enough, 1))
