"""The address of a submitter: shown to those who say why, and each look is recorded."""

from typing import Any

from flask import abort, render_template
from flask_login import current_user

from app.moderation.forms.contact import ContactForm
from app.moderation.policy import can_see_contact, may_see_contacts
from app.moderation.services import see_contact
from app.moderation.views import blueprint
from app.moderation.views.desk import item_or_404
from app.shared.access import allowed_to
from app.shared.forms import show_again
from app.shared.transactions import commits
from app.submissions.models import Submission
from app.submissions.queries import has_contact


@blueprint.get("/<number>/kontakt")
@allowed_to(may_see_contacts)
def contact(number: str) -> Any:
    """Ask why somebody needs the address."""
    form = ContactForm(formdata=None)
    return render_template("moderation/contact.html", item=_item_or_404(number), form=form)


@blueprint.post("/<number>/kontakt")
@allowed_to(may_see_contacts)
@commits
def look_at_contact(number: str) -> Any:
    """Show the address and record that it was seen."""
    item, form = _item_or_404(number), ContactForm()
    if not form.validate():
        return show_again("moderation/contact.html", form, item=item)
    address = see_contact(current_user, item, form.reason.data)
    return render_template("moderation/contact_seen.html", item=item, address=address)


def _item_or_404(number: str) -> Submission:
    item = item_or_404(number)
    if not has_contact(item.id) or not can_see_contact(current_user, item):
        abort(404)
    return item
