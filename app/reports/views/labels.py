"""Filters that put the plain data of a report into German words."""

from babel.numbers import format_currency, format_decimal

from app.reports.services.words import in_words
from app.reports.views import blueprint

GERMAN = "de_DE"

blueprint.add_app_template_filter(in_words, "iso_day")


@blueprint.app_template_filter("euros")
def euros(amount: str) -> str:
    """Return an amount of money as it is written in German: `12.500,00 €`."""
    return str(format_currency(amount, "EUR", locale=GERMAN))


@blueprint.app_template_filter("figure_in_words")
def figure_in_words(number: str) -> str:
    """Return a decimal number as it is written in German, with all its places: `1.234,5`."""
    return str(format_decimal(number, locale=GERMAN, decimal_quantization=False))
