"""Forms for formal proposals: the draft, and what became of it."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.accounts.queries import all_offices
from app.areas.models import Council
from app.councils.models import OUTCOMES, Proposal
from app.councils.policy import LONGEST_NUMBER, LONGEST_TEXT, LONGEST_TITLE, MOST_GROUNDS
from app.councils.services.proposals import Answer, ProposalDraft, first_day
from app.shared.clock import today
from app.shared.forms import Filled, tidied
from app.shared.uploads import PdfField
from app.shared.versioned import VersionedForm
from app.submissions.models import Submission
from app.submissions.policy import BY_SUBMITTER
from app.submissions.queries import by_public_number

TOO_LONG = _l("Please use at most %(max)d characters.")
OUTCOME_LABELS = {
    "accepted": _l("accepted"),
    "partly": _l("accepted in part"),
    "rejected": _l("rejected"),
}
RETURNED = "returned"
_BETWEEN = re.compile(r"[\s,;]+")


class ProposalForm(VersionedForm):
    """What a council proposes, to whom, and by which resolution; a draft needs a title alone."""

    title = StringField(
        _l("What do you propose, in one sentence?"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write what you propose.")),
            Length(max=LONGEST_TITLE, message=TOO_LONG),
        ],
        render_kw={"dir": "auto", "maxlength": LONGEST_TITLE},
    )
    text = TextAreaField(
        _l("Proposal and reasons"),
        filters=[tidied],
        validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)],
    )
    office = SelectField(_l("Which office is it for?"), default="")
    resolved_on = DateField(_l("Day of the resolution"), validators=[Optional()])
    resolution_number = StringField(
        _l("Number of the resolution"),
        filters=[tidied],
        validators=[Length(max=LONGEST_NUMBER, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_NUMBER},
    )
    grounds = StringField(
        _l("Contributions that it rests on"),
        filters=[tidied],
        validators=[Length(max=2000, message=TOO_LONG)],
    )
    file = PdfField(_l("The resolution as a PDF"))
    found: list[Submission]

    def set_council(self, council: Council) -> None:
        """Say whose proposal it is, before anything is checked."""
        self.area_ids = {area.id for area in council.areas}
        choices = [SelectChoice(str(office.id), office.name) for office in all_offices()]
        self.office.choices = [SelectChoice("", _l("Please choose")), *choices]

    def fill(self, proposal: Proposal) -> None:
        """Show what is stored."""
        self.title.data, self.text.data = proposal.title, proposal.text
        self.office.data = str(proposal.office_id or "")
        self.resolved_on.data = proposal.resolved_on
        self.resolution_number.data = proposal.resolution_number
        self.grounds.data = " ".join(one.public_number for one in proposal.grounds)
        self.version.data = proposal.version

    def draft(self) -> ProposalDraft:
        """Return what was typed."""
        return ProposalDraft(
            title=self.title.data or "",
            text=self.text.data or "",
            office_id=int(self.office.data) if self.office.data else None,
            resolved_on=self.resolved_on.data,
            resolution_number=self.resolution_number.data or "",
            ground_ids=tuple(one.id for one in self.found),
            pdf=self.file.checked,
        )

    def validate_resolved_on(self, field: DateField) -> None:
        """A resolution was taken already."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day is in the future."))

    def validate_grounds(self, field: StringField) -> None:
        """Each number names a contribution that the council can see; kept in `found`."""
        numbers = [n for n in dict.fromkeys(_BETWEEN.split((field.data or "").upper())) if n]
        known = {number: by_public_number(number) for number in numbers[:MOST_GROUNDS]}
        self.found = [one for one in known.values() if one is not None and self._is_seen(one)]
        missing = [n for n, one in known.items() if one is None or not self._is_seen(one)]
        if len(numbers) > MOST_GROUNDS:
            raise ValidationError(_l("At most %(number)d contributions.", number=MOST_GROUNDS))
        if missing:
            words = _l("There is no contribution with this number: %(numbers)s")
            raise ValidationError(words % {"numbers": ", ".join(missing)})

    def _is_seen(self, submission: Submission) -> bool:
        own = submission.area_id in self.area_ids and submission.status not in BY_SUBMITTER
        return own or submission.status == "published"


class SubmitForm(VersionedForm):
    """Nothing but the version that was on the screen."""


class AnswerForm(VersionedForm):
    """What the competent body decided, when, and why."""

    outcome = RadioField(
        _l("What was decided?"),
        choices=[
            *(SelectChoice(key, OUTCOME_LABELS[key]) for key in OUTCOMES),
            SelectChoice(RETURNED, _l("sent back without a decision")),
        ],
        validate_choice=False,
    )
    decided_on = DateField(
        _l("Day of the decision"),
        validators=[Filled(_l("Please give the day of the decision."))],
    )
    reason = TextAreaField(
        _l("Reasons, for the council and everybody"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write the reasons.")),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
    )
    proposal: Proposal

    def validate_outcome(self, field: RadioField) -> None:
        """One of the answers."""
        if field.data not in (*OUTCOMES, RETURNED):
            raise ValidationError(_l("Please choose an answer."))

    def validate_decided_on(self, field: DateField) -> None:
        """Not before the receipt, not in the future."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day is in the future."))
        if field.data and field.data < first_day(self.proposal):
            raise ValidationError(_l("This day is before the proposal came in."))

    def answer(self) -> Answer:
        """Return what was decided."""
        outcome = None if self.outcome.data == RETURNED else self.outcome.data
        return Answer(outcome, self.reason.data or "", self.decided_on.data)
