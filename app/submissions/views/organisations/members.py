"""Who belongs to an organisation: inviting, taking out, leaving."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.models import Organisation
from app.accounts.policy import is_in_an_organisation, may_manage_organisations
from app.accounts.queries import organisation_by_key
from app.accounts.queries.organisations import managers_of, members_of
from app.accounts.services import Scope, invite
from app.accounts.services.registering import remove_member
from app.shared.access import allowed_to, recently_confirmed
from app.shared.errors import InvalidData, NotPossible
from app.shared.forms import show_again
from app.shared.settings import settings
from app.shared.transactions import commits
from app.submissions.forms.organisations import MemberForm
from app.submissions.views.organisations import blueprint
from app.submissions.views.organisations.profile import managed_or_404

TEMPLATE = "organisations/members.html"


@blueprint.get("/organisation/<key>/mitglieder")
@allowed_to(may_manage_organisations)
def members(key: str) -> Any:
    """List the members, and offer to invite somebody."""
    organisation = managed_or_404(key)
    return render_template(TEMPLATE, form=MemberForm(formdata=None), **_context(organisation))


@blueprint.post("/organisation/<key>/mitglieder")
@allowed_to(may_manage_organisations)
@commits
@recently_confirmed
def invite_member(key: str) -> Any:
    """Invite somebody: by mail, or with a link to pass on where no mail can be sent."""
    organisation, form = managed_or_404(key), MemberForm()
    if not form.validate():
        return show_again(TEMPLATE, form, **_context(organisation))
    scope, name = Scope(organisation_id=organisation.id), form.name.data or ""
    person = current_user._get_current_object()
    try:
        invitation = invite(person, form.email.data or "", name, form.role.data, scope)
    except InvalidData as error:
        form.email.errors = [_(problem) for problem in error.problems]
        return show_again(TEMPLATE, form, **_context(organisation))
    if invitation.token and not settings().mail_url:
        return invited(invitation.token, url_for("organisations.members", key=key))
    flash(_("The invitation is on its way."))
    return redirect(url_for("organisations.members", key=key), 303)


@blueprint.post("/organisation/<key>/mitglieder/<int:grant_id>/entfernen")
@allowed_to(may_manage_organisations)
@commits
@recently_confirmed
def take_member_out(key: str, grant_id: int) -> Any:
    """Take somebody out; the last who looks after the organisation stays."""
    organisation = managed_or_404(key)
    _remove(organisation, grant_id)
    return redirect(url_for("organisations.members", key=key), 303)


@blueprint.post("/organisation/<key>/verlassen")
@allowed_to(is_in_an_organisation)
@commits
def leave(key: str) -> Any:
    """Leave an organisation; the session ends with the role."""
    organisation = organisation_by_key(key)
    own = members_of(organisation.id) if organisation else []
    mine = [held.id for held in own if held.person_id == current_user.id]
    if organisation is None or not mine:
        abort(404)
    removed = [_remove(organisation, grant_id) for grant_id in mine]
    if all(removed):
        flash(_("You no longer belong to %(name)s.", name=organisation.name))
        return redirect(url_for("pages.home"), 303)
    return redirect(url_for("organisations.desk", organisation=key), 303)


def invited(token: str, back: str) -> Any:
    """Show the link of an invitation, because no mail can be sent."""
    link = f"{settings().base_url}/anmelden/einladung/{token}"
    return render_template("organisations/invited.html", link=link, back=back)


def _remove(organisation: Organisation, grant_id: int) -> bool:
    held = next((one for one in members_of(organisation.id) if one.id == grant_id), None)
    if held is None:
        abort(404)
    name = held.person.name
    try:
        remove_member(current_user, held)
    except NotPossible:
        flash(_("Somebody has to look after the organisation: invite somebody else first."))
        return False
    flash(_("%(name)s no longer belongs to it.", name=name))
    return True


def _context(organisation: Organisation) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "members": members_of(organisation.id),
        "managers": managers_of(organisation.id),
    }
