"""When a consultation takes contributions: by the clock, without anybody pressing a button."""

import datetime as dt
from typing import Protocol

GRACE = dt.timedelta(minutes=15)


class Timed(Protocol):
    """Whatever has an opening and perhaps a closing time (UTC)."""

    @property
    def opens_at(self) -> dt.datetime: ...
    @property
    def closes_at(self) -> dt.datetime | None: ...


def is_open(consultation: Timed, moment: dt.datetime) -> bool:
    """Whether the consultation runs at this moment: from its opening until before its closing."""
    closes_at = consultation.closes_at
    return consultation.opens_at <= moment and (closes_at is None or moment < closes_at)


def accepts(consultation: Timed, moment: dt.datetime, form_opened_at: dt.datetime) -> bool:
    """Whether a form opened earlier may still be sent: 15 minutes of grace after closing."""
    if is_open(consultation, moment):
        return True
    closes_at = consultation.closes_at
    if closes_at is None or not is_open(consultation, form_opened_at):
        return False
    return moment < closes_at + GRACE
