"""What moderators assign to contributions, and what is kept for comparing them."""

from app.moderation.models.coding import Coding
from app.moderation.models.concern import Concern, ConcernMember, TextConcept
from app.moderation.models.likeness import Likeness, TextProfile

__all__ = ["Coding", "Concern", "ConcernMember", "Likeness", "TextConcept", "TextProfile"]
