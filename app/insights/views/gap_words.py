"""Addresses and words of the gap cube for templates."""

from collections.abc import Iterable
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.guidelines.queries import catalogue
from app.insights.forms.gaps import WORDS, GapWish
from app.insights.queries.demand import ALL, NONE
from app.insights.queries.places import Place
from app.insights.services.cube import rate_of
from app.insights.views import blueprint
from app.shared.i18n import text_in

CELL = f"{blueprint.url_prefix}/luecken/zelle"
WORD_OF = {value: word for word, value in WORDS.items()}

blueprint.add_app_template_global(rate_of, "rate_of")


@blueprint.app_template_global("gap_cell_url")
def cell_url(wish: GapWish, place: Place, group: str, field: str) -> str:
    """Return the address of a cell, with everything that was chosen.

    Put together here: a page has hundreds of them, and `url_for` would be a third of its time.
    """
    names = {"gruppe": WORD_OF.get(group, group), "feld": WORD_OF.get(field, field)}
    chosen = {name: value for name, value in wish.values.items() if name != "ort"}
    place_of = {"ort": place.key} if place.key else {}
    return f"{CELL}?{urlencode(chosen | place_of | names)}"


@blueprint.app_template_global("place_name")
def place_name(place: Place) -> str:
    """Return the name of a place in words."""
    rest = {"": _("Whole city"), "ohne-ortsteil": _("Without an Ortsteil")}
    return place.name or str(rest.get(place.key, _("In no zone")))


@blueprint.app_template_global("code_name")
def code_name(key: str, kind: str) -> str:
    """Return the title of a target group or field, or what stands for none and for all."""
    if key == ALL:
        return str(_("All target groups") if kind == "target_group" else _("All fields"))
    if key == NONE:
        return str(_("No target group") if kind == "target_group" else _("No field"))
    return text_in(catalogue().by_key[key].title)


def code_names(keys: Iterable[str], kind: str) -> dict[str, str]:
    """Return the titles of these codes by key, and of none and all of them."""
    return {key: code_name(key, kind) for key in (*keys, NONE, ALL)}


@blueprint.app_template_global("plan_name")
def plan_name(key: str) -> str:
    """Return the title of a specialist plan, its key if the catalogue in force has it no more."""
    code = catalogue().by_key.get(key)
    return text_in(code.title) if code else key
