"""Forms of accounts."""

from app.accounts.forms.sign_in import SignInForm

__all__ = ["SignInForm"]
