"""How far coders agree."""

import itertools
from typing import Any

from flask import render_template
from flask_babel import format_decimal

from app.accounts.policy import is_moderator
from app.moderation.queries import (
    agreement_report,
    definition_notes,
    second_coding_numbers,
    state_of_second_codings,
)
from app.moderation.services.agreement import FEWEST_CHOSEN, FEWEST_UNITS, is_too_few
from app.moderation.views import blueprint
from app.shared.access import allowed_to


@blueprint.get("/uebereinstimmung")
@allowed_to(is_moderator)
def agreement() -> Any:
    """Show kappa and alpha per catalogue and per code."""
    report = agreement_report()
    rows = report.rows if report else ()
    groups = itertools.groupby(rows, lambda row: (row.version, row.kind))
    return render_template(
        "moderation/agreement.html",
        report=report,
        is_current=report is not None and report.rests_on == state_of_second_codings(),
        groups=[(version, kind, list(of_kind)) for (version, kind), of_kind in groups],
        fewest=FEWEST_UNITS,
        fewest_chosen=FEWEST_CHOSEN,
        is_too_few=is_too_few,
        numbers=second_coding_numbers(),
        notes=definition_notes(),
    )


@blueprint.app_template_filter("coefficient")
def coefficient(figures: tuple[float, float, float]) -> str:
    """Return a coefficient with its interval: "0,81 [0,70; 0,90]"."""
    value, low, high = (format_decimal(number, "0.00") for number in figures)
    return f"{value} [{low}; {high}]"
