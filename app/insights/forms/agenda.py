"""What the agenda sheet of a Jour fixe is about."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.insights.queries.interfaces import Side
from app.shared.i18n import text_in
from app.shared.period_form import PeriodForm, usual_period

FORMATS = ("pdf", "odt")
FEWEST = 2


class AgendaForm(PeriodForm):
    """Two specialist plans at least, and the days of publication."""

    plans = SelectMultipleField(_l("Specialist plans"), name="planung")

    def prepare(self, sides: Sequence[Side]) -> None:
        """Fill in the plans of the catalogue; call before anything else."""
        self.plans.choices = [SelectChoice(side.key, text_in(side.title)) for side in sides]

    def validate_plans(self, field: SelectMultipleField) -> None:
        """Something can only lie between two."""
        if len(set(field.data or ())) < FEWEST:
            raise ValidationError(_("Please choose two specialist plans at least."))


def agenda_form(arguments: "MultiDict[str, str]", sides: Sequence[Side]) -> AgendaForm:
    """Return the form as an address fills it in; without a word in it all plans and a month."""
    usual: Mapping[str, Any] = {
        "von": [usual_period()["first"].isoformat()],
        "bis": [usual_period()["last"].isoformat()],
        "planung": [side.key for side in sides],
    }
    is_filled = any(name in arguments for name in usual)
    form = AgendaForm(MultiDict(arguments) if is_filled else MultiDict(usual))
    form.prepare(sides)
    return form
