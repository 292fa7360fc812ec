"""Administration: inviting somebody to a first role."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.forms import NewPersonForm
from app.accounts.policy import is_admin
from app.accounts.services import invite
from app.accounts.views import blueprint
from app.shared.access import allowed_to, recently_confirmed
from app.shared.errors import InvalidData
from app.shared.forms import show_again
from app.shared.mail import can_send
from app.shared.settings import settings
from app.shared.transactions import commits

PAGE = "accounts/administration/new_person.html"


@blueprint.get("/verwaltung/personen/neu")
@allowed_to(is_admin)
def new_person() -> Any:
    """Ask for address, name and role."""
    form = NewPersonForm(formdata=None)
    form.prepare()
    return render_template(PAGE, form=form)


@blueprint.post("/verwaltung/personen/neu")
@allowed_to(is_admin)
@commits
@recently_confirmed
def send_new_person() -> Any:
    """Invite somebody; without a mail server the link is shown once."""
    form = NewPersonForm()
    form.prepare()
    if not form.validate():
        return show_again(PAGE, form)
    email, name, role = form.email.data or "", form.name.data or "", form.role.data
    try:
        invitation = invite(current_user._get_current_object(), email, name, role, form.scope())
    except InvalidData as error:
        form.email.errors = [_(problem) for problem in error.problems]
        return show_again(PAGE, form)
    person = invitation.person
    back = url_for("accounts.person_page", person_id=person.id)
    if invitation.token and not can_send():
        link = settings().base_url + url_for("accounts.invitation", token=invitation.token)
        return render_template("accounts/administration/link.html", link=link, back=back)
    if invitation.token:
        flash(_("The invitation is on its way to %(email)s.", email=person.email))
    else:
        flash(_("%(name)s has an account already and got the role.", name=person.name))
    return redirect(back, 303)
