"""Forms about the own account: name, address, password."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import DataRequired, Length, Regexp

from app.accounts.policy import LONGEST_PASSWORD
from app.accounts.services import EMAIL
from app.shared.errors import InvalidData
from app.shared.forms import Filled, Form, tidied


def _email() -> EmailField:
    return EmailField(
        _l("E-mail address"),
        filters=[tidied],
        validators=[
            Filled(_l("Please type your e-mail address.")),
            Length(max=254, message=_l("This e-mail address is too long.")),
            Regexp(f"^{EMAIL.pattern}$", EMAIL.flags, _l("Please check the e-mail address.")),
        ],
        render_kw={"autocomplete": "email"},
    )


def _name() -> StringField:
    return StringField(
        _l("Name"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please type your name.")),
            Length(max=120, message=_l("This name is too long.")),
        ],
        render_kw={"autocomplete": "name"},
    )


def _password(label: Any, autocomplete: str) -> PasswordField:
    return PasswordField(
        label,
        validators=[
            Filled(_l("Please type a password.")),
            Length(max=LONGEST_PASSWORD, message=_l("This password is too long.")),
        ],
        render_kw={"autocomplete": autocomplete, "maxlength": False},  # cut nothing off unseen
    )


class NewPasswordForm(Form):
    """A new password, typed once: it can be shown and pasted."""

    password = _password(_l("New password"), "new-password")

    def refuse(self, error: InvalidData) -> None:
        """Say at the field why the password cannot be taken."""
        self.password.errors = [_(problem) for problem in error.problems]


class OwnPasswordForm(NewPasswordForm):
    """The password of an account that somebody opens."""

    password = _password(_l("Password"), "new-password")


class WelcomeForm(NewPasswordForm):
    """What an invited person chooses."""

    name = _name()
    password = _password(_l("Password"), "new-password")


class ChangePasswordForm(NewPasswordForm):
    """The old password and a new one."""

    old_password = _password(_l("Password until now"), "current-password")
    password = _password(_l("New password"), "new-password")


class EmailForm(Form):
    """An e-mail address to send a link to."""

    email = _email()


class NameForm(Form):
    """The name that colleagues see."""

    name = _name()
