"""The measure that an address names, and pages about it that several views show."""

from typing import Any

from flask import abort, redirect, render_template, url_for
from flask_login import current_user

from app.plan.forms.moving import MoveForm
from app.plan.models import Measure
from app.plan.policy import BINDING, STATIONS, STEPS, can_change
from app.plan.queries import (
    area_ids_of_measure,
    budget_lines,
    codes_of_measure,
    effects_of,
    history_of,
    links_of,
    measure_by_number,
    money_by_year,
    stations,
)
from app.plan.queries.grounds import evidence_of
from app.plan.services import missing_for_decision
from app.shared.access import ensure
from app.shared.database import db


def measure_or_404(number: str) -> Measure:
    """Return the measure with this number, else end with 404."""
    found = measure_by_number(number)
    if found is None:
        abort(404)
    return found


def own_measure(number: str) -> Measure:
    """Return the measure if the person may change it, else end with 404 or 403."""
    found = measure_or_404(number)
    ensure(can_change(current_user, found))
    return found


def to_measure(number: str, endpoint: str = "plan.work", **values: Any) -> Any:
    """Go to a page of the measure."""
    return redirect(url_for(endpoint, number=number, **values), 303)


def whole(measure: Measure) -> dict[str, Any]:
    """Return what the public page and the page of the desk both show."""
    history, lines = history_of(measure), budget_lines(measure)
    return {
        "measure": measure,
        "history": history,
        "stations": stations(measure.status, history),
        "lines": lines,
        "years": money_by_year(lines),
        "effects": effects_of(measure),
        "links": links_of(measure),
        "codes": codes_of_measure(measure),
        "grounds": evidence_of(measure),
        "here": area_ids_of_measure(measure),
    }


def work_page(measure: Measure, form: MoveForm | None = None, code: int = 200) -> Any:
    """Render the page on which a measure is worked on."""
    missing = missing_for_decision(measure)
    steps = STEPS[measure.status]
    html = render_template(
        "plan/work.html",
        **whole(measure),
        form=form or MoveForm(formdata=None),
        missing=missing,
        lacks=missing.anything and bool(BINDING & set(steps)),
        forward=STATIONS[1:],
        steps=[step for step in steps if not (missing.anything and step in BINDING)],
        may_change=can_change(current_user, measure),
    )
    return html, code


def measure_conflict(number: str, mine: str) -> Any:
    """Somebody else was quicker: what is stored, and what was about to be stored."""
    db.session.rollback()
    db.session.expire_all()
    found = measure_or_404(number)
    return render_template("plan/measure_conflict.html", measure=found, mine=mine), 409
