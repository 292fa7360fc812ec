"""Forms of accounts."""

from app.accounts.forms.actions import ACTION_LABELS, action_in_words
from app.accounts.forms.administration import NewPersonForm, PeopleForm, RoleForm
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
    OwnPasswordForm,
    WelcomeForm,
)
from app.accounts.forms.rights import (
    GUARD_LABELS,
    OBJECT_RULES,
    ROLE_LABELS,
    permissions_of,
    reason_of,
)
from app.accounts.forms.sign_in import SignInForm
from app.accounts.forms.trail import TrailForm

__all__ = [
    "ACTION_LABELS",
    "GUARD_LABELS",
    "OBJECT_RULES",
    "ROLE_LABELS",
    "ChangePasswordForm",
    "CodeForm",
    "ConfirmForm",
    "EmailForm",
    "NameForm",
    "NameOfFactorForm",
    "NewAppForm",
    "NewPasswordForm",
    "NewPersonForm",
    "OwnPasswordForm",
    "PasskeyForm",
    "PeopleForm",
    "RecoveryForm",
    "RoleForm",
    "SignInForm",
    "SignedForm",
    "TrailForm",
    "WelcomeForm",
    "action_in_words",
    "permissions_of",
    "reason_of",
]
