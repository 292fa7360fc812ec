"""Text in and out: residents write plain text, staff may write Markdown."""

import unicodedata

import bleach
from markdown_it import MarkdownIt
from markupsafe import Markup

ALLOWED_TAGS = frozenset(
    ["p", "br", "strong", "em", "ul", "ol", "li", "a", "h2", "h3", "blockquote", "code"]
)
ALLOWED_ATTRIBUTES = {"a": ["href"]}
ALLOWED_PROTOCOLS = frozenset(["https", "http", "mailto", "tel"])
BLOCK = "█"
# Invisible characters that reorder or hide text when shown (Unicode TR 36, bidirectional controls).
BIDI_CONTROLS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})


def tidy(text: str | None) -> str:
    """Return the text as typed, in NFC, without control characters and outer space."""
    text = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(BIDI_CONTROLS)
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept.strip()


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


def from_markdown(source: str) -> Markup:
    """Return safe HTML for a text that staff wrote in Markdown; raw HTML in it stays text."""
    html = bleach.clean(
        _markdown.render(source),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        protocols=ALLOWED_PROTOCOLS,
    )
    return Markup(html)  # noqa: S704 - bleach has just cleaned it


def message_as_html(message: str) -> Markup:
    """Return a message of our own catalogue as HTML; values that are put into it are escaped."""
    return Markup(message)  # noqa: S704 - nobody but us writes messages
