"""Writing an official answer, taking it back, and finding what waits for one."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from app.accounts.policy import is_moderator, offices_of
from app.accounts.queries import all_offices
from app.areas.queries import area_ids_of, zone_of_token
from app.areas.queries import directory as areas
from app.guidelines.queries import catalogue
from app.plan.models import Answer, Measure
from app.plan.policy import LONGEST_ANSWER, LONGEST_WITHDRAWAL
from app.plan.queries import measure_by_number
from app.plan.queries.unanswered import WaitingWish
from app.plan.services import AnswerDraft
from app.shared.clock import today
from app.shared.forms import Filled, tidied
from app.shared.versioned import VersionedForm

TOO_LONG = _l("Please use at most %(max)d characters.")
FILTERS = ("ortsteil", "gebiet", "feld", "amt")


class AnswerForm(VersionedForm):
    """An official answer; version 0 stands for one that is not stored yet."""

    text = TextAreaField(
        _l("Text of the answer"),
        filters=[tidied],
        validators=[
            Filled(_l("Please write the answer.")),
            Length(max=LONGEST_ANSWER, message=TOO_LONG),
        ],
    )
    office = SelectField(_l("Office that answers"), default="", validate_choice=False)
    answered_on = DateField(
        _l("Day of the answer"), validators=[Filled(_l("Please choose a day."))]
    )
    measure = StringField(
        _l("Measure that does something about it"),
        filters=[tidied],
        render_kw={"maxlength": 20},
    )
    found: Measure | None = None

    def set_offices(self) -> None:
        """Offer the offices in whose name the person at hand may answer."""
        own = offices_of(current_user)
        offices = [one for one in all_offices() if is_moderator(current_user) or one.id in own]
        choices = [SelectChoice(str(one.id), one.name) for one in offices]
        first = [] if len(choices) == 1 else [SelectChoice("", _l("Please choose"))]
        self.office.choices = [*first, *choices]

    def fill(self, answer: Answer) -> None:
        """Show what is stored."""
        self.version.data = answer.version
        self.text.data, self.answered_on.data = answer.text, answer.answered_on
        self.office.data = str(answer.office_id)
        self.measure.data = answer.measure.number if answer.measure else ""

    def validate_office(self, field: SelectField) -> None:
        """One of those that were offered."""
        if not field.data or field.data not in [choice.value for choice in field.choices or ()]:
            raise ValidationError(_l("Please choose an office."))

    def validate_answered_on(self, field: DateField) -> None:
        """What is answered has been answered."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day has not come yet."))

    def validate_measure(self, field: StringField) -> None:
        """A measure of the plan, or none; kept in `found`."""
        self.found = measure_by_number(field.data) if field.data else None
        if field.data and self.found is None:
            raise ValidationError(_l("There is no measure with this number."))

    def draft(self) -> AnswerDraft:
        """Return what was typed and chosen."""
        return AnswerDraft(
            text=self.text.data or "",
            office_id=int(self.office.data),
            answered_on=self.answered_on.data,
            measure_id=self.found.id if self.found else None,
        )


class WithdrawalForm(VersionedForm):
    """Why a released answer is taken back."""

    reason = StringField(
        _l("Why is it withdrawn? (everybody reads it)"),
        filters=[tidied],
        validators=[
            Filled(_l("Please write why.")),
            Length(max=LONGEST_WITHDRAWAL, message=TOO_LONG),
        ],
        render_kw={"maxlength": LONGEST_WITHDRAWAL},
    )


def read_waiting_wish(args: Mapping[str, str]) -> WaitingWish:
    """Return what an address narrows the list down to; what nobody knows is passed over."""
    area = areas().by_slug.get(args.get("ortsteil", ""))
    zone = zone_of_token(args.get("gebiet", ""))
    code = catalogue().by_key.get(args.get("feld", ""))
    office = next((one for one in all_offices() if one.key == args.get("amt")), None)
    return WaitingWish(area_ids_of(area, zone), code.id if code else None, office)


def chosen_filters(args: Mapping[str, str]) -> dict[str, str]:
    """Return the filters of the address that are set, for links and forms that keep them."""
    return {name: args[name][:80] for name in FILTERS if args.get(name)}
