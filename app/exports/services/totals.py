"""The totals of an export by the zones of a scheme, counted from the rows that are written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.areas.models import AreaScheme
from app.areas.queries import members_of_zones
from app.exports.queries import Codes
from app.exports.services.columns import Rows, Value

NO_ZONE, NO_AREA = "", None


@dataclass
class Sums:
    """Contributions, how many of them were passed on for others, and the people behind them."""

    contributions: int = 0
    relayed: int = 0
    voices: int = 0

    def add(self, contributions: int, relayed: int, voices: int) -> None:
        """Count in some more."""
        self.contributions += contributions
        self.relayed += relayed
        self.voices += voices

    def cells(self) -> tuple[int, int, int]:
        """Return the sums in the order of the headings."""
        return self.contributions, self.relayed, self.voices


class Totals:
    """Counts the pages that run through `watch`; `lines` is ready when the last one has."""

    def __init__(self, scheme: AreaScheme) -> None:
        self._scheme = scheme
        self._zones = members_of_zones(scheme.id)
        self._zone_of = {one: key for key, _name, area_ids in self._zones for one in area_ids}
        self._sums: dict[str | None, Sums] = defaultdict(Sums)

    def watch(self, pages: Iterable[tuple[Rows, Codes]]) -> Iterator[tuple[Rows, Codes]]:
        """Pass the pages on, and count them."""
        for rows, codes in pages:
            for row in rows:
                known = row.area_id is not None
                zone = self._zone_of.get(row.area_id, NO_ZONE) if known else NO_AREA
                self._sums[zone].add(1, row.on_behalf == "others", row.voices)
            yield rows, codes

    @property
    def headings(self) -> list[str]:
        """Return the headings of the lines."""
        figures = ["Beiträge", "davon weitergegeben", "Stimmen"]
        return [f"{self._scheme.name}: Schlüssel", self._scheme.name, "Ortsteile", *figures]

    def lines(self) -> list[tuple[Value, ...]]:
        """Return a line for each zone, for what lies in none, and for all together."""
        lines: list[tuple[Value, ...]] = [
            (key, name, len(area_ids), *self._sums[key].cells())
            for key, name, area_ids in self._zones
        ]
        for key, words in ((NO_ZONE, "in keinem Raum"), (NO_AREA, "ohne Ortsteil")):
            if key in self._sums:
                lines.append((None, words, None, *self._sums[key].cells()))
        together = Sums()
        for one in self._sums.values():
            together.add(*one.cells())
        return [*lines, (None, "zusammen", None, *together.cells())]
