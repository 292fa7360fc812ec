"""Filters of the audit trail, and its actions in words."""

import datetime as dt
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from app.accounts.forms.administration import sensible_day
from app.accounts.models import Person
from app.accounts.queries import TrailFilter, by_email
from app.shared.clock import from_local
from app.shared.forms import Form, tidied

LARGEST = 2**63
# Every action that the application records (a test holds this list to the code); what follows an
# action in its line, as in "merged into AN-2026-000001", is shown as it is.
ACTION_LABELS: dict[str, LazyString] = {
    "account created": _l("account created"),
    "account disabled": _l("account closed"),
    "account enabled": _l("account opened again"),
    "asked": _l("asked back"),
    "audit check ordered": _l("check of the audit trail ordered"),
    "audit trail exported": _l("audit trail exported"),
    "catalogue loaded": _l("catalogue loaded"),
    "catalogue published": _l("catalogue published"),
    "coded": _l("coded"),
    "coded second": _l("coded a second time"),
    "concern created": _l("concern created"),
    "concern dissolved": _l("concern dissolved"),
    "concern renamed": _l("concern renamed"),
    "declined": _l("declined"),
    "e-mail address changed": _l("e-mail address changed"),
    "export ordered": _l("export ordered"),
    "forwarded": _l("forwarded"),
    "held": _l("laid aside"),
    "house rule changed": _l("house rule changed"),
    "house rule moved": _l("house rule moved"),
    "invitation accepted": _l("invitation accepted"),
    "invited as": _l("invited as"),
    "mail deleted": _l("mail deleted"),
    "mail sent again": _l("mail sent again"),
    "merged into": _l("merged into"),
    "name changed": _l("name changed"),
    "new e-mail address asked for": _l("new e-mail address asked for"),
    "organisation verified": _l("organisation verified"),
    "original viewed": _l("original looked at"),
    "passage coded": _l("passage coded"),
    "password changed": _l("password changed"),
    "password reset asked for": _l("password reset asked for"),
    "published": _l("published"),
    "recovery code used": _l("recovery code used"),
    "recovery codes made": _l("recovery codes made"),
    "refused": _l("refused"),
    "reply template changed": _l("ready text changed"),
    "role granted": _l("role given"),
    "role revoked": _l("role taken away"),
    "other sessions ended": _l("other sessions ended"),
    "second coding settled": _l("difference settled"),
    "second factor added": _l("second factor added"),
    "second factor refused": _l("second factor refused"),
    "second factor removed": _l("second factor removed"),
    "second factor renamed": _l("second factor renamed"),
    "second factors reset": _l("second factors reset"),
    "session ended": _l("session ended"),
    "sessions ended": _l("sessions ended"),
    "signed in": _l("signed in"),
    "signed out": _l("signed out"),
    "taken back": _l("taken back"),
    "taken out of": _l("taken out of"),
    "undone": _l("undone"),
}


def action_in_words(action: str) -> str:
    """Return an action in the language of the page; one that is not known stays as it is."""
    known = [key for key in ACTION_LABELS if action == key or action.startswith(f"{key} ")]
    if not known:
        return action
    key = max(known, key=len)
    return f"{ACTION_LABELS[key]}{action[len(key) :]}"


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
