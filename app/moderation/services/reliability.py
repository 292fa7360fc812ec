"""Agreement per code and per catalogue; the worker keeps the figures, because they take seconds."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete

from app.guidelines.models import CODE_KINDS, Code
from app.moderation.models import AgreementReport
from app.moderation.queries import (
    DoubleCoded,
    agreement_report,
    coded_twice,
    state_of_second_codings,
)
from app.moderation.services.agreement import (
    Agreement,
    Counts,
    Resample,
    added_up,
    is_too_few,
    kappa_and_alpha,
    resamples,
)
from app.shared.clock import now
from app.shared.database import db
from app.shared.idle import when_idle
from app.shared.transactions import writes

# While many are coded the figures are not computed anew after each.
SHORTEST_PAUSE = dt.timedelta(minutes=2)


def agreement_figures() -> list[dict[str, Any]]:
    """Compute the figures of each version: a line for each catalogue, then one for each code.

    See `AgreementRow` for what a line holds.
    """
    return [line for book in coded_twice() for line in _of_book(book)]


@when_idle
def keep_figures() -> bool:
    """Compute and keep the figures if more was coded since; return whether that was so."""
    state, kept = state_of_second_codings(), agreement_report()
    if not state or (kept is not None and kept.rests_on == state):
        return False
    if kept is not None and now() - kept.computed_at < SHORTEST_PAUSE:
        return False
    _keep(state, agreement_figures())
    return True


def _of_book(book: DoubleCoded) -> list[dict[str, Any]]:
    drawn = resamples(len(book.chosen))
    decided = {code.id: [_decision(code, *pair) for pair in book.chosen] for code in book.codes}
    lines = []
    for kind in CODE_KINDS:
        codes = [code for code in book.codes if code.kind == kind]
        together = [added_up(units) for units in zip(*(decided[c.id] for c in codes), strict=True)]
        if together:
            lines.append(_line(book.version, kind, None, {}, together, drawn))
        lines += [_line(book.version, kind, c.key, c.title, decided[c.id], drawn) for c in codes]
    return lines


def _decision(code: Code, first: set[int], second: set[int]) -> Counts:
    one, other = code.id in first, code.id in second
    return Counts(one and other, one and not other, other and not one, not (one or other))


def _line(
    version: int,
    kind: str,
    key: str | None,
    title: dict[str, str],
    units: Sequence[Counts],
    drawn: Sequence[Resample],
) -> dict[str, Any]:
    counts = added_up(units)
    chosen = sum(any(unit[:3]) for unit in units)
    kappa, alpha = kappa_and_alpha(units, [] if is_too_few(len(units), chosen) else drawn)
    return {
        "version": version,
        "kind": kind,
        "key": key,
        "title": title,
        "contributions": len(units),
        "chosen": chosen,
        **counts._asdict(),
        "kappa": _interval(kappa),
        "alpha": _interval(alpha),
    }


def _interval(found: Agreement) -> dict[str, float | None] | None:
    if found.value is None:
        return None
    return {"value": found.value, "low": found.low, "high": found.high}


@writes
def _keep(state: str, figures: list[dict[str, Any]]) -> None:
    db.session.execute(delete(AgreementReport))
    kept = AgreementReport(id=1, rests_on=state, computed_at=now(), figures=figures)
    db.session.add(kept)
    db.session.flush()
