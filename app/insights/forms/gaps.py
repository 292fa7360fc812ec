"""Which part of the gap cube an address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.areas.queries import chosen_scheme
from app.guidelines.queries import catalogue
from app.insights.queries.demand import ALL, NONE
from app.insights.queries.places import Place, place_by_key, places

VOICES = "stimmen"
# Words for "none assigned" and "any" in addresses.
WORDS = {"ohne": NONE, "alle": ALL}


@dataclass(frozen=True)
class GapWish:
    """The scheme by whose zones is compared (none: Ortsteile), the place shown, the figure."""

    scheme: str | None
    place: Place
    by_voices: bool

    @property
    def places(self) -> list[Place]:
        """What is compared: the place that was chosen, else all zones or Ortsteile."""
        return [self.place] if self.place.key else places(self.scheme)

    @property
    def values(self) -> dict[str, str]:
        """Return the wish for addresses, without what goes without saying."""
        figure = VOICES if self.by_voices else ""
        given = {"gliederung": self.scheme or "", "ort": self.place.key, "zahl": figure}
        return {name: value for name, value in given.items() if value}


def read_wish(values: Mapping[str, str]) -> GapWish:
    """Return what is asked for; what there is not means the whole city by Ortsteil."""
    chosen = chosen_scheme(values.get("gliederung"))
    scheme = chosen.key if chosen else None
    place = place_by_key(values.get("ort", ""), scheme)
    return GapWish(scheme, place, values.get("zahl") == VOICES)


def read_code(value: str, kind: str) -> str | None:
    """Return the key of a code of this kind, `NONE` or `ALL`; None if there is no such code."""
    if value in WORDS:
        return WORDS[value]
    code = catalogue().by_key.get(value)
    return code.key if code and code.kind == kind else None
