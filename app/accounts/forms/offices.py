"""The form for an office of the city and the Ortsteile it answers for."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from app.accounts.models import Office
from app.accounts.queries import all_offices, recipients
from app.accounts.services import EMAIL, OfficeRow
from app.accounts.services.offices import LONGEST_EMAIL, LONGEST_NAME
from app.areas.queries import directory as areas
from app.shared.forms import Form, tidied
from app.shared.spelling import slug_of

TOO_LONG = _l("Please use at most %(max)d characters.")
LONGEST_KEY = 60


class OfficeForm(Form):
    """Name, post box and Ortsteile; `seen` is what was stored when the page was opened."""

    seen = HiddenField()
    name = StringField(
        _l("Name of the office"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write the name.")),
            Length(max=LONGEST_NAME, message=TOO_LONG),
        ],
    )
    email = StringField(
        _l("Post box for deadlines"),
        filters=[tidied],
        validators=[Length(max=LONGEST_EMAIL, message=TOO_LONG)],
        render_kw={"type": "email", "autocomplete": "off"},
    )
    areas = SelectMultipleField(_l("Answers for these Ortsteile without a council"))

    def __init__(self, office: Office | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.office = office
        without = [area for area in areas().entries if area.council_name is None]
        self.areas.choices = [SelectChoice(area.number, area.name) for area in without]

    def fill(self) -> None:
        """Show what is stored."""
        self.seen.data = state_of(self.office)
        if self.office is not None:
            self.name.data, self.email.data = self.office.name, self.office.email
            held = {area_id for area_id, r in recipients().items() if r.office_id == self.office.id}
            self.areas.data = [a.number for a in areas().entries if a.id in held]

    def row(self) -> OfficeRow:
        """Return what was typed; a new office gets its key from its name."""
        name = self.name.data or ""
        key = self.office.key if self.office else slug_of(name)[:LONGEST_KEY]
        numbers = tuple(self.areas.data or ())
        return OfficeRow(key, name, (self.email.data or "").lower() or None, numbers)

    def validate_name(self, field: StringField) -> None:
        """No other office has the name, or the key made of it."""
        others = [one for one in all_offices() if self.office is None or one.id != self.office.id]
        key = slug_of(field.data or "")[:LONGEST_KEY]
        same_key = self.office is None and key in {one.key for one in others}
        if not key or same_key or field.data in {one.name for one in others}:
            raise ValidationError(_l("There is an office of this name, or it has no letters."))

    def validate_email(self, field: StringField) -> None:
        """An address, if there is one."""
        if field.data and not EMAIL.fullmatch(field.data):
            raise ValidationError(_l("This is not an e-mail address."))


def state_of(office: Office | None) -> str:
    """Return what an office is called and where it gets mail, to notice a change."""
    return f"{office.name}|{office.email or ''}" if office else ""
