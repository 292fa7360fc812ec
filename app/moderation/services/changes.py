"""What happens when two people work on the same thing."""

from app.shared.errors import Conflict, NotPossible


class ChangedMeanwhile(Conflict):
    """Somebody else decided or changed this contribution after the page was opened."""


class StillNeeded(NotPossible):
    """Something rests on this, so it cannot go."""
