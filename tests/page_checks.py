"""What every page must satisfy, checked on every page that any test opens."""

import hashlib
import re
from collections import Counter
from typing import Any

from justhtml import JustHTML

REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LABELLED = ("input", "select", "textarea")
UNLABELLED_TYPES = ("hidden", "submit", "button", "image", "reset")
FORBIDDEN_ATTRIBUTES = ("style",)
# Keys and numbers differ between pages built alike; what a rule may look at stays as it is.
CHANGING = re.compile(
    r'(?P<kept>(?:class|tabindex|aria-level)="[^"]*")'
    r"|(?=[A-Za-z_.\-]*\d)[0-9A-Za-z_.\-]{24,}|(?<![A-Za-z0-9])\d+"
)


def read_page(html: str) -> JustHTML:
    """Return the page with what is wrong in its HTML."""
    return JustHTML(html, collect_errors=True, sanitize=False)


def shape_of(html: str) -> str:
    """Return a name that pages share which differ in numbers and keys alone.

    Numbers count by where they come again: two ids that become equal make another shape.
    """
    order: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        return found["kept"] or f"#{order.setdefault(found[0], len(order))}"

    shape = CHANGING.sub(number, html)
    return hashlib.sha256(shape.encode()).hexdigest()


def problems_of(page: JustHTML) -> list[str]:
    """Return what is wrong with a page, in words; an empty list if nothing is."""
    problems = [f"HTML: {error.code} in line {error.line}" for error in page.errors]
    nodes = page.query("*")
    problems += _headings(page, nodes)
    problems += _ids_and_references(nodes)
    problems += _names(nodes)
    problems += _inline_code(nodes)
    root = page.query("html")[0]
    if not root.attrs.get("lang") or root.attrs.get("dir") not in ("ltr", "rtl"):
        problems.append("<html> lacks lang or dir")
    if len(page.query("main")) != 1:
        problems.append("there is not exactly one <main>")
    return problems


def _headings(page: JustHTML, nodes: list) -> list[str]:
    headings = page.query("h1")
    if len(headings) != 1:
        return [f"{len(headings)} h1 instead of one"]
    heading = " ".join(headings[0].to_text().split())
    titles = page.query("title")
    title = " ".join(titles[0].to_text().split()) if titles else ""
    for prefix in ("Error: ", "Fehler: "):
        title = title.removeprefix(prefix)
    if not heading or not title.startswith(heading):
        return [f"the title {title!r} does not begin with the h1 {heading!r}"]
    levels = [int(node.name[1]) for node in nodes if node.name in HEADINGS]
    jumps = [b for a, b in zip(levels, levels[1:], strict=False) if b > a + 1]
    return [f"heading level jumps to h{level}" for level in jumps]


def _ids_and_references(nodes: list) -> list[str]:
    ids = Counter(node.attrs["id"] for node in nodes if node.attrs.get("id"))
    problems = [f"id {name!r} occurs {number} times" for name, number in ids.items() if number > 1]
    for node in nodes:
        for attribute in REFERENCES:
            for name in (node.attrs.get(attribute) or "").split():
                if name not in ids:
                    problems.append(f"<{node.name} {attribute}={name!r}> refers to nothing")
        target = node.attrs.get("href") or ""
        if node.name == "a" and target.startswith("#") and target[1:] not in ids:
            problems.append(f"link to {target!r} leads nowhere")
    return problems


def _names(nodes: list) -> list[str]:
    labelled = {node.attrs.get("for") for node in nodes if node.name == "label"}
    problems = []
    for node in nodes:
        attrs = node.attrs
        named = attrs.get("aria-label") or attrs.get("aria-labelledby")
        is_question = node.name in LABELLED and attrs.get("type") not in UNLABELLED_TYPES
        if is_question and not (named or attrs.get("id") in labelled):
            problems.append(f"<{node.name} name={attrs.get('name')!r}> has no label")
        if node.name == "img" and "alt" not in attrs:
            problems.append("an image has no alternative text")
        if node.name in ("a", "button") and not (named or _says_something(node)):
            problems.append(f"<{node.name}> has no name")
        if node.name == "th" and not attrs.get("scope"):
            problems.append("a table header has no scope")
        writes = node.name == "form" and (attrs.get("method") or "").lower() == "post"
        if writes and not node.query("input[name=csrf_token]"):
            problems.append("a form that writes carries no token")
    return problems


def _says_something(node: Any) -> bool:
    pictures = [img for img in node.query("img") if img.attrs.get("alt")]
    return bool(pictures or node.to_text().strip())


def _inline_code(nodes: list) -> list[str]:
    problems = []
    for node in nodes:
        bad = [a for a in node.attrs if a in FORBIDDEN_ATTRIBUTES or a.startswith("on")]
        problems += [f"<{node.name}> has the inline attribute {name}" for name in bad]
        if node.name == "style" or (node.name == "script" and not node.attrs.get("src")):
            problems.append(f"inline <{node.name}>")
    return problems
