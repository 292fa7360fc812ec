"""Whether a text seems to name somebody.

What looks personal is known in a room above, which registers its way here; without one nothing
is hinted at.
"""

from collections.abc import Callable

Finder = Callable[[str], bool]
_finders: list[Finder] = []


def finds_personal_data(finder: Finder) -> Finder:
    """Register the function that says whether something in a text looks personal."""
    _finders[:] = [finder]
    return finder


def looks_personal(text: str) -> bool:
    """Whether something in the text looks personal."""
    return any(finder(text) for finder in _finders)
