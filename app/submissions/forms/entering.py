"""What staff key in for somebody who called, came, or wrote on paper."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from app.accounts.models import Organisation
from app.consultations.queries import ConsultationEntry, directory
from app.shared.clock import from_local, now, today
from app.shared.forms import Filled
from app.shared.i18n import text_in
from app.submissions.forms.labels import CHANNEL_LABELS, choices_of
from app.submissions.forms.writing import SubmissionForm
from app.submissions.services import SubmissionDraft

ENTERED_CHANNELS = ("phone", "in_person", "paper", "email")
LONGEST_AGO = dt.timedelta(days=92)
NOON = dt.time(12)


class EntryForm(SubmissionForm):
    """The contribution of somebody else, and how it came."""

    channel = RadioField(
        _l("How did it come?"),
        choices=choices_of(CHANNEL_LABELS, ENTERED_CHANNELS),
        default="phone",
        validators=[Filled(_l("Please choose how the contribution came."))],
    )
    consultation = SelectField(_l("Consultation"), validate_choice=False)
    received_on = DateField(_l("Received on"), validators=[Optional()])

    def prepare(self, speakers: Sequence[Organisation] = ()) -> None:
        """Fill in all choices; post for a consultation may come after it has closed."""
        super().prepare(speakers)
        self.text.label.text = _l("What was said?")
        late = now() - LONGEST_AGO
        entries = [e for e in directory() if e.opens_at <= now() and (e.closes_at or now()) > late]
        self.consultation.choices = [SelectChoice(e.slug, text_in(e.title)) for e in entries]

    def validate_consultation(self, field: SelectField) -> None:
        """One of those that were offered; none at all is the permanent one."""
        if field.data and field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("Please choose a consultation."))

    def validate_received_on(self, field: DateField) -> None:
        """A day that has begun, and not so long ago that it must be a slip."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day is still to come."))
        if field.data and field.data < today() - LONGEST_AGO:
            raise ValidationError(_l("This day is more than three months ago. Please check it."))

    def entered_by(self, person_id: int, consultation: ConsultationEntry) -> SubmissionDraft:
        """Return the contribution, ready for `submit`; call after a successful check."""
        day = self.received_on.data
        return dataclasses.replace(
            self.draft(consultation),
            channel=self.channel.data,
            entered_by_id=person_id,
            received_at=from_local(day, NOON) if day and day != today() else None,
        )
