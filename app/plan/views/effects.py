"""Figures of effect of a measure."""

from typing import Any

from flask import abort, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from app.plan.forms.money import EffectForm, ValueForm
from app.plan.models import EffectIndicator, Measure
from app.plan.policy import works_on_plan
from app.plan.queries import effect_of, effects_of, value_of
from app.plan.services import add_effect, add_value, change_effect, remove_effect, remove_value
from app.plan.views import blueprint
from app.plan.views.at_hand import measure_conflict, own_measure, to_measure
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.forms import show_again
from app.shared.transactions import commits
from app.shared.versioned import VersionedForm

BASE = "/arbeit/massnahmen/<number>/wirkung"


@blueprint.get(BASE)
@allowed_to(works_on_plan)
def effects(number: str) -> Any:
    """Show the figures, and a form for one more."""
    found, form = own_measure(number), EffectForm(formdata=None, data={"version": 0})
    return render_template("plan/effects.html", measure=found, form=form, effects=effects_of(found))


@blueprint.post(BASE)
@allowed_to(works_on_plan)
@commits
def send_effect(number: str) -> Any:
    """Add a figure."""
    found, form = own_measure(number), EffectForm()
    if not form.validate():
        shown = effects_of(found)
        return show_again("plan/effects.html", form, measure=found, effects=shown)
    try:
        add_effect(current_user, found, form.draft())
    except (Conflict, NotPossible):
        return measure_conflict(number, form.title.data or "")
    flash(_("The figure is stored."))
    return to_measure(found.number, "plan.effects")


@blueprint.get(f"{BASE}/<int:effect_id>")
@allowed_to(works_on_plan)
def effect(number: str, effect_id: int) -> Any:
    """Show a figure with its values: change it, add a value."""
    return _page(own_measure(number), effect_id)


@blueprint.post(f"{BASE}/<int:effect_id>")
@allowed_to(works_on_plan)
@commits
def send_effect_change(number: str, effect_id: int) -> Any:
    """Change a figure."""
    found = own_measure(number)
    one, form = _effect_or_404(found, effect_id), EffectForm()
    if not form.validate():
        db.session.rollback()
        return _page(found, effect_id, form, code=422)
    try:
        change_effect(current_user, found, one, form.version.data, form.draft())
    except (Conflict, NotPossible):
        return measure_conflict(number, form.title.data or "")
    flash(_("The figure is stored."))
    return to_measure(found.number, "plan.effects")


@blueprint.post(f"{BASE}/<int:effect_id>/entfernen")
@allowed_to(works_on_plan)
@commits
def send_effect_away(number: str, effect_id: int) -> Any:
    """Take a figure and its values away."""
    found = own_measure(number)
    one, form = _effect_or_404(found, effect_id), VersionedForm()
    form.validate()
    try:
        remove_effect(current_user, found, one, form.version.data)
    except (Conflict, NotPossible):
        return measure_conflict(number, _("remove the figure"))
    flash(_("The figure is removed."))
    return to_measure(found.number, "plan.effects")


@blueprint.post(f"{BASE}/<int:effect_id>/werte")
@allowed_to(works_on_plan)
@commits
def send_value(number: str, effect_id: int) -> Any:
    """Add what the figure was on a day."""
    found = own_measure(number)
    one, form = _effect_or_404(found, effect_id), ValueForm(prefix="value-")
    form.effect = one
    if not form.validate():
        db.session.rollback()
        return _page(found, effect_id, values=form, code=422)
    try:
        add_value(current_user, found, one, *form.reading())
    except (Conflict, NotPossible):
        return measure_conflict(number, f"{form.on.data}: {form.value.data}")
    flash(_("The value is stored."))
    return _to_effect(found, effect_id)


@blueprint.post(f"{BASE}/<int:effect_id>/werte/<int:value_id>/entfernen")
@allowed_to(works_on_plan)
@commits
def send_value_away(number: str, effect_id: int, value_id: int) -> Any:
    """Take a value away."""
    found = own_measure(number)
    value = value_of(_effect_or_404(found, effect_id), value_id)
    if value is None:
        abort(404)
    remove_value(current_user, found, value)
    flash(_("The value is removed."))
    return _to_effect(found, effect_id)


def _page(
    found: Measure,
    effect_id: int,
    form: EffectForm | None = None,
    values: ValueForm | None = None,
    code: int = 200,
) -> Any:
    one = _effect_or_404(found, effect_id)
    if form is None:
        form = EffectForm(formdata=None)
        form.fill(one)
    html = render_template(
        "plan/effect.html",
        measure=found,
        effect=one,
        form=form,
        value_form=values or ValueForm(formdata=None, prefix="value-"),
    )
    return html, code


def _effect_or_404(found: Measure, effect_id: int) -> EffectIndicator:
    one = effect_of(found, effect_id)
    if one is None:
        abort(404)
    return one


def _to_effect(found: Measure, effect_id: int) -> Any:
    return to_measure(found.number, "plan.effect", effect_id=effect_id)
