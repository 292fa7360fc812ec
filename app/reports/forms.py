"""Beginning a report, writing it, releasing it."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from app.reports.models import Report
from app.reports.policy import (
    LONGEST_FIELD,
    LONGEST_NOTE,
    LONGEST_NUMBER,
    LONGEST_SECTION,
    LONGEST_TITLE,
)
from app.reports.services import ReportDraft
from app.reports.services.snapshot import SECTIONS
from app.shared.forms import Filled, Form, tidied
from app.shared.versioned import VersionedForm

TOO_LONG = _l("Please use at most %(max)d characters.")
FIRST_YEAR, LAST_YEAR = 2000, 2100


def _line(label: str, most: int, *, required: str = "") -> StringField:
    first = Filled(required) if required else Optional()
    longest = Length(max=most, message=TOO_LONG)
    return StringField(
        label, filters=[tidied], validators=[first, longest], render_kw={"maxlength": most}
    )


def _section(label: str) -> TextAreaField:
    longest = Length(max=LONGEST_SECTION, message=TOO_LONG)
    return TextAreaField(label, filters=[tidied], validators=[Optional(), longest])


class BeginForm(Form):
    """The day that a new report tells of."""

    day = DateField(_l("Reporting date"), validators=[Filled(_l("Please choose a day."))])

    def validate_day(self, field: DateField) -> None:
        """A year that a report can be of."""
        if field.data and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
            raise ValidationError(_l("Please choose a day between 2000 and 2100."))


class ReportForm(VersionedForm):
    """The cover and the sections that staff write."""

    title = _line(_l("Title"), LONGEST_TITLE, required=_l("Please write a title."))
    office = _line(_l("Presented by"), LONGEST_FIELD, required=_l("Please write which office."))
    committee = _line(_l("Committee"), LONGEST_FIELD)
    number = _line(_l("Number of the Drucksache"), LONGEST_NUMBER)
    dated = DateField(_l("Date of the Drucksache"), validators=[Optional()])
    plain = _section(_l("The most important things in plain words"))
    moved = _section(_l("What moved"))
    map = _section(_l("Where"))
    money = _section(_l("Money"))
    participation = _section(_l("Participation in figures"))
    answers = _section(_l("Answers and deadlines"))
    indicators = _section(_l("How the effect is seen"))
    outlook = _section(_l("What comes next"))
    method = _section(_l("How this report came about"))

    @property
    def sections(self) -> list[Field]:
        """The fields of the sections in the order of the report."""
        return [self[key] for key in SECTIONS]

    def fill(self, report: Report) -> None:
        """Show what is stored."""
        self.version.data = report.version
        self.title.data, self.office.data = report.title, report.office
        self.committee.data, self.number.data = report.committee, report.number
        self.dated.data = report.dated
        for key in SECTIONS:
            self[key].data = report.sections.get(key, "")

    def draft(self) -> ReportDraft:
        """Return what was typed; a section without words is left out."""
        return ReportDraft(
            title=self.title.data or "",
            office=self.office.data or "",
            number=self.number.data or "",
            committee=self.committee.data or "",
            dated=self.dated.data,
            sections={key: self[key].data for key in SECTIONS if self[key].data},
        )


class ReleaseForm(VersionedForm):
    """Releasing; a correction says what it corrects."""

    note = _line(_l("What does this version correct? (everybody reads it)"), LONGEST_NOTE)
