"""Numbers as they are written in the language of the page: "12.500,00" in German."""

import decimal
from typing import Any

from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import ValidationError

from app.shared.i18n import page_language

_UNITS = ("€", "EUR", "Euro")


class AmountField(StringField):
    """An exact number; `amount` is its value, None while nothing usable is typed.

    What was typed comes back as it was; a stored number is shown in the page's language.
    """

    amount: decimal.Decimal | None = None

    def __init__(self, *args: Any, places: int = 2, most_digits: int = 12, **kwargs: Any) -> None:
        self.places, self.most_digits = places, most_digits
        kwargs.setdefault("render_kw", {"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(*args, **kwargs)

    def show(self, value: decimal.Decimal | None) -> None:
        """Show a stored number."""
        self.data = "" if value is None else in_figures(value, self.places)

    def pre_validate(self, form: Any) -> None:
        """Read what was typed; nothing typed is no error here."""
        self.amount = None
        typed = (self.data or "").strip()
        for unit in _UNITS:
            typed = typed.removesuffix(unit).strip()
        if not typed:
            return
        number = _read(typed)
        exponent = number.as_tuple().exponent if number is not None else None
        if number is None or not isinstance(exponent, int):
            raise ValidationError(_l("Please write a number, for example 12,500.00."))
        if -exponent > self.places:
            words = _l("Please use at most %(places)d decimal places.", places=self.places)
            raise ValidationError(words)
        if number.adjusted() >= self.most_digits - 1:
            raise ValidationError(_l("This number is too large."))
        self.amount = number


def in_figures(value: decimal.Decimal, places: int) -> str:
    """Return a number in the page's language; money with its cents, others without empty places."""
    pattern = "#,##0.00" if places == 2 else "#,##0." + "#" * places
    return str(format_decimal(value, format=pattern, locale=page_language().code))


def _read(typed: str) -> decimal.Decimal | None:
    try:
        return parse_decimal(typed, locale=page_language().code, strict=True)
    except NumberFormatError:
        return None
