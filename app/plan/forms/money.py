"""Money of a measure, and the figures by which its effect is seen."""

import datetime as dt
import decimal

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.plan.forms.numbers import AmountField
from app.plan.models import BudgetLine, EffectIndicator
from app.plan.policy import FIRST_YEAR, LAST_YEAR
from app.plan.services import BudgetDraft, EffectDraft
from app.shared.clock import today
from app.shared.forms import Filled, Form, tidied
from app.shared.versioned import VersionedForm

TOO_LONG = _l("Please use at most %(max)d characters.")


def _line(label: object, missing: object, longest: int, **render_kw: str) -> StringField:
    """Return a field for a line of text that must not be empty."""
    must = [DataRequired(missing), Length(max=longest, message=TOO_LONG)]
    settings = {"maxlength": longest, **render_kw}
    return StringField(label, filters=[tidied], validators=must, render_kw=settings)


class BudgetForm(VersionedForm):
    """A budget line; version 0 stands for one that is not stored yet."""

    year = IntegerField(
        _l("Year"),
        validators=[Filled(_l("Please write the year as a number."))],
        render_kw={"inputmode": "numeric", "type": "text", "maxlength": 4},
    )
    budget_number = _line(
        _l("Budget line (Haushaltsstelle)"), _l("Please write the budget line."), 40
    )
    source = _line(_l("Source of funds"), _l("Please write where the money comes from."), 120)
    planned = AmountField(_l("Planned (EUR)"), validators=[Filled(_l("Please write the amount."))])
    spent = AmountField(_l("Spent (EUR)"))

    def validate_year(self, field: IntegerField) -> None:
        """A year that a plan can speak of."""
        if field.data is not None and not FIRST_YEAR <= field.data <= LAST_YEAR:
            raise ValidationError(_l("Please write a year such as 2027."))

    def validate_planned(self, field: AmountField) -> None:
        """Not negative."""
        if field.amount is not None and field.amount < 0:
            raise ValidationError(_l("An amount cannot be negative."))

    def validate_spent(self, field: AmountField) -> None:
        """Not negative."""
        self.validate_planned(field)

    def fill(self, line: BudgetLine) -> None:
        """Show what is stored."""
        self.version.data, self.year.data = line.version, line.year
        self.budget_number.data, self.source.data = line.budget_number, line.source
        self.planned.show(line.planned)
        self.spent.show(line.spent)

    def draft(self) -> BudgetDraft:
        """Return what was typed; call it when all is valid."""
        if self.planned.amount is None or self.year.data is None:
            raise ValueError("the form is not valid")
        return BudgetDraft(
            year=self.year.data,
            budget_number=self.budget_number.data or "",
            source=self.source.data or "",
            planned=self.planned.amount,
            spent=self.spent.amount,
        )


class EffectForm(VersionedForm):
    """A figure of effect; version 0 stands for one that is not stored yet."""

    title = _line(_l("What is counted?"), _l("Please write what is counted."), 200, dir="auto")
    unit = _line(_l("Unit"), _l("Please write the unit."), 40)
    source = _line(_l("Source of the figures"), _l("Please write who counts it."), 200)
    baseline = AmountField(_l("Starting value"), places=3, most_digits=11)
    baseline_on = DateField(_l("Day of the starting value"), validators=[Optional()])
    target = AmountField(_l("Target value"), places=3, most_digits=11)
    target_on = DateField(_l("To be reached by"), validators=[Optional()])

    def validate_baseline(self, field: AmountField) -> None:
        """A value says of which day it is, and the other way round."""
        if bool(self.baseline_on.data) != bool((field.data or "").strip()):
            raise ValidationError(_l("Please give both, the starting value and its day, or none."))

    def validate_target(self, field: AmountField) -> None:
        """A target says by when."""
        if bool(self.target_on.data) != bool((field.data or "").strip()):
            raise ValidationError(_l("Please give both, the target value and its day, or none."))

    def fill(self, effect: EffectIndicator) -> None:
        """Show what is stored."""
        for name in ("version", "title", "unit", "source", "baseline_on", "target_on"):
            self[name].data = getattr(effect, name)
        self.baseline.show(effect.baseline)
        self.target.show(effect.target)

    def draft(self) -> EffectDraft:
        """Return what was typed."""
        return EffectDraft(
            title=self.title.data or "",
            unit=self.unit.data or "",
            source=self.source.data or "",
            baseline=self.baseline.amount,
            baseline_on=self.baseline_on.data,
            target=self.target.amount,
            target_on=self.target_on.data,
        )


class ValueForm(Form):
    """What a figure was on a day."""

    on = DateField(_l("Day"), validators=[Filled(_l("Please choose a day."))])
    value = AmountField(
        _l("Value"),
        places=3,
        most_digits=11,
        validators=[Filled(_l("Please write the value."))],
    )
    effect: EffectIndicator

    def validate_on(self, field: DateField) -> None:
        """Counted already, and once for a day."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day is in the future."))
        if field.data in {value.on for value in self.effect.values}:
            raise ValidationError(_l("There is a value for this day. Remove it first."))

    def reading(self) -> tuple[dt.date, decimal.Decimal]:
        """Return day and value; call it when all is valid."""
        if self.on.data is None or self.value.amount is None:
            raise ValueError("the form is not valid")
        return self.on.data, self.value.amount
