"""Law texts that a legal period rests on: content that the city keeps, not code."""

import datetime as dt
from dataclasses import dataclass

RIGHT_OF_PROPOSAL = "thuerko-45"


@dataclass(frozen=True)
class LawText:
    """One version of a law text: how many months it gives, and what it says in plain words."""

    key: str
    version: str
    law: str
    months: int
    valid_from: dt.date
    summary: dict[str, str]
