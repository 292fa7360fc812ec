"""What somebody wants to see of the plan, as the address says it."""

from collections.abc import Mapping

from flask_babel import gettext as _

from app.accounts.queries import all_offices
from app.areas.queries import area_ids_of, directory, zone_of_token, zone_tokens
from app.guidelines.queries import catalogue
from app.plan.forms.labels import MEASURE_STATUS_LABELS
from app.plan.queries import MeasureWish
from app.shared.i18n import text_in

# The names in addresses of the states, for people who read addresses.
STATES = {
    "vorschlag": "suggested",
    "abgestimmt": "agreed",
    "beschlossen": "decided",
    "in-umsetzung": "running",
    "umgesetzt": "done",
    "zurueckgestellt": "deferred",
    "verworfen": "dropped",
}
WHOLE_CITY = "stadt"
PARAMETERS = ("stand", "ortsteil", "gebiet", "feld", "amt", "q")
Options = list[tuple[str, str]]


def read_wish(args: Mapping[str, str]) -> MeasureWish:
    """Return the wish; what the address says and nobody knows is passed over."""
    area = directory().by_slug.get(args.get("ortsteil", ""))
    zone = zone_of_token(args.get("gebiet", ""))
    code = catalogue().by_key.get(args.get("feld", ""))
    offices = {office.key: office.id for office in all_offices()} if args.get("amt") else {}
    return MeasureWish(
        status=STATES.get(args.get("stand", "")),
        office_id=offices.get(args.get("amt", "")),
        area_ids=area_ids_of(area, zone),
        whole_city=args.get("ortsteil") == WHOLE_CITY,
        code_key=code.key if code else None,
        words=args.get("q", "")[:80],
    )


def chosen(args: Mapping[str, str]) -> dict[str, str]:
    """Return the filters of the address that are set, for links that keep them."""
    return {name: args[name][:80] for name in PARAMETERS if args.get(name)}


def state_options(with_suggestions: bool) -> Options:
    """Return the states to choose from."""
    shown = [key for key in STATES if with_suggestions or STATES[key] != "suggested"]
    return [("", _("all")), *((key, str(MEASURE_STATUS_LABELS[STATES[key]])) for key in shown)]


def area_options() -> Options:
    """Return the Ortsteile to choose from, the whole city first."""
    areas = ((area.slug, area.name) for area in directory().entries)
    return [("", _("all")), (WHOLE_CITY, _("the whole city")), *areas]


def zone_options() -> Options:
    """Return the zones of every scheme to choose from."""
    return [("", _("all")), *zone_tokens()]


def field_options() -> Options:
    """Return the fields of action to choose from."""
    fields = catalogue().of_kind("field")
    return [("", _("all")), *((code.key, text_in(code.title)) for code in fields)]


def office_options() -> Options:
    """Return the offices to choose from."""
    return [("", _("all")), *((office.key, office.name) for office in all_offices())]
