"""Forms for hearings: opening one, and answering."""

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms import TextAreaField as TextArea
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.accounts.queries import all_offices
from app.councils.forms.proposals import TOO_LONG
from app.councils.models import HearingReply
from app.councils.policy import LONGEST_NUMBER, LONGEST_TEXT, LONGEST_TITLE
from app.councils.queries.hearings import all_councils
from app.councils.services.hearings import HearingDraft, ReplyDraft
from app.shared.clock import today
from app.shared.forms import Filled, Form, tidied
from app.shared.settings import settings
from app.shared.uploads import PdfField
from app.shared.versioned import VersionedForm


class HearingForm(Form):
    """What is asked, whom, and until when; a short period must be wanted."""

    title = StringField(
        _l("What is the decision about?"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write what it is about.")),
            Length(max=LONGEST_TITLE, message=TOO_LONG),
        ],
        render_kw={"maxlength": LONGEST_TITLE, "dir": "auto"},
    )
    text = TextArea(
        _l("What is planned, and what do you want to know?"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write what is planned.")),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
    )
    office = SelectField(_l("Which office asks?"), default="")
    councils = SelectMultipleField(_l("Which councils are heard?"), validate_choice=True)
    reply_until = DateField(
        _l("Last day for an answer"),
        validators=[Filled(_l("Please give the last day."))],
    )
    short = SelectMultipleField(
        _l("Short period"), choices=[SelectChoice("wanted", _l("Open it all the same"))]
    )
    file = PdfField(_l("Document as a PDF"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.councils.choices = [SelectChoice(str(c.id), c.name) for c in all_councils()]
        offices = [SelectChoice(str(office.id), office.name) for office in all_offices()]
        self.office.choices = [SelectChoice("", _l("not named")), *offices]

    @property
    def is_short(self) -> bool:
        """Whether the period is shorter than what counts as reasonable."""
        last = self.reply_until.data
        return last is not None and last - today() < dt.timedelta(days=settings().hearing_days)

    def validate_councils(self, field: SelectMultipleField) -> None:
        """One at least."""
        if not field.data:
            raise ValidationError(_l("Please choose at least one council."))

    def validate_reply_until(self, field: DateField) -> None:
        """A day to come; soon only if that is wanted."""
        if field.data and field.data < today():
            raise ValidationError(_l("This day is over."))
        if self.is_short and not self.short.data:
            words = _l(
                "Less than %(days)d days are left. Councils meet seldom: please choose a later"
                " day, or say below that it is wanted.",
                days=settings().hearing_days,
            )
            raise ValidationError(words)

    def draft(self) -> HearingDraft:
        """Return what was typed."""
        return HearingDraft(
            title=self.title.data or "",
            text=self.text.data or "",
            reply_until=self.reply_until.data,
            council_ids=tuple(int(council_id) for council_id in self.councils.data),
            office_id=int(self.office.data) if self.office.data else None,
            pdf=self.file.checked,
        )


class DocumentForm(Form):
    """One more document."""

    file = PdfField(_l("Document as a PDF"))

    def validate_file(self, field: PdfField) -> None:
        """One was chosen."""
        if field.checked is None:
            raise ValidationError(_l("Please choose a file."))


class ReplyForm(VersionedForm):
    """The answer of a council, or that it gives none."""

    kind = RadioField(
        _l("What does the council say?"),
        choices=[
            SelectChoice("answered", _l("We answer with this text")),
            SelectChoice("no_statement", _l("We give no statement")),
        ],
        validate_choice=False,
    )
    text = TextArea(
        _l("Your answer"), filters=[tidied], validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)]
    )
    resolved_on = DateField(_l("Day of the resolution"), validators=[Optional()])
    resolution_number = StringField(
        _l("Number of the resolution"),
        filters=[tidied],
        validators=[Length(max=LONGEST_NUMBER, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_NUMBER},
    )

    def fill(self, reply: HearingReply) -> None:
        """Show what is stored."""
        self.version.data, self.text.data = reply.version, reply.text
        self.kind.data = reply.status if reply.answered_at else None
        self.resolved_on.data = reply.resolved_on
        self.resolution_number.data = reply.resolution_number

    def validate_kind(self, field: RadioField) -> None:
        """One of the two."""
        if field.data not in ("answered", "no_statement"):
            raise ValidationError(_l("Please choose what the council says."))

    def validate_text(self, field: TextArea) -> None:
        """An answer has words, and no statement has none: neither is lost by a slip."""
        if self.kind.data == "answered" and not field.data:
            raise ValidationError(_l("Please write the answer."))
        if self.kind.data == "no_statement" and field.data:
            raise ValidationError(_l("There is a text: choose the answer, or empty the text."))

    def validate_resolved_on(self, field: DateField) -> None:
        """A resolution was taken already."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day is in the future."))

    def draft(self) -> ReplyDraft:
        """Return what was typed."""
        text = self.text.data if self.kind.data == "answered" else None
        return ReplyDraft(text, self.resolved_on.data, self.resolution_number.data or "")
