"""The form for a contribution, and its steps."""

import functools
from collections.abc import Sequence
from dataclasses import replace

from flask_babel import lazy_gettext as _l
from wtforms import (
    EmailField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, Email, Length, Optional, ValidationError

from app.accounts.models import CONTRIBUTOR_KINDS, Organisation
from app.areas.queries import Directory
from app.areas.queries import directory as areas
from app.consultations.queries import ConsultationEntry
from app.guidelines.queries import Catalogue, catalogue
from app.shared.forms import Filled, Form, tidied
from app.shared.i18n import page_language, text_in
from app.submissions.forms.labels import (
    CONTRIBUTOR_LABELS,
    KIND_LABELS,
    LANGUAGE_NAMES,
    ON_BEHALF_LABELS,
    PLACE_LABELS,
    choices_of,
)
from app.submissions.models import KINDS, ON_BEHALF
from app.submissions.policy import LONGEST_ORGANISATION, LONGEST_TEXT, SHORTEST_TEXT
from app.submissions.services import SubmissionDraft

CHOOSE_PLACE = _l("Please choose an Ortsteil, the whole city or “I do not know”.")
CHOOSE_SPEAKER = _l(
    "You cannot write in the name of this organisation now. Please sign in again, or choose your"
    " own name."
)
CHOOSE_ANSWER = _l("Please choose an answer.")
OWN_NAME = SelectChoice("", _l("In my own name"))
STEPS = ("where", "what", "details", "check")
FIELDS_OF_STEP = {
    "where": ("place",),
    "what": ("text",),
    "details": (
        "speaker",
        "kind",
        "fields",
        "target_groups",
        "contributor_kind",
        "on_behalf",
        "organisation",
        "language",
        "email",
    ),
    "check": ("website",),
}


# Of every text that somebody writes: a contribution, an answer, a note.
TEXT_VALIDATORS = (
    Filled(_l("Please write something.")),
    Length(
        min=SHORTEST_TEXT,
        max=LONGEST_TEXT,
        message=_l("Please write between %(min)d and %(max)d characters."),
    ),
)


class TextForm(Form):
    """One text, as in a contribution: for corrections and additions."""

    text = TextAreaField(
        _l("Your text"),
        filters=[tidied],
        validators=TEXT_VALIDATORS,
    )


class AnswerForm(Form):
    """The answer to a question of the city."""

    answer = TextAreaField(
        _l("Your answer"),
        filters=[tidied],
        validators=TEXT_VALIDATORS,
    )


def known_speaker(form: "SubmissionForm", field: SelectField) -> None:
    """Only who is signed in may speak for an organisation, and only for their own."""
    if field.data and field.data not in form.speakers:
        raise ValidationError(CHOOSE_SPEAKER)


def known_place(form: Form, field: RadioField) -> None:
    """A known place; asking the directory is quicker than going through all choices."""
    if field.data not in areas().by_slug and field.data not in ("city", "unknown"):
        raise ValidationError(CHOOSE_PLACE)


class SubmissionForm(TextForm):
    """All that can be said in a contribution; only place and text are needed.

    Answers are looked up: going through all choices of a field takes several times as long.
    """

    submission_key = HiddenField()
    consultation = HiddenField()
    short = HiddenField()
    place = RadioField(
        _l("Which Ortsteil is it about?"),
        validate_choice=False,
        validators=[Filled(CHOOSE_PLACE), known_place],
    )
    speaker = SelectField(
        _l("In whose name do you write?"),
        default="",
        validate_choice=False,
        validators=[known_speaker],
    )
    kind = RadioField(
        _l("What kind of contribution is it?"),
        choices=choices_of(KIND_LABELS, KINDS),
        validate_choice=False,
        validators=[Optional(), AnyOf(KINDS, CHOOSE_ANSWER)],
    )
    fields = SelectMultipleField(_l("What is it about?"), validate_choice=True)
    target_groups = SelectMultipleField(_l("Whom does it concern?"), validate_choice=True)
    contributor_kind = SelectField(
        _l("I write as"),
        choices=choices_of(CONTRIBUTOR_LABELS, CONTRIBUTOR_KINDS),
        default="resident",
        validate_choice=False,
        validators=[AnyOf(CONTRIBUTOR_KINDS, CHOOSE_ANSWER)],
    )
    on_behalf = RadioField(
        _l("For whom do you speak?"),
        choices=choices_of(ON_BEHALF_LABELS, ON_BEHALF),
        default="self",
        validate_choice=False,
        validators=[AnyOf(ON_BEHALF, CHOOSE_ANSWER)],
    )
    organisation = StringField(
        _l("Name of the organisation"),
        filters=[tidied],
        validators=[
            Length(max=LONGEST_ORGANISATION, message=_l("Please use at most %(max)d characters."))
        ],
    )
    language = SelectField(
        _l("Language of your text"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGE_NAMES.items()],
        validate_choice=False,
        validators=[AnyOf(LANGUAGE_NAMES, CHOOSE_ANSWER)],
    )
    email = EmailField(
        _l("E-mail address for news about your contribution"),
        filters=[tidied],
        validators=[
            Optional(),
            Length(max=254, message=_l("This e-mail address is too long.")),
            Email(_l("Please check the e-mail address, for example name@example.org.")),
        ],
    )
    website = StringField(
        _l("Please leave this field empty"),
        validators=[Length(max=0, message=_l("Please empty this field, then send again."))],
    )

    def prepare(self, speakers: Sequence[Organisation] = ()) -> None:
        """Fill in the choices that depend on the city's data; call before anything else.

        `speakers` are the organisations in whose name the person may write.
        """
        self.speakers = {speaker.key: speaker for speaker in speakers}
        self.speaker.choices = [OWN_NAME, *map(_in_the_name_of, speakers)]
        language, codes = page_language().code, catalogue()
        self.place.choices = _place_choices(areas())
        self.fields.choices = _code_choices(codes, "field", language)
        self.target_groups.choices = _code_choices(codes, "target_group", language)
        if not self.language.data:
            self.language.data = language

    @property
    def speaking(self) -> Organisation | None:
        """The organisation that was chosen, if the person may speak for it."""
        return self.speakers.get(self.speaker.data or "")

    def check(self, step: str) -> bool:
        """Return whether the fields of this step are right; their errors are kept in the fields."""
        wanted = [self[name] for name in FIELDS_OF_STEP[step]]
        wrong = [field for field in wanted if not field.validate(self)]
        return not wrong

    def first_wrong_step(self) -> str | None:
        """Return the first step with an error, or None if everything can be sent."""
        wrong = [step for step in STEPS if not self.check(step)]
        return wrong[0] if wrong else None

    def draft(self, consultation: ConsultationEntry) -> SubmissionDraft:
        """Return the contribution, ready for `submit`; call after a successful check."""
        area = areas().by_slug.get(self.place.data)
        codes = catalogue().by_key
        chosen = [*(self.fields.data or []), *(self.target_groups.data or [])]
        draft = SubmissionDraft(
            consultation_id=consultation.id,
            place="area" if area else self.place.data,
            area_id=area.id if area else None,
            text=self.text.data or "",
            kind=self.kind.data or None,
            contributor_kind=self.contributor_kind.data,
            organisation=self.organisation.data or None,
            on_behalf=self.on_behalf.data,
            language=self.language.data,
            code_ids=tuple(codes[key].id for key in chosen if key in codes),
            email=self.email.data or None,
            days_to_decide=consultation.days_to_decide,
        )
        return _spoken(draft, self.speaking) if self.speaking else draft


class ReceiptCodeForm(Form):
    """The code from the receipt."""

    code = StringField(
        _l("Your receipt code"),
        filters=[tidied],
        validators=[
            Filled(_l("Please type the code from your receipt.")),
            Length(max=40, message=_l("A receipt code has 12 letters and digits.")),
        ],
    )


def _spoken(draft: SubmissionDraft, speaker: Organisation) -> SubmissionDraft:
    """Sender and name are the organisation's; what it passes on for others stays passed on."""
    return replace(
        draft,
        organisation_id=speaker.id,
        organisation=speaker.name,
        contributor_kind=speaker.kind,
        on_behalf="others" if draft.on_behalf == "others" else "organisation",
    )


def _in_the_name_of(speaker: Organisation) -> SelectChoice:
    return SelectChoice(speaker.key, _l("In the name of %(name)s", name=speaker.name))


# Areas and catalogue are the same objects until they change.
@functools.lru_cache(maxsize=2)
def _place_choices(directory: Directory) -> list[SelectChoice]:
    wide = [SelectChoice(value, PLACE_LABELS[value]) for value in ("city", "unknown")]
    return [*wide, *(SelectChoice(area.slug, area.name) for area in directory.entries)]


@functools.lru_cache(maxsize=8)
def _code_choices(book: Catalogue, kind: str, language: str) -> list[SelectChoice]:
    return [SelectChoice(code.key, text_in(code.title, language)) for code in book.of_kind(kind)]
