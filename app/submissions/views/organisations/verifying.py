"""Organisations for administrators: who waits, who speaks, setting one up."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.models import Organisation
from app.accounts.policy import is_admin
from app.accounts.queries import organisation_by_key, verified_organisations
from app.accounts.queries.organisations import registration_of, unverified_organisations
from app.accounts.services.registering import (
    NameTaken,
    decline_registration,
    set_up_organisation,
    verify_registered,
)
from app.guidelines.queries import catalogue
from app.shared.access import allowed_to, recently_confirmed
from app.shared.database import db
from app.shared.errors import InvalidData, NotPossible
from app.shared.forms import show_again
from app.shared.mail import can_send
from app.shared.secrets import decrypt
from app.shared.settings import settings
from app.shared.transactions import commits
from app.submissions.forms.organisations import DeclineOrganisationForm, ProfileForm
from app.submissions.views.organisations import blueprint
from app.submissions.views.organisations.members import invited

LIST, SET_UP = "organisations/administration.html", "organisations/set_up.html"
DECLINE = "organisations/decline.html"


@blueprint.get("/verwaltung/organisationen")
@allowed_to(is_admin)
def administration() -> Any:
    """List the organisations that wait for a decision, and those that may speak."""
    return _list(None)


@blueprint.post("/verwaltung/organisationen/<key>/bestaetigen")
@allowed_to(is_admin)
@commits
@recently_confirmed
def verify(key: str) -> Any:
    """Let the organisation speak, and invite who registered it."""
    organisation = _organisation_or_404(key)
    try:
        invitation = verify_registered(current_user._get_current_object(), organisation)
    except NotPossible:
        abort(409)
    except InvalidData as error:
        db.session.rollback()
        return _list(" ".join(_(problem) for problem in error.problems)), 409
    if invitation and invitation.token and not settings().mail_url:
        return invited(invitation.token, url_for("organisations.administration"))
    flash(_("%(name)s may speak now.", name=organisation.name))
    return redirect(url_for("organisations.administration"), 303)


@blueprint.get("/verwaltung/organisationen/<key>/ablehnen")
@allowed_to(is_admin)
def declining(key: str) -> Any:
    """Ask for the reason."""
    organisation, form = _organisation_or_404(key), DeclineOrganisationForm(formdata=None)
    return render_template(DECLINE, form=form, organisation=organisation, can_mail=can_send())


@blueprint.post("/verwaltung/organisationen/<key>/ablehnen")
@allowed_to(is_admin)
@commits
def decline(key: str) -> Any:
    """Delete a registration and tell the reason."""
    organisation, form = _organisation_or_404(key), DeclineOrganisationForm()
    if not form.validate():
        return show_again(DECLINE, form, organisation=organisation, can_mail=can_send())
    name = organisation.name
    try:
        decline_registration(current_user, organisation, form.reason.data or "")
    except NotPossible:
        abort(409)
    flash(_("The registration of %(name)s is deleted.", name=name))
    return redirect(url_for("organisations.administration"), 303)


@blueprint.get("/verwaltung/organisationen/neu")
@allowed_to(is_admin)
def new() -> Any:
    """Show the form for an organisation that the city knows."""
    form = ProfileForm(formdata=None)
    form.prepare()
    return render_template(SET_UP, form=form)


@blueprint.post("/verwaltung/organisationen/neu")
@allowed_to(is_admin)
@commits
def send_new() -> Any:
    """Store the organisation and go on to its members."""
    form = ProfileForm()
    form.prepare()
    if not form.validate():
        return show_again(SET_UP, form)
    try:
        organisation = set_up_organisation(current_user, form.profile())
    except NameTaken:
        form.name.errors = [_("An organisation with this name is registered already.")]
        return show_again(SET_UP, form, 409)
    return redirect(url_for("organisations.members", key=organisation.key), 303)


def _organisation_or_404(key: str) -> Organisation:
    organisation = organisation_by_key(key)
    if organisation is None:
        abort(404)
    return organisation


def _list(problem: str | None) -> str:
    waiting = []
    for organisation in unverified_organisations():
        found = registration_of(organisation.id)
        address = decrypt(found.email_encrypted) if found else None
        waiting.append((organisation, found, address))
    return render_template(
        LIST,
        waiting=waiting,
        verified=verified_organisations(),
        codes=catalogue().by_key,
        problem=problem,
    )
