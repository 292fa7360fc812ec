"""The form to sign in."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField
from wtforms.validators import Length

from app.accounts.policy import LONGEST_PASSWORD
from app.shared.forms import Filled, Form, tidied


class SignInForm(Form):
    """E-mail address and password; pasting and password managers work."""

    email = EmailField(
        _l("E-mail address"),
        filters=[tidied],
        validators=[
            Filled(_l("Please type your e-mail address.")),
            Length(max=254, message=_l("This e-mail address is too long.")),
        ],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _l("Password"),
        validators=[
            Filled(_l("Please type your password.")),
            Length(max=LONGEST_PASSWORD, message=_l("This password is too long.")),
        ],
        render_kw={"autocomplete": "current-password", "maxlength": False},
    )
