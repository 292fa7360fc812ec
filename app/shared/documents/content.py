"""What stands in a document, without how it looks: text stays text in every format."""

import datetime as dt
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
class Span:
    """A piece of a line: plain, bold, italic, or a link with an address."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


@dataclass(frozen=True)
class Prose:
    """A paragraph with bold words and links in it."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Item:
    """A point of a list, with the lists that stand below it."""

    spans: tuple[Span, ...]
    inner: tuple["ListBlock", ...] = ()


@dataclass(frozen=True)
class ListBlock:
    """A list with bullets or numbers."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a row of headings that every page repeats; all rows have as many cells.

    `numbers` are the columns that stand on the right, `widths` the shares of the columns (equal
    without it; 0 is as narrow as what stands in it). With `row_headers` the first cell names its
    row; with `sums` the last row is a sum.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numbers: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    row_headers: bool = False
    sums: bool = False
    small: bool = False


@dataclass(frozen=True)
class Facts:
    """Names with what they stand for, as on a cover sheet."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Picture:
    """An SVG drawing, what it shows in words, and the line below it.

    `width` is in per cent of the room between the margins.
    """

    svg: str
    alternative: str
    caption: str = ""
    width: int = 100


@dataclass(frozen=True)
class PageBreak:
    """A new page, `wide` if it and those after it lie on the side; a heading follows."""

    wide: bool = False


@dataclass(frozen=True)
class Contents:
    """The list of the headings down to this level, with their pages."""

    title: str
    depth: int = 2


@dataclass(frozen=True)
class NoteLines:
    """Empty room to write by hand, under this word."""

    label: str
    lines: int = 3


Block = (
    Heading
    | Paragraph
    | Prose
    | ListBlock
    | Table
    | Facts
    | Picture
    | PageBreak
    | Contents
    | NoteLines
)


@dataclass(frozen=True)
class Document:
    """A title, who made it, a line under the title, and the blocks in their order.

    A document with a date says that it was made then: the same content is the same bytes. `header`
    stands on top of every page.
    """

    title: str
    author: str
    subtitle: str
    blocks: tuple[Block, ...]
    language: str = "de"
    dated: dt.date | None = None
    header: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return the whole as plain data; each block says what it is."""
        blocks = [{"block": type(one).__name__, **asdict(one)} for one in self.blocks]
        dated = self.dated.isoformat() if self.dated else ""
        return {**asdict(self), "blocks": blocks, "dated": dated}
