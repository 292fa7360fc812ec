"""Charts drawn on the server: plain numbers in, shapes, SVG and a table of the same numbers out.

A page draws the shapes with `components/chart.html` (colours by class); a document takes
`svg(..., for_print=True)` (colours written out).
"""

from app.shared.charts.chart import KINDS, Chart, ChartTable, Series, table_of
from app.shared.charts.drawing import Drawing, draw
from app.shared.charts.pen import Shape
from app.shared.charts.writing import svg

__all__ = [
    "KINDS",
    "Chart",
    "ChartTable",
    "Drawing",
    "Series",
    "Shape",
    "draw",
    "svg",
    "table_of",
]
