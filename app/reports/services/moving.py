"""What became of each measure within the year, by the lines of its history."""

from app.plan.models import Measure
from app.reports.queries import MeasureHistory
from app.reports.services.snapshot import CHANGES, Change, Move, Step
from app.reports.services.year import Year

UNDER_WAY = frozenset({"agreed", "decided", "running"})
# Out of the plan: dropped, or taken back to where it was a mere suggestion.
OUT = frozenset({"dropped", "suggested"})


def is_told_of(history: MeasureHistory) -> bool:
    """Whether a report tells of the measure: it was in the plan at the begin or the end."""
    return any(state not in (None, *OUT) for state in (history.before, history.after))


def change_of(before: str | None, after: str, *, is_later: bool, is_overdue: bool) -> Change:
    """Return what happened between two states of a measure (None: it was not written yet).

    Done and dropped come first, then what is new in the plan, then what slipped: it was deferred,
    is planned for later than a year before, or its last day has passed and it is not done.
    """
    if after == "done":
        return "unchanged" if before == "done" else "done"
    if after in OUT:
        return "dropped"
    if before is None or before in OUT:
        return "new"
    if after == "deferred" or is_later or is_overdue:
        is_old = after == before and not is_later and not is_overdue
        return "unchanged" if is_old else "slipped"
    return "unchanged" if after == before else "moved"


def move_of(
    measure: Measure, history: MeasureHistory, year: Year, ends_before: dict[str, str | None]
) -> Move:
    """Return what became of a measure; `ends_before` are the days planned a year before."""
    ends_now = measure.ends_on.isoformat() if measure.ends_on else None
    earlier, after = ends_before.get(measure.number), history.after or "suggested"
    is_later = earlier is not None and ends_now is not None and ends_now > earlier
    is_overdue = after in UNDER_WAY and measure.ends_on is not None and measure.ends_on <= year.day
    change = change_of(history.before, after, is_later=is_later, is_overdue=is_overdue)
    steps: list[Step] = [
        {"on": day.isoformat(), "to": to, "why": why} for day, to, why in history.steps
    ]
    return {
        "number": measure.number,
        "title": measure.title,
        "change": change,
        "before": None if history.before == "suggested" else history.before,
        "after": after,
        "ended_before": earlier,
        "ends_now": ends_now,
        "is_overdue": is_overdue,
        "steps": [step for step in steps if step["to"] != "suggested"],
    }


def in_order(moves: list[Move]) -> list[Move]:
    """Return the moves by what happened, then by number."""
    return sorted(moves, key=lambda move: (CHANGES.index(move["change"]), move["number"]))
