"""Screens of accounts: signing in and out, second factors, the own account."""

from flask import Blueprint

blueprint: Blueprint = Blueprint("accounts", __name__)

from app.accounts.views import (  # noqa: E402
    access_again,
    confirming,
    inviting,
    mailed_links,
    mails,
    offices,
    openid,
    own_account,
    own_factors,
    people,
    rights,
    second_factor,
    setting_up,
    sign_in,
    signing_up,
    trail,
)
from app.accounts.views.session import init_accounts  # noqa: E402

__all__ = [
    "access_again",
    "blueprint",
    "confirming",
    "init_accounts",
    "inviting",
    "mailed_links",
    "mails",
    "offices",
    "openid",
    "own_account",
    "own_factors",
    "people",
    "rights",
    "second_factor",
    "setting_up",
    "sign_in",
    "signing_up",
    "trail",
]
