"""My data, for somebody with an account."""

from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.privacy.forms import ClosingForm
from app.privacy.policy import may_close_account
from app.privacy.queries import is_last_admin, stored_about_person
from app.privacy.services import close_account
from app.privacy.views import blueprint
from app.shared.access import recently_confirmed, signed_in
from app.shared.forms import show_again
from app.shared.transactions import commits


@blueprint.get("/meine-daten/konto")
@signed_in
def my_account() -> Any:
    """Show everything that is stored about the person who is signed in."""
    return render_template("privacy/account.html", form=ClosingForm(formdata=None), **_context())


@blueprint.get("/meine-daten/konto.json")
@signed_in
def my_account_file() -> Any:
    """Send the same as a file for programs."""
    answer = jsonify(stored_about_person(current_user))
    answer.headers["Content-Disposition"] = "attachment; filename=ortsstimme-konto.json"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/meine-daten/konto")
@signed_in
@commits
@recently_confirmed
def send_closing() -> Any:
    """Close the account and end all its sessions."""
    form = ClosingForm()
    if not may_close_account(is_last_admin(current_user)):
        abort(409)
    if not form.means(current_user.email):
        return show_again("privacy/account.html", form, **_context())
    close_account(current_user)
    flash(_("Your account is closed."))
    return redirect(url_for("pages.home"), 303)


def _context() -> dict[str, Any]:
    may_close = may_close_account(is_last_admin(current_user))
    return {"stored": stored_about_person(current_user), "may_close": may_close}
