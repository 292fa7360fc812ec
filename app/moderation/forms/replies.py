"""A form whose text can begin with a ready one."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.moderation.queries import templates_for
from app.moderation.services import filled
from app.shared.i18n import own_name
from app.shared.versioned import VersionedForm
from app.submissions.models import Submission


class ReplyForm(VersionedForm):
    """Offers the templates for its purpose; one of them can be put into the text."""

    purpose: str
    template: SelectField
    text: TextAreaField
    bodies: dict[str, str] = {}

    def offer(self, submission: Submission, place: str) -> None:
        """Fill in the templates that fit; call before the form is shown or read."""
        found = templates_for(self.purpose, submission.language)
        self.bodies = {str(one.id): filled(one.body, submission, place) for one in found}
        self.template.choices = [
            SelectChoice("", _l("Please choose")),
            *(SelectChoice(str(t.id), f"{t.title} · {own_name(t.language)}") for t in found),
        ]

    def insert(self) -> None:
        """Put the chosen template behind what was typed."""
        parts = (self.text.data, self.bodies.get(self.template.data or ""))
        self.text.data = "\n\n".join(part for part in parts if part)


def template_field(name: str) -> SelectField:
    """Return the choice of a ready text; names differ, since one page has several."""
    return SelectField(_l("Ready text"), name=name, validate_choice=False)
