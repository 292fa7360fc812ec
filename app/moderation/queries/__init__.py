"""The queue, the codes of contributions, and those that may say the same."""

from app.moderation.queries.agreement import (
    AgreementRow,
    DoubleCoded,
    agreement_report,
    coded_twice,
    state_of_second_codings,
)
from app.moderation.queries.codes import (
    CodeFigures,
    codes_of,
    codings_of,
    codings_seen_by,
    is_open,
    published_by_code,
)
from app.moderation.queries.likeness import alike, is_compared
from app.moderation.queries.passages import Passage, passages_of
from app.moderation.queries.queue import next_waiting, waiting
from app.moderation.queries.second_coding import (
    SecondCodingNumbers,
    chosen_in,
    codes_in_book,
    definition_notes,
    has_coded,
    next_to_code_second,
    number_to_code_second,
    second_coding_numbers,
    second_coding_of,
    to_settle,
)

__all__ = [
    "AgreementRow",
    "CodeFigures",
    "DoubleCoded",
    "Passage",
    "SecondCodingNumbers",
    "agreement_report",
    "alike",
    "chosen_in",
    "coded_twice",
    "codes_in_book",
    "codes_of",
    "codings_of",
    "codings_seen_by",
    "definition_notes",
    "has_coded",
    "is_compared",
    "is_open",
    "next_to_code_second",
    "next_waiting",
    "number_to_code_second",
    "passages_of",
    "published_by_code",
    "second_coding_numbers",
    "second_coding_of",
    "state_of_second_codings",
    "to_settle",
    "waiting",
]
