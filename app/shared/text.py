"""Text in and out: residents write plain text, staff may write Markdown."""

import functools
import re
import unicodedata
from typing import Any

from markupsafe import Markup

from app.shared.lazy import lazy

ALLOWED_TAGS = frozenset(
    ["p", "br", "strong", "em", "ul", "ol", "li", "a", "h2", "h3", "blockquote", "code"]
)
ALLOWED_ATTRIBUTES = {"a": ["href"]}
ALLOWED_PROTOCOLS = frozenset(["https", "http", "mailto", "tel"])
BLOCK = "█"
# Control characters but tab and new line, halves of pairs (Unicode categories Cc and Cs), and
# invisible ones that reorder or hide text when shown (Unicode TR 36, bidirectional controls).
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")

bleach, markdown_it = lazy("bleach"), lazy("markdown_it")


def tidy(text: str | None) -> str:
    """Return the text as typed, in NFC, without control characters and outer space."""
    text = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    return UNSEEN.sub("", text).strip()


def blacken(text: str, passages: list[tuple[int, int]]) -> str:
    """Return the text with each passage [start, end) replaced by five blocks, whatever its length.

    The fixed length gives nothing away about what stood there.
    """
    result, position = [], 0
    for start, end in sorted(passages):
        if end <= position:
            continue
        result += [text[position : max(start, position)], BLOCK * 5]
        position = end
    return "".join(result) + text[position:]


def first_words(text: str, limit: int = 80) -> str:
    """Return the beginning of a text on one line, cut at a word, with an ellipsis if cut."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0] + " …"


@functools.cache
def markdown() -> Any:
    """Return the reader of Markdown: raw HTML stays text, a new line is a new line."""
    return markdown_it.MarkdownIt("commonmark", {"html": False, "breaks": True})


def from_markdown(source: str) -> Markup:
    """Return safe HTML for a text that staff wrote in Markdown; raw HTML in it stays text."""
    html = bleach.clean(
        markdown().render(source),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        protocols=ALLOWED_PROTOCOLS,
    )
    return Markup(html)  # noqa: S704 - bleach has just cleaned it


def message_as_html(message: str) -> Markup:
    """Return a message of our own catalogue as HTML; values that are put into it are escaped."""
    return Markup(message)  # noqa: S704 - nobody but us writes messages
