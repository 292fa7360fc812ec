"""What happens when two people work on the same thing."""

from app.shared.errors import Conflict


class ChangedMeanwhile(Conflict):
    """Somebody else decided or changed this contribution after the page was opened."""
