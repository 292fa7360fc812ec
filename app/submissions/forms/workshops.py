"""The forms of a workshop: what its notes have in common, and one note."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from app.accounts.models import Organisation
from app.areas.queries import directory as areas
from app.consultations.queries import by_slug, running
from app.guidelines.queries import catalogue
from app.shared.clock import now, today
from app.shared.forms import Filled, Form, tidied
from app.shared.i18n import page_language, text_in
from app.submissions.forms.labels import KIND_LABELS, LANGUAGE_NAMES, choices_of
from app.submissions.forms.writing import TEXT_VALIDATORS
from app.submissions.models import KINDS, MOST_PEOPLE, Workshop
from app.submissions.policy import LONGEST_TEXT
from app.submissions.services.workshops import Note, WorkshopPlan

NOT_SAID = SelectChoice("", _l("not said"))
WHOLE_CITY = SelectChoice("", _l("The whole city"))
THE_CITY = "stadt"


class WorkshopForm(Form):
    """Who held it, when, where and with whom."""

    organisation = SelectField(_l("Who held the workshop?"))
    consultation = SelectField(_l("Which consultation is it about?"))
    held_on = DateField(_l("Day"), validators=[Filled(_l("Please give the day."))])
    people = IntegerField(
        _l("How many people took part?"),
        validators=[
            Filled(_l("Please give the number of people.")),
            NumberRange(1, MOST_PEOPLE, _l("Please give a number from %(min)d to %(max)d.")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    place = StringField(
        _l("Place"),
        filters=[tidied],
        validators=[Length(max=200, message=_l("Please use at most %(max)d characters."))],
    )
    area = SelectField(_l("Which Ortsteil is it about?"))
    target_group = SelectField(_l("Target group"))

    def prepare(self, speakers: Sequence[Organisation], for_the_city: bool) -> None:
        """Fill in the choices: the organisations the person speaks for, and the city's data."""
        self.speakers = {speaker.key: speaker for speaker in speakers}
        named = [SelectChoice(key, speaker.name) for key, speaker in self.speakers.items()]
        city = [SelectChoice(THE_CITY, _l("The city"))] if for_the_city else []
        self.organisation.choices = named + city
        language = page_language().code
        self.consultation.choices = [
            SelectChoice(one.slug, text_in(one.title, language)) for one in running(now())
        ]
        self.area.choices = _area_choices()
        codes = catalogue().of_kind("target_group")
        titles = [SelectChoice(code.key, text_in(code.title, language)) for code in codes]
        self.target_group.choices = [NOT_SAID, *titles]

    def validate_held_on(self, field: DateField) -> None:
        """A workshop that is still to come has no notes."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day is still to come."))

    def plan(self) -> WorkshopPlan:
        """Return the workshop, ready to be stored; call after a successful check."""
        speaker = self.speakers.get(self.organisation.data)
        consultation = by_slug(self.consultation.data)
        area = areas().by_slug.get(self.area.data or "")
        assert consultation is not None
        assert self.held_on.data is not None
        return WorkshopPlan(
            organisation_id=speaker.id if speaker else None,
            consultation_id=consultation.id,
            held_on=self.held_on.data,
            place=self.place.data or "",
            area_id=area.id if area else None,
            target_group=self.target_group.data or None,
            people=self.people.data or 1,
        )


class NoteForm(Form):
    """One note of the group; only the text is needed."""

    submission_key = HiddenField()
    text = StringField(
        _l("Note"),
        filters=[tidied],
        validators=TEXT_VALIDATORS,
        render_kw={"autocomplete": "off", "dir": "auto", "maxlength": LONGEST_TEXT},
    )
    voices = IntegerField(
        _l("Voices"),
        validators=[Filled(_l("For how many people does this note stand?"))],
        render_kw={"inputmode": "numeric"},
    )
    kind = SelectField(_l("Kind"), validators=[Optional()])
    area = SelectField(_l("Ortsteil"))
    language = SelectField(
        _l("Language"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGE_NAMES.items()],
        default="de",
    )

    def prepare(self, workshop: Workshop) -> None:
        """Fill in the choices, and what is taken from the workshop where nothing was chosen."""
        self.people = workshop.people
        self.kind.choices = [NOT_SAID, *choices_of(KIND_LABELS, KINDS)]
        self.area.choices = _area_choices()
        if not self.is_submitted():
            self.voices.data = workshop.people
            area = areas().by_id.get(workshop.area_id or 0)
            self.area.data = area.slug if area else ""

    def validate_voices(self, field: IntegerField) -> None:
        """No more voices than people were there."""
        if field.data is not None and not 1 <= field.data <= self.people:
            raise ValidationError(
                _l(
                    "%(people)d people took part: please give a number from 1 to %(people)d.",
                    people=self.people,
                )
            )

    def note(self) -> Note:
        """Return the note; call after a successful check."""
        area = areas().by_slug.get(self.area.data or "")
        return Note(
            text=self.text.data or "",
            voices=self.voices.data or 1,
            area_id=area.id if area else None,
            kind=self.kind.data or None,
            language=self.language.data,
        )


def _area_choices() -> list[SelectChoice]:
    return [WHOLE_CITY, *(SelectChoice(area.slug, area.name) for area in areas().entries)]
