"""Filters of the audit trail, and its actions in words."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from app.accounts.forms.actions import ACTION_LABELS
from app.accounts.forms.administration import sensible_day
from app.accounts.models import Person
from app.accounts.queries import TrailFilter, by_email
from app.shared.clock import from_local
from app.shared.forms import Form, tidied

LARGEST = 2**63


class TrailForm(Form):
    """Who, what, which thing, from when to when; the names are those of the address."""

    wer = StringField(
        _l("Who (e-mail address or number of the account)"),
        filters=[tidied],
        validators=[Length(max=254, message=_l("This e-mail address is too long."))],
    )
    was = SelectField(_l("What"), default="")
    worum = StringField(
        _l("Which thing (for instance EF-2026-000001)"),
        filters=[tidied],
        validators=[Length(max=120, message=_l("This is too long."))],
    )
    von = DateField(_l("From"), validators=[Optional(), sensible_day])
    bis = DateField(_l("Until"), validators=[Optional(), sensible_day])

    def prepare(self) -> None:
        """Fill in the actions by their words."""
        actions = sorted((str(label), key) for key, label in ACTION_LABELS.items())
        self.was.choices = [SelectChoice("", _("Everything"))]
        self.was.choices += [SelectChoice(key, label) for label, key in actions]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then whether there is such an account."""
        if not super().validate(extra_validators):
            return False
        if self.wer.data and self._number() is None:
            self.wer.errors = [_("There is no such account.")]
            return False
        return True

    def narrowed(self) -> TrailFilter:
        """Return the filters; days are days in Europe/Berlin, both included."""
        last = self.bis.data
        return TrailFilter(
            person_id=self._number(),
            action=self.was.data or None,
            subject=self.worum.data or None,
            since=from_local(self.von.data) if self.von.data else None,
            until=from_local(last + dt.timedelta(days=1)) if last else None,
        )

    def _number(self) -> int | None:
        typed = self.wer.data or ""
        if typed.isdigit():  # the account may be gone: its lines are not
            return int(typed) if int(typed) < LARGEST else None
        person: Person | None = by_email(typed) if typed else None
        return person.id if person else None
