"""Writing a measure: what, why, where, who, when, and what it rests on."""

import itertools
from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import DateField, RadioField, SelectField, SelectMultipleField
from wtforms import StringField as Line
from wtforms import TextAreaField as TextArea
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.accounts.queries import all_offices
from app.areas.queries import directory
from app.guidelines.queries import catalogue
from app.plan.models import Measure
from app.plan.policy import (
    BINDING,
    LONGEST_PAPER,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    can_change_for,
)
from app.plan.queries import rests_on_evidence, zones_to_choose
from app.plan.services import MeasureDraft
from app.shared.clock import today
from app.shared.forms import tidied
from app.shared.i18n import text_in
from app.shared.versioned import VersionedForm

TOO_LONG = _l("Please use at most %(max)d characters.")
CITY, PARTS, OPEN = "city", "parts", ""
YES = "yes"
# The four kinds of codes, each with its list of boxes.
KINDS = ("guideline", "field", "target_group", "specialist_plan")


def _boxes(label: Any) -> SelectMultipleField:
    return SelectMultipleField(label, choices=[])


class MeasureForm(VersionedForm):
    """All that a measure says; a suggestion needs title and text alone. Version 0: a new one."""

    title = Line(
        _l("Title"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write a title.")),
            Length(max=LONGEST_TITLE, message=TOO_LONG),
        ],
        render_kw={"dir": "auto", "maxlength": LONGEST_TITLE},
    )
    text = TextArea(
        _l("What will the city do?"),
        filters=[tidied],
        validators=[
            DataRequired(_l("Please write what the city will do.")),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
    )
    reason = TextArea(
        _l("Why?"), filters=[tidied], validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)]
    )
    place = RadioField(
        _l("Where?"),
        choices=[
            SelectChoice(CITY, _l("In the whole city")),
            SelectChoice(PARTS, _l("In Ortsteile or zones, chosen below")),
            SelectChoice(OPEN, _l("not said yet")),
        ],
        default=OPEN,
    )
    areas, zones = _boxes(_l("Ortsteile")), _boxes(_l("Zones of an area scheme"))
    lead_office = SelectField(_l("Lead office"), default="")
    partners = _boxes(_l("Partner offices"))
    giving_away = _boxes(_l("Give the measure away"))
    starts_on = DateField(_l("Begins on"), validators=[Optional()])
    ends_on = DateField(_l("Ends on"), validators=[Optional()])
    guideline, field = _boxes(_l("Guidelines")), _boxes(_l("Fields of action"))
    target_group = _boxes(_l("Target groups"))
    specialist_plan = _boxes(_l("Specialist plans"))
    older = _boxes(_l("No longer in the catalogue"))
    other_source = Line(
        _l("Other source, if no contribution is behind it"),
        filters=[tidied],
        validators=[Length(max=LONGEST_SOURCE, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_SOURCE},
    )
    paper = Line(
        _l("Number of the Drucksache"),
        filters=[tidied],
        validators=[Length(max=LONGEST_PAPER, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_PAPER},
    )
    decided_on = DateField(_l("Day of the decision"), validators=[Optional()])

    def __init__(self, measure: Measure | None, *args: Any, **kwargs: Any) -> None:
        self.measure = measure
        super().__init__(*args, **kwargs)
        offices = [SelectChoice(str(office.id), office.name) for office in all_offices()]
        self.lead_office.choices = [SelectChoice("", _l("not named yet")), *offices]
        self.partners.choices = offices
        self.giving_away.choices = [SelectChoice(YES, _l("Yes, I give the measure away."))]
        self.areas.choices = [SelectChoice(str(a.id), a.name) for a in directory().entries]
        self.zones.choices = list(self._zones())
        for kind in KINDS:
            known = catalogue().of_kind(kind)
            self[kind].choices = [SelectChoice(one.key, text_in(one.title)) for one in known]
        self.older.choices = [SelectChoice(key, key) for key in self._gone()]

    def fill(self, measure: Measure) -> None:
        """Show what is stored."""
        for name in ("version", "title", "text", "reason", "starts_on", "ends_on"):
            self[name].data = getattr(measure, name)
        for name in ("other_source", "paper", "decided_on"):
            self[name].data = getattr(measure, name)
        self.lead_office.data = str(measure.lead_office_id or "")
        for field, chosen in (("partners", measure.partners), ("areas", measure.areas)):
            self[field].data = [str(one.id) for one in chosen]
        self.zones.data = [str(zone.id) for zone in measure.zones]
        keys = [code.code_key for code in measure.codes]
        for kind in (*KINDS, "older"):
            offered = {choice.value for choice in self[kind].choices}
            self[kind].data = [key for key in keys if key in offered]
        parts = PARTS if measure.areas or measure.zones else OPEN
        self.place.data = CITY if measure.whole_city else parts

    def draft(self) -> MeasureDraft:
        """Return what was typed and chosen."""
        chosen = itertools.chain.from_iterable(self[kind].data or () for kind in (*KINDS, "older"))
        return MeasureDraft(
            title=self.title.data or "",
            text=self.text.data or "",
            reason=self.reason.data or "",
            lead_office_id=int(self.lead_office.data) if self.lead_office.data else None,
            partner_ids=_ids(self.partners),
            whole_city=self.place.data == CITY,
            area_ids=_ids(self.areas),
            zone_ids=_ids(self.zones),
            code_keys=tuple(chosen),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            other_source=self.other_source.data or "",
            paper=self.paper.data or "",
            decided_on=self.decided_on.data,
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether all is right; what is decided also keeps its day."""
        is_good = bool(super().validate(extra_validators))
        if self._is_bound and not self.decided_on.data and not self.decided_on.errors:
            self.decided_on.errors = [_l("This measure is decided: please give the day.")]
            return False
        return is_good

    def validate_place(self, field: RadioField) -> None:
        """Either the whole city or parts of it, and what is said is what is ticked."""
        ticked = bool(self.areas.data or self.zones.data)
        if field.data == PARTS and not ticked:
            raise ValidationError(_l("Please choose an Ortsteil or a zone below."))
        if field.data != PARTS and ticked:
            words = _l("Ortsteile or zones are chosen below: choose them here as well, or untick.")
            raise ValidationError(words)

    def validate_ends_on(self, field: DateField) -> None:
        """Not before the beginning."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_l("The end lies before the beginning."))

    def validate_decided_on(self, field: DateField) -> None:
        """Decided already."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day is in the future."))

    def validate_lead_office(self, field: SelectField) -> None:
        """What is decided has an office."""
        if self._is_bound and not field.data:
            raise ValidationError(_l("This measure is decided: it needs a lead office."))

    def validate_giving_away(self, field: SelectMultipleField) -> None:
        """Whoever could not change the measure afterwards says that this is meant."""
        lead = self.lead_office.data
        known = lead in ("", *(choice.value for choice in self.partners.choices or ()))
        if self.measure is None or field.data or not known:
            return
        if not can_change_for(current_user, int(lead) if lead else None, _ids(self.partners)):
            raise ValidationError(
                _l("With these offices you can no longer change the measure yourself.")
            )

    def validate_paper(self, field: Line) -> None:
        """What is decided has a paper."""
        if self._is_bound and not field.data:
            raise ValidationError(_l("This measure is decided: it needs its Drucksache."))

    def validate_other_source(self, field: Line) -> None:
        """What is decided rests on something."""
        bare = self.measure is not None and not rests_on_evidence(self.measure)
        if self._is_bound and bare and not field.data:
            raise ValidationError(_l("This measure is decided: please say what it rests on."))

    @property
    def _is_bound(self) -> bool:
        return self.measure is not None and self.measure.status in BINDING

    def _zones(self) -> Iterator[SelectChoice]:
        """Those of the newest version of each scheme, and those that are chosen already."""
        own = self.measure.zones if self.measure else []
        for zone in dict.fromkeys((*zones_to_choose(), *own)):
            yield SelectChoice(str(zone.id), f"{zone.name} ({zone.scheme.name})")

    def _gone(self) -> list[str]:
        keys = [code.code_key for code in self.measure.codes] if self.measure else []
        return [key for key in keys if key not in catalogue().by_key]


def _ids(field: SelectMultipleField) -> tuple[int, ...]:
    return tuple(int(one) for one in field.data or ())
