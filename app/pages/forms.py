"""The form to follow something by mail."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, Length, ValidationError

from app.areas.queries import directory as areas
from app.consultations.queries import running
from app.pages.queries.following import CITY, Subject, subject_by_name
from app.shared.clock import now
from app.shared.forms import Filled, Form, tidied
from app.shared.i18n import text_in


class FollowForm(Form):
    """What to follow, and the address; every public thing can be chosen, also by its link."""

    subject = SelectField(
        _l("What do you want to follow?"), validate_choice=False, filters=[tidied]
    )
    email = EmailField(
        _l("Your e-mail address"),
        filters=[tidied],
        validators=[
            Filled(_l("Please type your e-mail address.")),
            Length(max=254, message=_l("This e-mail address is too long.")),
            Email(_l("Please check the e-mail address, for example name@example.org.")),
        ],
        render_kw={"autocomplete": "email"},
    )
    chosen: Subject | None = None

    def validate_subject(self, field: SelectField) -> None:
        """Refuse what is not public, or is gone."""
        self.chosen = subject_by_name(field.data or "")
        if self.chosen is None:
            raise ValidationError(_("Please choose what you want to follow."))

    def offer(self, name: str | None) -> None:
        """Fill the list; what a link named is chosen, and added if it does not stand there."""
        found = subject_by_name(name or CITY.name)
        self.subject.data = found.name if found else CITY.name
        known = [
            (CITY.name, _("The whole city")),
            *((f"beteiligung/{one.slug}", text_in(one.title)) for one in running(now())),
            *((f"ortsteil/{one.slug}", one.name) for one in areas().entries),
        ]
        if found and found.name not in dict(known):
            known.append((found.name, subject_title(found)))
        self.subject.choices = [SelectChoice(value, label) for value, label in known]


def subject_title(subject: Subject) -> str:
    """Return the name of a thing on a screen, in the language of the page."""
    return text_in(subject.title) if subject.title else _("The whole city")
