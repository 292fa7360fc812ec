"""Named errors that services raise; views turn them into pages."""


class DomainError(Exception):
    """Something a person asked for cannot be done; the subclass says what."""


class NotPossible(DomainError):
    """The state of the thing does not allow this any more."""


class Conflict(DomainError):
    """Somebody else changed the same thing in the meantime."""


class InvalidData(DomainError):
    """A file or value cannot be used; each problem is a line of its own."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
