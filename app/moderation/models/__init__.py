"""What moderators assign to contributions, and what is kept for comparing and finding them."""

from app.moderation.models.coding import Coding
from app.moderation.models.likeness import Likeness, TextProfile
from app.moderation.models.search import PublicTerms, StaffTerms

__all__ = ["Coding", "Likeness", "PublicTerms", "StaffTerms", "TextProfile"]
