"""A report with much in it: eight pages before the annexes, and no money is left out of a sum."""

import io
from decimal import Decimal

import pikepdf

from app.reports.services.files import report_pdf
from app.reports.services.files.document import report_document
from app.shared.documents import Table
from tests.reports.example_content import example_content
from tests.reports.test_files import starts_of

PARAGRAPH = "Ein Absatz mit mehreren Sätzen, wie ihn das Amt schreibt. " * 8


def much():
    """As much as a year may bring: long titles, fourteen fields, fifteen sources of funds."""
    content = example_content(300)
    (field, *_rest), (source, *_other) = (
        content["participation"]["by_field"],
        content["money"]["by_source"],
    )
    content["participation"]["by_field"] = [
        field | {"key": f"f{n}", "title": f"Handlungsfeld Nummer {n}"} for n in range(14)
    ]
    content["money"]["by_source"] = [
        source | {"source": f"Programm {n:02d}", "year": year, "planned": "1000.50"}
        for n in range(15)
        for year in (2025, 2026)
    ]
    for move in content["moved"]:
        move["title"] += " und noch viel mehr Worte, damit der Titel zwei Zeilen braucht"
        move["steps"][0]["why"] *= 6
    for section in content["sections"]:
        section["text"] = PARAGRAPH + "\n\n- eins\n- zwei\n- drei"
    return content


def test_much_still_has_at_most_eight_pages_before_the_annexes():
    with pikepdf.open(io.BytesIO(report_pdf(much()))) as file:
        assert starts_of(file)["Anlage 1: Maßnahme für Maßnahme"] <= 9


def test_small_sources_of_funds_are_one_row_and_none_is_left_out():
    tables = [one for one in report_document(much()).blocks if isinstance(one, Table)]
    (sources,) = [one for one in tables if one.header[0] == "Herkunft der Mittel"]
    assert [row[0] for row in sources.rows[-2:]] == ["Programm 07", "Alle weiteren"]
    planned = [Decimal(row[1].replace(".", "").replace(",", ".")) for row in sources.rows]
    assert sum(planned) == 30 * Decimal("1000.50")
