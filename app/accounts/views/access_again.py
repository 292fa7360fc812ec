"""Letting somebody in again: a new invitation, a link for the password, lost second factors."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.models import Person
from app.accounts.policy import is_admin
from app.accounts.queries import is_invited, person_by_id
from app.accounts.services import invite_again, remove_all_factors, send_reset_link
from app.accounts.views import blueprint
from app.shared.access import allowed_to, recently_confirmed
from app.shared.mail import can_send
from app.shared.settings import settings
from app.shared.transactions import commits


@blueprint.post("/verwaltung/personen/<int:person_id>/link")
@allowed_to(is_admin)
@commits
@recently_confirmed
def send_link(person_id: int) -> Any:
    """Send the invitation anew, or a link for a new password; show it where no mail can go out."""
    person = _person_or_404(person_id)
    if is_invited(person):
        link = f"/anmelden/einladung/{invite_again(current_user, person)}"
    elif person.active and person.password_hash:  # others sign in elsewhere
        link = f"/anmelden/neu/{send_reset_link(current_user, person)}"
    else:
        abort(409)
    back = url_for("accounts.person_page", person_id=person_id)
    if not can_send():
        address = f"{settings().base_url}{link}"
        return render_template("accounts/administration/link.html", link=address, back=back)
    flash(_("The link is on its way to %(email)s.", email=person.email))
    return redirect(back, 303)


@blueprint.post("/verwaltung/personen/<int:person_id>/faktoren")
@allowed_to(is_admin)
@commits
@recently_confirmed
def drop_all_factors(person_id: int) -> Any:
    """Take lost second factors away; the person sets up a new one at the next sign-in."""
    person = _person_or_404(person_id)
    remove_all_factors(current_user.id, person)
    flash(_("%(name)s has no second factor any more and begins anew.", name=person.name))
    return redirect(url_for("accounts.person_page", person_id=person_id), 303)


def _person_or_404(person_id: int) -> Person:
    person = person_by_id(person_id) if person_id < 2**63 else None
    if person is None:
        abort(404)
    return person
