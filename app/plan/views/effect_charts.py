"""Figures of effect as small lines over time, with their target."""

import datetime as dt
import decimal

from babel.dates import format_date
from flask_babel import gettext as _

from app.plan.models import EffectIndicator
from app.plan.views import blueprint
from app.plan.views.labels import effect_figure
from app.shared.charts import Chart, Series
from app.shared.i18n import page_language

Point = tuple[dt.date, decimal.Decimal]


@blueprint.app_template_global("effect_chart")
def effect_chart(effect: EffectIndicator) -> Chart | None:
    """Return the line of a figure; None while there is less than two values to connect."""
    points = _points(effect)
    if len(points) < 2:
        return None
    language = page_language().code
    values = [value for _day, value in points]
    known = [*values, *([effect.target] if effect.target is not None else [])]
    return Chart(
        kind="lines",
        title=effect.title,
        description=_in_words(effect, points),
        unit=effect.unit,
        categories=tuple(format_date(day, "short", locale=language) for day, _value in points),
        series=(Series(effect.title, tuple(values)),),
        category_name=_("Day"),
        target=effect.target,
        target_name=_target(effect),
        decimals=max(map(_places, known)),
        language=language,
    )


def _points(effect: EffectIndicator) -> list[Point]:
    found = [(value.on, value.value) for value in effect.values]
    if effect.baseline is not None and effect.baseline_on is not None:
        found.append((effect.baseline_on, effect.baseline))
    return sorted(found, key=lambda point: point[0])


def _in_words(effect: EffectIndicator, points: list[Point]) -> str:
    first, last = effect_figure(points[0][1]), effect_figure(points[-1][1])
    words = _("From %(first)s to %(last)s %(unit)s.", first=first, last=last, unit=effect.unit)
    target = f" {_target(effect)}: {effect_figure(effect.target)}." if effect.target_on else ""
    return f"{words}{target}"


def _target(effect: EffectIndicator) -> str:
    if effect.target_on is None:
        return ""
    day = format_date(effect.target_on, "short", locale=page_language().code)
    return str(_("Target by %(day)s", day=day))


def _places(value: decimal.Decimal) -> int:
    """Return how many decimal places a value needs; three are kept."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
