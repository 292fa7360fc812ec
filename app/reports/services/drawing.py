"""The charts of a report, from its own numbers."""

from decimal import Decimal

from app.reports.services.snapshot import FigureRow, ReportContent
from app.shared.charts import Chart, Series

MOST_BARS = 12


def charts_of(content: ReportContent) -> dict[str, Chart]:
    """Return the charts by the section that they stand in; none without numbers."""
    found: dict[str, Chart] = {}
    if content["money"]["by_year"]:
        found["money"] = _money(content)
    fields = [row for row in content["participation"]["by_field"] if row["contributions"]]
    if fields:
        found["fields"] = _bars("Beiträge und Stimmen nach Handlungsfeld", "Handlungsfeld", fields)
    months = content["participation"]["by_month"]
    if any(row["contributions"] for row in months):
        found["months"] = _by_month(months)
    return found


def _money(content: ReportContent) -> Chart:
    years = content["money"]["by_year"]
    spent = [None if year["spent"] is None else Decimal(year["spent"]) for year in years]
    planned = tuple(Decimal(year["planned"]) for year in years)
    return Chart(
        kind="grouped",
        title="Geplant und ausgegeben nach Jahr",
        description="Für jedes Jahr zwei Säulen: was geplant ist und was ausgegeben wurde.",
        unit="EUR",
        categories=tuple(str(year["year"]) for year in years),
        series=(Series("geplant", planned), Series("ausgegeben", tuple(spent))),
        category_name="Jahr",
        missing="noch offen",
    )


def _bars(title: str, name: str, rows: list[FigureRow]) -> Chart:
    """The largest rows first, and no more than one can look at."""
    largest = sorted(rows, key=lambda row: (-(row["contributions"] or 0), row["key"]))[:MOST_BARS]
    return Chart(
        kind="bars",
        title=title,
        description="Zwei Balken je Zeile: Beiträge und Stimmen, nebeneinander, nie addiert.",
        unit="Anzahl",
        categories=tuple(row["title"] for row in largest),
        series=(
            Series("Beiträge", tuple(row["contributions"] for row in largest)),
            Series("Stimmen", tuple(row["voices"] for row in largest)),
        ),
        category_name=name,
    )


def _by_month(rows: list[FigureRow]) -> Chart:
    return Chart(
        kind="grouped",
        title="Veröffentlichte Beiträge nach Monat",
        description="Eine Säule je Monat.",
        unit="Anzahl",
        categories=tuple(row["key"][5:7] + "/" + row["key"][2:4] for row in rows),
        series=(Series("Beiträge", tuple(row["contributions"] for row in rows)),),
        category_name="Monat",
    )
