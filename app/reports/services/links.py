"""Where the numbers of a report lead: addresses on the platform, which stay as they are."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from app.reports.services.snapshot import ReportContent

# The states of measures as the list of the plan writes them in its addresses.
STATES = {
    "agreed": "abgestimmt",
    "decided": "beschlossen",
    "running": "in-umsetzung",
    "done": "umgesetzt",
    "deferred": "zurueckgestellt",
    "dropped": "verworfen",
}


@dataclass(frozen=True)
class Links:
    """Addresses for a report; `base` is empty on the platform, else `https://...` before each."""

    content: ReportContent
    base: str = ""

    def measure(self, number: str) -> str:
        """Return the page of a measure."""
        return f"{self.base}/plan/massnahmen/{quote(number)}"

    def measures(self, status: str = "", area: str = "", field: str = "") -> str:
        """Return the list of measures in a state, for an Ortsteil (number), of a field (key)."""
        wanted = {
            "stand": STATES.get(status, ""),
            "ortsteil": self._slugs.get(area, ""),
            "feld": field,
        }
        query = "&".join(f"{name}={quote(value)}" for name, value in wanted.items() if value)
        return f"{self.base}/plan/{f'?{query}' if query else ''}"

    def area(self, number: str) -> str | None:
        """Return the page of an Ortsteil with its contributions; None for no Ortsteil."""
        slug = self._slugs.get(number)
        return f"{self.base}/ortsteile/{slug}" if slug else None

    def code(self, key: str) -> str:
        """Return the published contributions with a code."""
        return f"{self.base}/suche?schlagwort={quote(key)}"

    def kind(self, key: str) -> str:
        """Return the published contributions of a kind."""
        return f"{self.base}/suche?art={quote(key)}"

    def contributions(self) -> str:
        """Return all published contributions."""
        return f"{self.base}/suche"

    def concerns(self) -> str:
        """Return the list of concerns."""
        return f"{self.base}/anliegen/"

    def proposal(self, number: str) -> str:
        """Return the page of a proposal."""
        return f"{self.base}/vorschlaege/{quote(number)}"

    @cached_property
    def _slugs(self) -> dict[str, str]:
        known = self.content["map"]
        return {area["number"]: area["slug"] for area in known["areas"]} if known else {}
