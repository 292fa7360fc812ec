"""Published contributions that may say the same as a text that is being written.

How texts are compared is known in a room above, which registers its way here, as handlers of jobs
do; without one nothing is found.
"""

from collections.abc import Callable, Sequence

from app.submissions.models import Submission

Finder = Callable[[str, int | None], Sequence[Submission]]
_finders: list[Finder] = []


def finds_similar(finder: Finder) -> Finder:
    """Register the function that finds them by text and Ortsteil (None: no Ortsteil)."""
    _finders[:] = [finder]
    return finder


def similar_published(text: str, area_id: int | None) -> list[Submission]:
    """Return at most three published contributions of the Ortsteil, most similar first."""
    return [found for finder in _finders for found in finder(text, area_id)]
