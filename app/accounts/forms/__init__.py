"""Forms of accounts."""

from app.accounts.forms.factors import (
    CodeForm,
    ConfirmForm,
    NameOfFactorForm,
    NewAppForm,
    PasskeyForm,
    RecoveryForm,
    SignedForm,
)
from app.accounts.forms.own import (
    ChangePasswordForm,
    EmailForm,
    NameForm,
    NewPasswordForm,
    WelcomeForm,
)
from app.accounts.forms.sign_in import SignInForm

__all__ = [
    "ChangePasswordForm",
    "CodeForm",
    "ConfirmForm",
    "EmailForm",
    "NameForm",
    "NameOfFactorForm",
    "NewAppForm",
    "NewPasswordForm",
    "PasskeyForm",
    "RecoveryForm",
    "SignInForm",
    "SignedForm",
    "WelcomeForm",
]
