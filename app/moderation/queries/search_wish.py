"""What somebody looks for, as it stands in an address: words, what narrows them down, the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.areas.queries import directory as areas
from app.areas.queries import zone_of_token
from app.consultations.queries import by_slug
from app.guidelines.queries import catalogue
from app.shared.terms import LONGEST_QUERY, Query, read_query
from app.shared.text import tidy
from app.submissions.models import KINDS, STATUSES

PLACE = "vor"


@dataclass(frozen=True)
class Filters:
    """What hits are narrowed down by; None leaves it open. `area_ids` are those of a zone."""

    area_id: int | None = None
    consultation_id: int | None = None
    kind: str | None = None
    code_key: str | None = None
    status: str | None = None
    area_ids: tuple[int, ...] | None = None

    def facts(self) -> tuple[str, ...]:
        """Return what of it never changes, in the short words that the index holds."""
        known = {"a": self.area_id, "c": self.consultation_id, "k": self.kind}
        return tuple(f"{name}{value}" for name, value in known.items() if value is not None)


@dataclass(frozen=True)
class Place:
    """The last hit that was seen: whether whole words were still on, and its id."""

    is_exact: bool
    id: int

    def token(self) -> str:
        """Return the place for an address."""
        return f"{'w' if self.is_exact else 't'}{self.id:x}"


@dataclass(frozen=True)
class Wish:
    """What was typed, what it looks for, and the accepted parameters by their name."""

    typed: str
    query: Query
    filters: Filters
    values: dict[str, str]
    after: Place | None


def read_wish(arguments: Mapping[str, str]) -> Wish:
    """Return the wish of an address; what we do not know in it is left out."""
    typed = tidy(arguments.get("q", "")[:LONGEST_QUERY])
    area = areas().by_slug.get(arguments.get("ortsteil", ""))
    zone = zone_of_token(arguments.get("gebiet", ""))
    consultation = by_slug(arguments.get("beteiligung", ""))
    code = catalogue().by_key.get(arguments.get("schlagwort", ""))
    filters = Filters(
        area_id=area.id if area else None,
        consultation_id=consultation.id if consultation else None,
        kind=_one_of(KINDS, arguments.get("art")),
        code_key=code.key if code else None,
        status=_one_of(STATUSES, arguments.get("status")),
        area_ids=zone.area_ids if zone else None,
    )
    known = {
        "ortsteil": area.slug if area else None,
        "gebiet": zone.token if zone else None,
        "beteiligung": consultation.slug if consultation else None,
        "schlagwort": filters.code_key,
        "art": filters.kind,
        "status": filters.status,
    }
    values = {name: value for name, value in known.items() if value}
    return Wish(typed, read_query(typed), filters, values, read_place(arguments.get(PLACE)))


def read_place(token: str | None) -> Place | None:
    """Return the place of a token; None for no token or one that we did not make."""
    if not token or token[0] not in "wt" or not 1 < len(token) < 17:
        return None
    try:
        row_id = int(token[1:], 16)
    except ValueError:
        return None
    return Place(token[0] == "w", row_id) if 0 < row_id < 2**63 else None


def _one_of(values: tuple[str, ...], wished: str | None) -> str | None:
    return wished if wished in values else None
