"""Forms for the second factor and for proving once more who one is."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Length

from app.accounts.policy import LONGEST_PASSWORD
from app.shared.forms import Filled, Form, tidied

LONGEST_NAME = 60
CODE_KEYS = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class CodeForm(Form):
    """A code of an authenticator app."""

    code = StringField(
        _l("Code from your app"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please type the code.")),
            Length(max=20, message=_l("The code has six digits.")),
        ],
        render_kw=CODE_KEYS,
    )


class RecoveryForm(Form):
    """One of ten recovery codes."""

    recovery = StringField(
        _l("Recovery code"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please type one of your recovery codes.")),
            Length(max=40, message=_l("A recovery code has twelve letters and digits.")),
        ],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class NameOfFactorForm(Form):
    """How a person calls a second factor."""

    name = StringField(
        _l("Name for this device"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please type a name.")),
            Length(max=LONGEST_NAME, message=_l("This name is too long.")),
        ],
        render_kw={"autocomplete": "off"},
    )


class NewAppForm(NameOfFactorForm):
    """The first code of a new authenticator app; the secret waits encrypted beside it."""

    sealed = HiddenField()
    code = StringField(
        _l("Code from your app"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please type the code.")),
            Length(max=20, message=_l("The code has six digits.")),
        ],
        render_kw=CODE_KEYS,
    )


class PasskeyForm(NameOfFactorForm):
    """A new passkey: its name, and what the browser made."""

    credential = HiddenField(validators=[Filled(), Length(max=20_000)])


class SignedForm(Form):
    """What a browser signed with a passkey."""

    credential = HiddenField(validators=[Filled(), Length(max=20_000)])


class ConfirmForm(Form):
    """The password once more; who has none types a code of the app."""

    confirm_password = PasswordField(
        _l("Password"),
        validators=[
            Filled(_l("Please type your password.")),
            Length(max=LONGEST_PASSWORD, message=_l("This password is too long.")),
        ],
        render_kw={"autocomplete": "current-password", "maxlength": False},
    )
