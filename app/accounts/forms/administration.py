"""Forms of the administration of people."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, EmailField, SearchField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from app.accounts.forms.rights import ROLE_LABELS
from app.accounts.models import ROLES
from app.accounts.queries import PeopleFilter, all_offices, all_organisations
from app.accounts.services import NO_COUNCIL, NO_ORGANISATION, WRONG_TERM, Scope, scope_problems
from app.areas.queries import all_councils
from app.shared.forms import Filled, Form, tidied

LONGEST_SEARCH = 80


FIRST_YEAR, LAST_YEAR = 2000, 2100


def sensible_day(form: Form, field: DateField) -> None:
    """Refuse a day that can only be a slip of the fingers, and that no calendar can go past."""
    if field.data and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
        raise ValidationError(_("Please check the year."))


def _number(value: Any) -> int | None:
    return int(value) if value else None


def _choices(first: str, entries: Sequence[Any]) -> list[SelectChoice]:
    return [SelectChoice("", first), *(SelectChoice(str(e.id), e.name) for e in entries)]


def _roles(first: str) -> list[SelectChoice]:
    return [SelectChoice("", first), *(SelectChoice(r, ROLE_LABELS[r]) for r in ROLES)]


class PeopleForm(Form):
    """Filters of the list of people; the names are those of the address."""

    suche = SearchField(_l("Name or e-mail address"), filters=[tidied])
    rolle = SelectField(_l("Role"), default="")
    rat = SelectField(_l("Ortsteilrat"), coerce=_number)
    organisation = SelectField(_l("Organisation"), coerce=_number)
    stand = SelectField(_l("Show"), default="")

    def prepare(self) -> None:
        """Fill in today's councils and organisations."""
        self.rolle.choices = _roles(_("All roles"))
        self.rat.choices = _choices(_("All councils"), all_councils())
        self.organisation.choices = _choices(_("All organisations"), all_organisations())
        self.stand.choices = [
            SelectChoice("", _("Everybody")),
            SelectChoice("ended", _("Only ended roles")),
            SelectChoice("disabled", _("Only closed accounts")),
        ]

    def narrowed(self) -> PeopleFilter:
        """Return the filters."""
        return PeopleFilter(
            words=(self.suche.data or "")[:LONGEST_SEARCH],
            role=self.rolle.data or None,
            council_id=self.rat.data,
            organisation_id=self.organisation.data,
            state=self.stand.data or None,
        )


class RoleForm(Form):
    """A role to give, what it is for, and from when to when."""

    role = SelectField(_l("Role"), validators=[Filled(_l("Please choose a role."))])
    council_id = SelectField(_l("For which Ortsteilrat"), coerce=_number)
    office_id = SelectField(_l("For which office"), coerce=_number)
    organisation_id = SelectField(_l("For which organisation"), coerce=_number)
    begins_on = DateField(_l("First day"), validators=[Optional(), sensible_day])
    ends_on = DateField(_l("Last day"), validators=[Optional(), sensible_day])

    def prepare(self) -> None:
        """Fill in today's councils, offices and organisations."""
        self.role.choices = _roles(_("Please choose"))
        self.council_id.choices = _choices(_("none"), all_councils())
        self.office_id.choices = _choices(_("none"), all_offices())
        self.organisation_id.choices = _choices(_("none"), all_organisations())

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then whether role, scope and term fit together."""
        if not super().validate(extra_validators):
            return False
        fields = {NO_COUNCIL: self.council_id, NO_ORGANISATION: self.organisation_id}
        fields[WRONG_TERM] = self.ends_on
        problems = scope_problems(self.role.data, self.scope())
        for problem in problems:
            fields[problem].errors = [_(problem)]
        return not problems

    def scope(self) -> Scope:
        """Return what the role is for, as far as it fits the role."""
        return Scope(
            council_id=self.council_id.data,
            office_id=self.office_id.data,
            organisation_id=self.organisation_id.data,
            begins_on=self.begins_on.data,
            ends_on=self.ends_on.data,
        ).fitting(self.role.data)


class NewPersonForm(RoleForm):
    """Somebody to invite, with a first role."""

    email = EmailField(
        _l("E-mail address"),
        filters=[tidied],
        validators=[
            Filled(_l("Please type an e-mail address.")),
            Length(max=254, message=_l("This e-mail address is too long.")),
        ],
    )
    name = StringField(
        _l("Name"),
        filters=[tidied],
        validators=[
            Filled(_l("Please type a name.")),
            Length(max=120, message=_l("This name is too long.")),
        ],
    )
