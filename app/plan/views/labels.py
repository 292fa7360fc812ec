"""Filters that put measures and their money into words, in every template."""

import decimal

from babel.numbers import format_currency

from app.plan.forms.labels import CODE_GROUPS, MEASURE_STATUS_LABELS, STEP_LABELS
from app.plan.forms.numbers import in_figures
from app.plan.queries.suggestions import suggested_numbers
from app.plan.views import blueprint
from app.shared.i18n import page_language

PLACES_OF_EFFECTS = 3


@blueprint.app_template_filter("measure_status")
def measure_status(status: str) -> str:
    """Return the state of a measure in words."""
    return str(MEASURE_STATUS_LABELS.get(status, status))


@blueprint.app_template_filter("measure_step")
def measure_step(status: str) -> str:
    """Return what a button says that moves a measure to this state."""
    return str(STEP_LABELS.get(status, status))


@blueprint.app_template_filter("code_group")
def code_group(kind: str) -> str:
    """Return what codes of a kind are called together."""
    return str(CODE_GROUPS.get(kind, kind))


@blueprint.app_template_filter("euro")
def euro(amount: decimal.Decimal | None) -> str:
    """Return money with its cents and the sign of the Euro."""
    if amount is None:
        return ""
    return str(format_currency(amount, "EUR", locale=page_language().code))


@blueprint.app_template_filter("effect_figure")
def effect_figure(value: decimal.Decimal | None) -> str:
    """Return a figure of effect without empty decimal places."""
    return "" if value is None else in_figures(value, PLACES_OF_EFFECTS)


@blueprint.app_template_test("public_measure")
def public_measure(number: str) -> bool:
    """Return whether everybody can open the page of the measure with this number."""
    return number not in suggested_numbers()
