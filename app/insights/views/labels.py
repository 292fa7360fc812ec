"""Figures in the words of a page."""

from decimal import Decimal

from flask_babel import format_decimal, gettext

from app.insights.models import SocialIndicator
from app.insights.views import blueprint
from app.shared.errors import Problem


@blueprint.app_template_filter("figure")
def figure(value: Decimal, indicator: SocialIndicator) -> str:
    """Return the value with the places and the unit of its indicator: `12,5 %`."""
    return f"{places(value, indicator.decimals)} {indicator.unit}"


@blueprint.app_template_filter("places")
def places(value: Decimal, decimals: int) -> str:
    """Return the number with so many places, in the marks of the page's language."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, pattern))


@blueprint.app_template_filter("problem_text")
def problem_text(problem: Problem) -> str:
    """Return what is wrong in a line of a file, in the page's language."""
    return str(gettext(problem.message) % problem.values)
