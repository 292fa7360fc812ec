"""The pictures of a report: the map and the charts, as SVG with their words."""

from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, tostring

from app.reports.services.files.words import count
from app.reports.services.snapshot import MapData, MapLevel, MoneyOfYear
from app.shared.charts import Chart, Series, svg, table_of
from app.shared.documents import Picture

# From none to most; light enough for dark numbers up to the third.
LEVELS = ("#ffffff", "#d5e7ea", "#a5ccd3", "#6ba9b4", "#2f8291", "#0b5f6e")
DARK_FROM = 4
INK, LIGHT, EDGE = "#14212b", "#ffffff", "#4a5763"
MOST_NAMED, MOST_BARS = 3, 8


def map_picture(data: MapData) -> Picture:
    """Return the map of contributions by Ortsteil, with numbers of Ortsteile and its legend."""
    size = data["width"] / 50
    below = data["height"] + size * 3.2
    root = Element("svg", xmlns="http://www.w3.org/2000/svg")
    root.set("viewBox", f"0 0 {data['width']} {below:.1f}")
    for area in data["areas"]:
        fill = LEVELS[area["level"]]
        line = {"stroke": EDGE, "stroke-width": f"{data['width'] / 900:.2f}"}
        SubElement(root, "path", {"d": area["path"], "fill": fill, **line})
    for area in data["areas"]:
        ink = LIGHT if area["level"] >= DARK_FROM else INK
        place = (area["label_x"], area["label_y"] + size * 0.35)
        _write(root, place, area["number"], size, ink, "middle")
    _legend(root, data, size)
    source = f" Geometrie: {data['attribution']}." if data["attribution"] else ""
    caption = f"Veröffentlichte Beiträge nach Ortsteil.{source} Die Zahlen stehen in Anlage 4."
    return Picture(tostring(root, encoding="unicode"), _in_words(data), caption, 70)


def _legend(root: Element, data: MapData, size: float) -> None:
    """A line of squares below the map, each with how many contributions it means."""
    named = [(0, "keine"), *((level["level"], _range(level)) for level in data["levels"])]
    step = data["width"] / len(named)
    y = data["height"] + size * 1.2
    for place, (level, words) in enumerate(named):
        x = place * step
        box = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{size:.1f}", "height": f"{size:.1f}"}
        look = {"fill": LEVELS[level], "stroke": EDGE, "stroke-width": f"{size / 15:.2f}"}
        SubElement(root, "rect", box | look)
        _write(root, (x + size * 1.4, y + size * 0.85), words, size, INK, "start")


def _range(level: MapLevel) -> str:
    if level["end"] is None:
        return f"ab {count(level['start'])}"
    if level["end"] == level["start"]:
        return count(level["start"])
    return f"{count(level['start'])} bis {count(level['end'])}"


def _write(
    root: Element, place: tuple[float, float], text: str, size: float, ink: str, anchor: str
) -> None:
    where = {"x": f"{place[0]:.1f}", "y": f"{place[1]:.1f}", "text-anchor": anchor}
    look = {"font-size": f"{size:.1f}", "fill": ink, "font-family": "sans-serif"}
    SubElement(root, "text", where | look).text = text


def _in_words(data: MapData) -> str:
    """What the map shows: where most came from, and how many Ortsteile nothing came from."""
    spoken = [area for area in data["areas"] if area["contributions"]]
    ranked = sorted(spoken, key=lambda area: (-area["contributions"], area["number"]))
    most = ", ".join(
        f"{one['name']} ({count(one['contributions'])})" for one in ranked[:MOST_NAMED]
    )
    silent = len(data["areas"]) - len(spoken)
    words = (
        f"Karte der Ortsteile. Die meisten Beiträge: {most}." if most else "Karte der Ortsteile."
    )
    return f"{words} Aus {silent} von {len(data['areas'])} Ortsteilen kam kein Beitrag."


def money_picture(years: list[MoneyOfYear]) -> Picture:
    """Return columns of what was planned and spent in each year, in thousands of EUR."""
    planned = tuple(Decimal(one["planned"]) / 1000 for one in years)
    spent = tuple(None if one["spent"] is None else Decimal(one["spent"]) / 1000 for one in years)
    names = tuple(str(one["year"]) for one in years)
    chart = Chart(
        kind="grouped",
        title="Geplant und ausgegeben nach Jahr, in Tausend EUR",
        description="Für jedes Jahr zwei Säulen: was geplant ist und was ausgegeben wurde.",
        unit="Tausend EUR",
        categories=names,
        series=(Series("geplant", planned), Series("ausgegeben", spent)),
        category_name="Jahr",
        missing="noch offen",
    )
    return chart_picture(chart, "geld", 66)


def chart_picture(chart: Chart, name: str, width: int = 80) -> Picture:
    """Return a chart with all of its figures in words; bars are the first few."""
    if chart.kind == "bars":
        series = tuple(Series(one.name, one.values[:MOST_BARS]) for one in chart.series)
        chart = replace(chart, categories=chart.categories[:MOST_BARS], series=series)
    told = table_of(chart)
    heads = [head.removesuffix(f" ({chart.unit})") for head in told.head[1:]]
    parts = [
        f"{row[0]}: {', '.join(map(' '.join, zip(heads, row[1:], strict=True)))}"
        for row in told.rows
    ]
    words = f"{chart.title}. {'; '.join(parts)}."
    return Picture(svg(chart, name, for_print=True), words, chart.title, width)
