"""Until when the city has to decide on a formal proposal (ThürKO § 45; BGB §§ 187, 188, 193)."""

import datetime as dt

from app.councils.models import LawText
from app.shared.clock import to_local
from app.shared.periods import Period, period_of_months


def deadline(received_at: dt.datetime, law: LawText) -> Period:
    """Return the period that begins with this receipt; the day is the one in Europe/Berlin."""
    return period_of_months(to_local(received_at).date(), law.months)


def why_moved(period: Period) -> list[str]:
    """Return a line for each day that could not be the last one: "2026-10-31 is a Saturday"."""
    return [
        f"{day} is {' and '.join(_reason(reason) for reason in reasons)}"
        for day, reasons in period.moved
    ]


def _reason(reason: str) -> str:
    if reason in ("saturday", "sunday"):
        return f"a {reason.capitalize()}"
    return f"a public holiday of Thuringia ({reason})"
