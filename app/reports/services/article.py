"""The report as HTML: the same on the platform and in a file of its own, always in German."""

import re
from collections import Counter

from app.reports.services.drawing import charts_of
from app.reports.services.links import Links
from app.reports.services.snapshot import CHANGES, ReportContent
from app.reports.services.words import CHANGES as CHANGE_WORDS
from app.reports.services.words import OUTCOMES, STATES
from app.shared.assets import stylesheet
from app.shared.rendering import Rendered, in_german
from app.shared.text import from_markdown

FONTS = re.compile(r"@font-face\s*\{[^}]*\}")


def article(content: ReportContent, base: str = "") -> Rendered:
    """Return the report as part of a page: headings from level 2 on, every number a link."""
    said = {one["key"]: from_markdown(one["text"]) for one in content["sections"] if one["text"]}
    return in_german(
        "reports/article/article.html",
        content=content,
        cover=content["cover"],
        said=said,
        titles={one["key"]: one["title"] for one in content["sections"]},
        links=Links(content, base),
        charts=charts_of(content),
        states=STATES,
        outcomes=OUTCOMES,
        changes=[(key, CHANGE_WORDS[key]) for key in CHANGES],
        numbers=Counter(move["change"] for move in content["moved"]),
        urls=_urls(content, Links(content, base)),
    )


def _urls(content: ReportContent, links: Links) -> dict[str, dict[str, str | None]]:
    """The lists behind the rows of the tables, by the key of the row."""
    people = content["participation"]
    codes = [*people["by_field"], *people["by_target_group"]]
    return {
        "code": {row["key"]: links.code(row["key"]) for row in codes},
        "kind": {row["key"]: links.kind(row["key"]) for row in people["by_kind"]},
        "area": {row["key"]: links.area(row["key"]) for row in people["by_area"]},
    }


def report_html(content: ReportContent, base: str) -> bytes:
    """Return the report as a file that needs no other: styles are in it, links lead to `base`."""
    inside, cover = article(content, base), content["cover"]
    page = str(in_german("reports/article/alone.html", cover=cover, article=inside))
    styles = FONTS.sub("", stylesheet("site.css"))
    return page.replace("</head>", f"<style>{styles}</style>\n</head>", 1).encode()
