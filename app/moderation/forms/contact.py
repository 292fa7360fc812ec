"""Why somebody needs the address of a submitter."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from app.shared.forms import Filled, Form

# No words of one's own: the reason stands in the audit trail, which holds nothing about anybody.
REASONS: dict[str, LazyString] = {
    "question": _l("Something must be cleared up that cannot wait for an answer on the website"),
    "danger": _l("Somebody may be in danger"),
    "rights": _l("The person has asked about their own data"),
}


class ContactForm(Form):
    """The reason for looking at an address."""

    reason = RadioField(
        _l("Why do you need the address?"),
        choices=[SelectChoice(key, label) for key, label in REASONS.items()],
        validators=[Filled(_l("Please choose a reason."))],
    )
