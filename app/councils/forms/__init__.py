"""What the pages of a council's desk ask for."""

from app.councils.forms.filtering import STATE_LABELS, chosen, read_wish, seen_from
from app.councils.forms.marking import MarkForm

__all__ = ["STATE_LABELS", "MarkForm", "chosen", "read_wish", "seen_from"]
