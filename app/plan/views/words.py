"""Filters that put the differences between versions into words, in every template."""

import datetime as dt
import functools
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency
from flask_babel import gettext as _

from app.plan.forms.labels import MEASURE_STATUS_LABELS
from app.plan.forms.numbers import in_figures
from app.plan.queries.plan_values import Change, Figure, Money, State, Titles
from app.plan.views import blueprint
from app.shared.i18n import page_language, text_in

PLACES = 3


@blueprint.app_template_filter("change_in_words")
def change_in_words(change: Change) -> str:
    """Return the sentence about a change in the language of the page."""
    return str(_(change.message, **{name: _said(value) for name, value in change.values.items()}))


@blueprint.app_template_filter("round_euro")
def round_euro(amount: Decimal | str) -> str:
    """Return money without cents where there are none: "12.000 €"."""
    exact = Decimal(amount)
    pattern = "#,##0 ¤" if exact == exact.to_integral() else "#,##0.00 ¤"
    return str(format_currency(exact, "EUR", pattern, page_language().code, currency_digits=False))


@blueprint.app_template_filter("day_in_words")
def day_in_words(day: str | None) -> str:
    """Return an ISO date as a day in the words of the page's language."""
    return _day(dt.date.fromisoformat(day)) if day else ""


@blueprint.app_template_filter("plain_figure")
def plain_figure(number: str | None) -> str:
    """Return a figure that is kept as a string, in the page's language."""
    return "" if number is None else in_figures(Decimal(number), PLACES)


@functools.singledispatch
def _said(value: Any) -> str:
    return str(value)


@_said.register
def _money(value: Money) -> str:
    return round_euro(value.amount)


@_said.register
def _day(value: dt.date) -> str:
    return str(format_date(value, "long", locale=page_language().code))


@_said.register
def _figure(value: Figure) -> str:
    return f"{in_figures(value.number, PLACES)} {value.unit}"


@_said.register
def _state(value: State) -> str:
    return str(MEASURE_STATUS_LABELS.get(value.key, value.key))


@_said.register
def _titles(value: Titles) -> str:
    return ", ".join(text_in(name) for name in value.names)
