"""Findings of the check and the states of an import in the language of the page."""

from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.submissions.services.importing import COLUMNS
from app.submissions.services.importing.rows import DID_YOU_MEAN
from app.submissions.views.importing import blueprint

STATES: dict[str, LazyString] = {
    "uploaded": _l("uploaded"),
    "checking": _l("being checked"),
    "checked": _l("checked, not imported"),
    "running": _l("being imported"),
    "done": _l("imported"),
    "undoing": _l("being taken back"),
    "undone": _l("taken back"),
}
TITLES = {column.key: column.title for column in COLUMNS}


@blueprint.app_template_filter("finding_text")
def finding_text(finding: dict[str, Any]) -> str:
    """Return what is wrong or strange in a row, and perhaps what was meant."""
    message, values = finding["message"], finding["values"]
    sentence = gettext(message) % values
    suggestion = values.get("suggestion")
    return f"{sentence} {gettext(DID_YOU_MEAN, name=suggestion)}" if suggestion else sentence


@blueprint.app_template_filter("finding_column")
def finding_column(finding: dict[str, Any]) -> str:
    """Return the name of the column in which something was found."""
    key = finding["column"]
    title = TITLES.get(key, key)
    return str(gettext(title))


@blueprint.app_template_filter("import_state")
def import_state(state: str) -> str:
    """Return the state of an import in words."""
    return str(STATES.get(state, state))


def level_word(level: str) -> str:
    """Return the word for an error or a warning."""
    return str(_("Error")) if level == "error" else str(_("Hint"))
