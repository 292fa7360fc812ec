"""What moderators assign to contributions, and what is kept for comparing them."""

from app.moderation.models.coding import Coding
from app.moderation.models.likeness import Likeness, TextProfile
from app.moderation.models.second_coding import (
    FIRST,
    LONGEST_NOTE_ON_DEFINITION,
    SECOND,
    AgreementReport,
    ChosenCode,
    DefinitionNote,
    SecondCoding,
)

__all__ = [
    "FIRST",
    "LONGEST_NOTE_ON_DEFINITION",
    "SECOND",
    "AgreementReport",
    "ChosenCode",
    "Coding",
    "DefinitionNote",
    "Likeness",
    "SecondCoding",
    "TextProfile",
]
