"""The forms of organisations: profile, registration, members, and the decision about one."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    EmailField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, Length

from app.accounts.models import CONTRIBUTOR_KINDS, Organisation
from app.accounts.services.registering import Profile
from app.areas.queries import directory as areas
from app.guidelines.queries import catalogue
from app.shared.forms import Filled, Form, tidied
from app.shared.i18n import page_language, text_in
from app.submissions.forms.labels import CONTRIBUTOR_LABELS, Labels, choices_of

# Residents speak for themselves, and councils have a desk of their own.
NO_ORGANISATIONS = ("resident", "district_mayor", "council")
KINDS = tuple(kind for kind in CONTRIBUTOR_KINDS if kind not in NO_ORGANISATIONS)
LONGEST_NAME, LONGEST_ABOUT, LONGEST_REASON = 200, 2000, 2000
TOO_LONG = _l("Please use at most %(max)d characters.")
CHECK_EMAIL = _l("Please check the e-mail address, for example name@example.org.")
MEMBER_LABELS: Labels = {
    "organisation": _l("Member"),
    "organisation_manager": _l("Looks after profile and members"),
}


class ProfileForm(Form):
    """What an organisation says about itself."""

    version = HiddenField()
    name = StringField(
        _l("Name of the organisation"),
        filters=[tidied],
        validators=[
            Filled(_l("Please give the name.")),
            Length(min=2, max=LONGEST_NAME, message=TOO_LONG),
        ],
    )
    kind = SelectField(_l("What is it?"), choices=choices_of(CONTRIBUTOR_LABELS, KINDS))
    about = TextAreaField(
        _l("About the organisation"),
        filters=[tidied],
        validators=[Length(max=LONGEST_ABOUT, message=TOO_LONG)],
    )
    areas = SelectMultipleField(_l("In which Ortsteile does it work?"))
    target_groups = SelectMultipleField(_l("Whom does it work with?"))

    def prepare(self) -> None:
        """Fill in the choices that depend on the city's data; call before anything else."""
        language = page_language().code
        self.areas.choices = [SelectChoice(area.slug, area.name) for area in areas().entries]
        codes = catalogue().of_kind("target_group")
        titles = [SelectChoice(code.key, text_in(code.title, language)) for code in codes]
        self.target_groups.choices = titles

    def show(self, organisation: Organisation) -> None:
        """Fill in what is stored."""
        self.version.data = str(organisation.version)
        self.name.data, self.kind.data = organisation.name, organisation.kind
        self.about.data = organisation.about
        self.areas.data = [area.slug for area in organisation.areas]
        self.target_groups.data = [group.code_key for group in organisation.target_groups]

    def profile(self) -> Profile:
        """Return the profile, ready to be stored; call after a successful check."""
        known = areas().by_slug
        return Profile(
            name=self.name.data or "",
            kind=self.kind.data,
            about=self.about.data or "",
            area_ids=tuple(known[slug].id for slug in self.areas.data or []),
            target_groups=tuple(self.target_groups.data or []),
        )


class RegistrationForm(ProfileForm):
    """A profile, and whom the city can write to about it."""

    contact_name = StringField(
        _l("Your name"),
        filters=[tidied],
        validators=[
            Filled(_l("Please give your name.")),
            Length(max=120, message=TOO_LONG),
        ],
    )
    email = EmailField(
        _l("Your e-mail address at the organisation"),
        filters=[tidied],
        validators=[
            Filled(_l("Please give an e-mail address.")),
            Length(max=254, message=_l("This e-mail address is too long.")),
            Email(CHECK_EMAIL),
        ],
    )
    website = StringField(
        _l("Please leave this field empty"),
        validators=[Length(max=0, message=_l("Please empty this field, then send again."))],
    )


class MemberForm(Form):
    """Somebody to invite into an organisation."""

    email = EmailField(
        _l("E-mail address"),
        filters=[tidied],
        validators=[
            Filled(_l("Please give an e-mail address.")),
            Length(max=254, message=_l("This e-mail address is too long.")),
            Email(CHECK_EMAIL),
        ],
    )
    name = StringField(_l("Name"), filters=[tidied], validators=[Length(max=120, message=TOO_LONG)])
    role = SelectField(_l("What for?"), choices=choices_of(MEMBER_LABELS, tuple(MEMBER_LABELS)))


class DeclineOrganisationForm(Form):
    """Why an organisation may not speak."""

    reason = TextAreaField(
        _l("Reason"),
        filters=[tidied],
        validators=[
            Filled(_l("Please give a reason: it is sent to who registered.")),
            Length(min=3, max=LONGEST_REASON, message=TOO_LONG),
        ],
    )
