"""The cover sheet with the fields of a Drucksache."""

from app.reports.services.files.words import NOTHING, day, euros, total
from app.reports.services.snapshot import Cover, ReportContent
from app.shared.documents import (
    Block,
    Contents,
    Facts,
    PageBreak,
    Paragraph,
    Table,
)

EXAMPLE = "Beispiel: Dieser Bericht erzählt von erfundenen Maßnahmen und Beiträgen."


def cover(content: ReportContent) -> list[Block]:
    """Return the blocks of the cover sheet; the next page begins after them."""
    about = content["cover"]
    effects = about["financial_effects"]
    rows = [(str(one["year"]), euros(one["planned"]), euros(one["spent"])) for one in effects]
    planned = total([one["planned"] for one in effects])
    spent = total([one["spent"] for one in effects])
    money = Table(
        ("Jahr", "Geplant (EUR)", "Ausgegeben (EUR)"),
        (*rows, ("Zusammen", euros(planned), euros(spent))),
        caption="Finanzielle Auswirkungen nach Jahr",
        numbers=(1, 2),
        widths=(1, 1, 1),
        row_headers=True,
        sums=True,
    )
    return [
        *([Paragraph(EXAMPLE)] if about["is_example"] else []),
        Facts(tuple(_facts(about))),
        *([money] if rows else []),
        Contents("Inhalt", 1),
        PageBreak(),
    ]


def _facts(about: Cover) -> list[tuple[str, str]]:
    version = str(about["version"])
    if about["change_note"]:
        version += f": {about['change_note']}"
    return [
        ("Drucksache", about["number"] or NOTHING),
        ("Gremium", about["committee"] or NOTHING),
        ("Datum", day(about["date"])),
        ("Stichtag", day(about["reporting_date"])),
        ("Verglichen mit", day(about["compared_with"])),
        ("Fassung", version),
        ("Im Netz", about["address"] or NOTHING),
    ]
