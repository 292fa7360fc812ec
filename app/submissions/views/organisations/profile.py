"""The profile of an organisation, for who looks after it."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.models import Organisation
from app.accounts.policy import manages, may_manage_organisations
from app.accounts.queries import organisation_by_key
from app.accounts.services.registering import NameTaken, save_profile
from app.shared.access import allowed_to
from app.shared.errors import Conflict
from app.shared.forms import show_again
from app.shared.transactions import commits
from app.submissions.forms.organisations import ProfileForm
from app.submissions.views.organisations import blueprint

TEMPLATE = "organisations/profile.html"


@blueprint.get("/organisation/<key>/profil")
@allowed_to(may_manage_organisations)
def profile(key: str) -> Any:
    """Show the profile to be changed."""
    organisation = managed_or_404(key)
    form = ProfileForm(formdata=None)
    form.prepare()
    form.show(organisation)
    return render_template(TEMPLATE, form=form, organisation=organisation, problem=None)


@blueprint.post("/organisation/<key>/profil")
@allowed_to(may_manage_organisations)
@commits
def send_profile(key: str) -> Any:
    """Store the profile, unless somebody else changed it in the meantime."""
    organisation, form = managed_or_404(key), ProfileForm()
    form.prepare()
    if not form.validate():
        return _again(form, organisation, 422)
    expected = int(form.version.data) if (form.version.data or "").isdecimal() else 0
    try:
        save_profile(current_user, organisation, expected, form.profile())
    except NameTaken:
        form.name.errors = [_("An organisation with this name is registered already.")]
        return _again(form, organisation, 409)
    except Conflict:
        problem = _(
            "Somebody else changed the profile in the meantime. Below is what you typed; open the"
            " profile anew to see theirs."
        )
        return _again(form, organisation, 409, problem)
    flash(_("The profile is stored."))
    return redirect(url_for("organisations.profile", key=key), 303)


def managed_or_404(key: str) -> Organisation:
    """Return the organisation if the person looks after it; others see nothing here."""
    organisation = organisation_by_key(key)
    if organisation is None or not manages(current_user, organisation.id):
        abort(404)
    return organisation


def _again(
    form: ProfileForm, organisation: Organisation, status: int, problem: str | None = None
) -> Any:
    return show_again(TEMPLATE, form, status, organisation=organisation, problem=problem)
