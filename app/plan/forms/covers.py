"""The form for what a specialist plan covers."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from app.areas.queries import directory as areas
from app.guidelines.queries import catalogue
from app.plan.policy import LONGEST_COVER_SOURCE
from app.plan.services.covers import CoverDraft
from app.shared.forms import Filled, Form, tidied
from app.shared.i18n import text_in

TOO_LONG = _l("Please use at most %(max)d characters.")


class CoverForm(Form):
    """Which plan covers what, and where it says so; an empty part means all."""

    plan = SelectField(_l("Specialist plan"), validators=[Filled(_l("Please choose the plan."))])
    target_group = SelectField(_l("Target group"), default="")
    field = SelectField(_l("Field of action"), default="")
    area = SelectField(_l("Ortsteil"), default="")
    source = StringField(
        _l("Where does the plan say so?"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please say where, for example chapter and page.")),
            Length(max=LONGEST_COVER_SOURCE, message=TOO_LONG),
        ],
        render_kw={"dir": "auto", "maxlength": LONGEST_COVER_SOURCE},
    )

    def set_choices(self) -> None:
        """Offer the codes in force and all Ortsteile; call before anything is checked."""
        self.plan.choices = _codes("specialist_plan", _l("Please choose"))
        self.target_group.choices = _codes("target_group", _l("all target groups"))
        self.field.choices = _codes("field", _l("all fields"))
        known = [SelectChoice(str(area.id), area.name) for area in areas().entries]
        self.area.choices = [SelectChoice("", _l("all Ortsteile")), *known]

    def fill(self, draft: CoverDraft) -> None:
        """Show what was noted before."""
        self.plan.data, self.source.data = draft.plan_key, draft.source
        self.target_group.data, self.field.data = draft.target_group_key, draft.field_key
        self.area.data = str(draft.area_id or "")

    def validate_area(self, field: SelectField) -> None:
        """Something is named: a plan that covers everything would hide every gap."""
        if not (field.data or self.target_group.data or self.field.data):
            raise ValidationError(_l("Please choose a target group, a field or an Ortsteil."))

    def draft(self) -> CoverDraft:
        """Return what was chosen."""
        return CoverDraft(
            plan_key=self.plan.data,
            target_group_key=self.target_group.data or None,
            field_key=self.field.data or None,
            area_id=int(self.area.data) if self.area.data else None,
            source=self.source.data or "",
        )


def _codes(kind: str, empty: object) -> list[SelectChoice]:
    codes = [SelectChoice(code.key, text_in(code.title)) for code in catalogue().of_kind(kind)]
    return [SelectChoice("", empty), *codes]
