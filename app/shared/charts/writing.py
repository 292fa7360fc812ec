"""A chart as the text of an SVG file, for documents and for pages that are kept as files."""

from xml.etree.ElementTree import Element, SubElement, tostring

from app.shared.charts.chart import Chart
from app.shared.charts.drawing import draw
from app.shared.charts.pen import Shape, number


def svg(chart: Chart, name: str, direction: str = "ltr", for_print: bool = False) -> str:
    """Return a chart as SVG with title and description; every text in it is escaped.

    For a page the places are per cent and the colours come from its stylesheet; `for_print` has
    a size and colours of its own, since a PDF knows no stylesheet. `name` makes the ids unique.
    """
    drawing = draw(chart, name, direction, for_print)
    size = {"width": "100%", "height": number(drawing.height)}
    if for_print:
        box = f"0 0 {number(drawing.width)} {number(drawing.height)}"
        size = {"width": number(drawing.width), "height": size["height"], "viewBox": box}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"} | size)
    root.attrib |= {"class": "chart", "role": "img", "direction": direction}
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    SubElement(root, "title", id=f"{name}-title").text = chart.title
    SubElement(root, "desc", id=f"{name}-desc").text = chart.description
    for shape in drawing.shapes:
        _append(root, shape)
    return tostring(root, encoding="unicode")


def _append(parent: Element, shape: Shape) -> None:
    node = SubElement(parent, shape.tag, shape.attributes)
    node.text = shape.text or None
    for child in shape.children:
        _append(node, child)
