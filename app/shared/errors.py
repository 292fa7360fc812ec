"""Named errors that services raise; views turn them into pages."""

from collections.abc import Sequence


class DomainError(Exception):
    """Something a person asked for cannot be done; the subclass says what."""


class NotPossible(DomainError):
    """The state of the thing does not allow this any more."""


class Conflict(DomainError):
    """Somebody else changed the same thing in the meantime."""


class InvalidData(DomainError):
    """A file or value cannot be used; each problem is a line of its own."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


def N_(message: str) -> str:
    """Mark a message for the catalogue that a screen says later in its own language."""
    return message


class Problem(str):
    """What is wrong in a line of a file: an English sentence that a screen can say in its language.

    `message` has named places for `values`, as the German catalogue has it.
    """

    line: int
    message: str
    values: dict[str, object]

    def __new__(cls, line: int, message: str, **values: object) -> "Problem":
        """Return the sentence with its line in front."""
        made = super().__new__(cls, f"line {line}: {message % values}")
        made.line, made.message, made.values = line, message, values
        return made
