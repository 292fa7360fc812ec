"""Addresses and words of the gap cube for templates."""

from flask import url_for
from flask_babel import gettext as _

from app.guidelines.queries import catalogue
from app.insights.forms.gaps import WORDS, GapWish
from app.insights.queries.demand import ALL, NONE
from app.insights.queries.places import Place
from app.insights.services.cube import rate_of
from app.insights.views import blueprint
from app.shared.i18n import text_in

blueprint.add_app_template_global(rate_of, "rate_of")


@blueprint.app_template_global("gap_cell_url")
def cell_url(wish: GapWish, place: Place, group: str, field: str) -> str:
    """Return the address of a cell, with everything that was chosen."""
    words = {value: word for word, value in WORDS.items()}
    names = {"gruppe": words.get(group, group), "feld": words.get(field, field)}
    values = wish.values | {"ort": place.key} | names
    return url_for("insights.gap_cell", _external=False, **{k: v for k, v in values.items() if v})


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


@blueprint.app_template_global("plan_name")
def plan_name(key: str) -> str:
    """Return the title of a specialist plan, its key if the catalogue in force has it no more."""
    code = catalogue().by_key.get(key)
    return text_in(code.title) if code else key
