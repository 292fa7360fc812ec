"""Filters of the queue: read from an address, written into one, and offered as choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask_babel import LazyString
from flask_babel import gettext as _

from app.areas.queries import area_ids_of, zone_of_token, zone_tokens
from app.areas.queries import directory as areas
from app.consultations.queries import by_slug
from app.consultations.queries import directory as consultations
from app.moderation.queries import QueueFilter
from app.shared.i18n import CONTENT_LANGUAGES, text_in
from app.submissions.models import CHANNELS

Options = list[tuple[str, str | LazyString]]
# Parameters of the address; what is empty is left out.
NAMES = ("ortsteil", "gebiet", "beteiligung", "eingang", "sprache", "markiert", "meine")
LONGEST_VALUE = 120


@dataclass(frozen=True)
class QueueQuery:
    """The filters of an address: as typed, and what they mean."""

    values: dict[str, Any]
    narrowed: QueueFilter

    @property
    def address(self) -> str:
        """Return the filters as the part of an address behind the question mark."""
        return urlencode(self.values)

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self.values)


def read_filters(arguments: Mapping[str, str], person_id: int) -> QueueQuery:
    """Return the filters of an address; unknown values are left out."""
    typed = {name: arguments.get(name, "")[:LONGEST_VALUE] for name in NAMES}
    area = areas().by_slug.get(typed["ortsteil"])
    zone = zone_of_token(typed["gebiet"])
    typed["gebiet"] = zone.token if zone else ""
    consultation = by_slug(typed["beteiligung"])
    channel = typed["eingang"] if typed["eingang"] in CHANNELS else None
    language = typed["sprache"] if typed["sprache"] in CONTENT_LANGUAGES else None
    marked, mine = typed["markiert"] == "1", typed["meine"] == "1"
    meant = {
        "ortsteil": area,
        "gebiet": zone,
        "beteiligung": consultation,
        "eingang": channel,
        "sprache": language,
        "markiert": marked,
        "meine": mine,
    }
    narrowed = QueueFilter(
        area_ids=area_ids_of(area, zone),
        consultation_id=consultation.id if consultation else None,
        channel=channel,
        language=language,
        marked=marked,
        claimed_by=person_id if mine else None,
    )
    return QueueQuery({name: typed[name] for name in NAMES if meant[name]}, narrowed)


def area_options() -> Options:
    """Return the choices of Ortsteile."""
    return [("", _("All Ortsteile")), *((area.slug, area.name) for area in areas().entries)]


def zone_options() -> Options:
    """Return the choices of zones, each with its scheme."""
    return [("", _("All areas")), *zone_tokens()]


def consultation_options() -> Options:
    """Return the choices of consultations."""
    titles = [(entry.slug, text_in(entry.title)) for entry in consultations()]
    return [("", _("All consultations")), *titles]
