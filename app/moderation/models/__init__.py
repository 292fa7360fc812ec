"""What moderators assign to contributions, and what is kept for comparing and finding them."""

from app.moderation.models.carrying import CarriedCoding
from app.moderation.models.coding import Coding
from app.moderation.models.concern import Concern, ConcernMember, TextConcept
from app.moderation.models.likeness import Likeness, TextProfile
from app.moderation.models.quality import QualityFigure
from app.moderation.models.queue import Claim, Mark, SavedView, TeamReminder
from app.moderation.models.search import PublicTerms, StaffTerms
from app.moderation.models.second_coding import (
    FIRST,
    LONGEST_NOTE_ON_DEFINITION,
    SECOND,
    AgreementReport,
    ChosenCode,
    DefinitionNote,
    SecondCoding,
)
from app.moderation.models.suggestion import CodeSuggestion, SuggestionModel, SuggestionsMade
from app.moderation.models.texts import PURPOSES, HouseRule, ReplyTemplate

__all__ = [
    "FIRST",
    "LONGEST_NOTE_ON_DEFINITION",
    "PURPOSES",
    "SECOND",
    "AgreementReport",
    "CarriedCoding",
    "ChosenCode",
    "Claim",
    "CodeSuggestion",
    "Coding",
    "Concern",
    "ConcernMember",
    "DefinitionNote",
    "HouseRule",
    "Likeness",
    "Mark",
    "PublicTerms",
    "QualityFigure",
    "ReplyTemplate",
    "SavedView",
    "SecondCoding",
    "StaffTerms",
    "SuggestionModel",
    "SuggestionsMade",
    "TeamReminder",
    "TextConcept",
    "TextProfile",
]
