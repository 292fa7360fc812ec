"""“Organisation anmelden”: anybody can register one; it speaks once somebody verified it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts.services.registering import NameTaken, register_organisation
from app.shared.access import public
from app.shared.forms import show_again
from app.shared.throttle import count_lasting, network_mark, per_hour
from app.shared.transactions import commits
from app.submissions.forms.organisations import RegistrationForm
from app.submissions.views.organisations import blueprint

REGISTRATIONS_OF_NETWORK, REGISTRATIONS_OF_ALL = per_hour(10), per_hour(100)
TEMPLATE = "organisations/register.html"


@blueprint.get("/organisationen/anmelden")
@public
def register() -> Any:
    """Show the form."""
    form = RegistrationForm(formdata=None)
    form.prepare()
    return render_template(TEMPLATE, form=form)


@blueprint.post("/organisationen/anmelden")
@public
@commits
def send_registration() -> Any:
    """Store the registration, so that the city can look at it."""
    form = RegistrationForm()
    form.prepare()
    if not form.validate():
        return show_again(TEMPLATE, form)
    count_lasting(REGISTRATIONS_OF_NETWORK, "organisation", network_mark())
    count_lasting(REGISTRATIONS_OF_ALL, "organisation")
    try:
        register_organisation(form.profile(), form.contact_name.data or "", form.email.data or "")
    except NameTaken:
        form.name.errors = [_("An organisation with this name is registered already.")]
        return show_again(TEMPLATE, form, 409)
    flash(_("Thank you. The city looks at it and writes to you."))
    return redirect(url_for("pages.organisations"), 303)
