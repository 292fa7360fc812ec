"""What stands in a document, without how it looks: text stays text in every format."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the first below the title. No level may be left out."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text as it was typed, line breaks included; `small` for what stands beside it."""

    text: str
    language: str = "de"
    direction: str = "ltr"
    small: bool = False


@dataclass(frozen=True)
class Table:
    """A small table with a row of headings; every row has as many cells as that."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class NoteLines:
    """Empty room to write by hand, under this word."""

    label: str
    lines: int = 3


Block = Heading | Paragraph | Table | NoteLines


@dataclass(frozen=True)
class Document:
    """A title, who made it, a line under the title, and the blocks in their order."""

    title: str
    author: str
    subtitle: str
    blocks: tuple[Block, ...]
    language: str = "de"

    def as_data(self) -> dict[str, Any]:
        """Return the whole as plain data; each block says what it is."""
        blocks = [{"block": type(one).__name__, **asdict(one)} for one in self.blocks]
        return {**asdict(self), "blocks": blocks}
