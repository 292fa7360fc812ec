"""Markdown of staff as blocks of a document: headings, lists, bold, italic and links.

The same Markdown as `app.shared.text.from_markdown` shows on a page. It is read into data, so that
no format has to trust a piece of markup; raw HTML in it stays text.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.shared.documents.content import Block, Heading, Item, ListBlock, Prose, Span
from app.shared.lazy import lazy
from app.shared.text import markdown

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

tree = lazy("markdown_it.tree")
SAFE_SCHEMES = frozenset(["https", "http", "mailto", "tel"])
LISTS = {"bullet_list": False, "ordered_list": True}


def blocks_of(source: str, below: int = 1) -> list[Block]:
    """Return the blocks of a text; its headings stand below the level, and none is left out."""
    found: list[Block] = []
    level = below
    for node in tree.SyntaxTreeNode(markdown().parse(source)).children:
        if node.type == "heading":
            level = min(level + 1, below + max(1, int(node.tag[1]) - 1))
            found.append(Heading("".join(one.text for one in _line(node)), level))
        else:
            found += _blocks(node)
    return found


def _blocks(node: "SyntaxTreeNode") -> list[Block]:
    if node.type in LISTS:
        return [_list(node)]
    if node.type == "blockquote":
        return [block for child in node.children for block in _blocks(child)]
    spans = _line(node)
    return [Prose(spans)] if any(one.text.strip() for one in spans) else []


def _list(node: "SyntaxTreeNode") -> ListBlock:
    return ListBlock(tuple(_item(child) for child in node.children), LISTS[node.type])


def _item(node: "SyntaxTreeNode") -> Item:
    """A point; further paragraphs in it go on in a new line."""
    spans: list[Span] = []
    inner = []
    for child in node.children:
        if child.type in LISTS:
            inner.append(_list(child))
        else:
            spans += [Span("\n"), *_line(child)] if spans else _line(child)
    return Item(tuple(spans), tuple(inner))


def _line(node: "SyntaxTreeNode") -> tuple[Span, ...]:
    """The pieces of whatever is no list; code and HTML are text."""
    if not node.children:
        return (Span(node.content.strip()),)
    return tuple(_spans(node.children))


def _spans(
    nodes: Sequence["SyntaxTreeNode"], *, bold: bool = False, italic: bool = False, url: str = ""
) -> list[Span]:
    found: list[Span] = []
    for node in nodes:
        if node.type in ("softbreak", "hardbreak"):
            found.append(Span("\n"))
        elif node.children:
            href = _safe(str(node.attrs.get("href", ""))) if node.type == "link" else url
            found += _spans(
                node.children,
                bold=bold or node.type == "strong",
                italic=italic or node.type == "em",
                url=href,
            )
        elif node.content:
            found.append(Span(node.content, bold, italic, url))
    return found


def _safe(href: str) -> str:
    """The address if a document may lead there; else nothing, and the words stay."""
    return href if urlsplit(href).scheme in SAFE_SCHEMES else ""
