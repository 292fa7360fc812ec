"""What a council notes about a contribution."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from app.councils.models import PRIORITIES, CouncilMark
from app.councils.policy import LONGEST_NOTE
from app.councils.services import MarkDraft
from app.shared.forms import tidied
from app.shared.versioned import VersionedForm

PRIORITY_LABELS = {"high": _l("high"), "medium": _l("medium"), "low": _l("low")}
OPINIONS = [
    SelectChoice("supported", _l("We support this (everybody sees it)")),
    SelectChoice("done", _l("This is done already")),
]


class MarkForm(VersionedForm):
    """Support, priority, and whether it is done; version 0 stands for no mark yet."""

    opinions = SelectMultipleField(_l("What does the council say?"), choices=OPINIONS)
    note = StringField(
        _l("What was done?"),
        filters=[tidied],
        validators=[Length(max=LONGEST_NOTE, message=_l("Please use at most %(max)d characters."))],
        render_kw={"maxlength": LONGEST_NOTE},
    )
    priority = RadioField(
        _l("How urgent is it for the council?"),
        choices=[
            SelectChoice("", _l("not said")),
            *(SelectChoice(key, PRIORITY_LABELS[key]) for key in PRIORITIES),
        ],
        default="",
    )

    def validate_note(self, field: StringField) -> None:
        """A note belongs to what is done."""
        if field.data and "done" not in (self.opinions.data or []):
            raise ValidationError(_l("Please tick “This is done already”, or leave this empty."))

    def fill(self, found: CouncilMark | None) -> None:
        """Show what is stored."""
        self.version.data = found.version if found else 0
        if found is not None:
            chosen = {"supported": found.is_supported, "done": found.is_done}
            self.opinions.data = [name for name, is_on in chosen.items() if is_on]
            self.note.data, self.priority.data = found.done_note, found.priority or ""

    def draft(self) -> MarkDraft:
        """Return what was chosen."""
        chosen = self.opinions.data or []
        return MarkDraft(
            is_supported="supported" in chosen,
            priority=self.priority.data or None,
            is_done="done" in chosen,
            done_note=self.note.data or None,
        )
