"""Screens of accounts: signing in and out, the own account."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)

from app.accounts.views import sign_in  # noqa: E402
from app.accounts.views.session import init_accounts  # noqa: E402

__all__ = ["blueprint", "init_accounts", "sign_in"]
