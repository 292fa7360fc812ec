"""What moderators assign to contributions, and what is kept for comparing them."""

from app.moderation.models.coding import Coding
from app.moderation.models.likeness import Likeness, TextProfile
from app.moderation.models.texts import PURPOSES, HouseRule, ReplyTemplate

__all__ = ["PURPOSES", "Coding", "HouseRule", "Likeness", "ReplyTemplate", "TextProfile"]
