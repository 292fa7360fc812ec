"""What moderators assign to contributions, and what is kept for comparing them."""

from app.moderation.models.coding import Coding
from app.moderation.models.likeness import Likeness, TextProfile
from app.moderation.models.queue import Claim, Mark, SavedView, TeamReminder

__all__ = [
    "Claim",
    "Coding",
    "Likeness",
    "Mark",
    "SavedView",
    "TeamReminder",
    "TextProfile",
]
