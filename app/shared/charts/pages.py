"""What `components/chart.html` needs to draw a chart on a page."""

from flask import Flask

from app.shared.charts.chart import Chart, table_of
from app.shared.charts.drawing import Drawing, draw
from app.shared.i18n import page_language


def init_charts(app: Flask) -> None:
    """Give every template the drawing of a chart and its table."""
    app.jinja_env.globals.update(draw_chart=_draw, chart_table=table_of)


def _draw(chart: Chart, name: str) -> Drawing:
    return draw(chart, name, page_language().direction)
