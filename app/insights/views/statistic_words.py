"""The statistics in words and as charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.guidelines.queries import catalogue
from app.insights.queries.published import NOT_SAID, OTHER, TOPICS, TRAITS
from app.insights.queries.statistics import Statistics
from app.insights.views import blueprint
from app.shared.charts import Chart, Series
from app.shared.i18n import page_language, text_in

TITLES = {
    "field": _l("Fields of action"),
    "target_group": _l("Target groups"),
    "guideline": _l("Guidelines"),
    "kind": _l("Kinds of contributions"),
    "contributor": _l("Who wrote"),
    "channel": _l("The way they came"),
    "language": _l("Languages"),
    "quarter": _l("When they were published"),
}
FILTERS = {
    "kind": "kind_label",
    "contributor": "contributor_label",
    "channel": "channel_label",
    "language": "language_name",
}
# Named one by one in a sentence; more than these are only counted.
MOST_NAMED = 8


@dataclass(frozen=True)
class BreakdownView:
    """One breakdown on the page: its chart, None where nothing can be said.

    `nothing` are the values that no contribution has, `hidden` those that are protected.
    """

    key: str
    title: str
    chart: Chart | None
    nothing: tuple[str, ...]
    hidden: tuple[str, ...]


def breakdowns(found: Statistics, day_values: Mapping[str, Sequence[str]]) -> list[BreakdownView]:
    """Return all breakdowns of a place in their order."""
    return [_breakdown(found, one, day_values[one]) for one in (*TOPICS, *TRAITS)]


@blueprint.app_template_global("missing_voices")
def missing_voices(views: Sequence[BreakdownView]) -> dict[str, tuple[str, ...]]:
    """Return the names of contributors and target groups of which nothing was published yet."""
    wanted = {view.key: view.nothing for view in views if view.chart is not None}
    return {key: wanted.get(key, ()) for key in ("contributor", "target_group")}


@blueprint.app_template_filter("enumerated")
def enumerated(names: Sequence[str]) -> str:
    """Return names as a list in a sentence; those after the eighth are counted."""
    named, more = list(names[:MOST_NAMED]), len(names) - MOST_NAMED
    if more > 0:
        named.append(str(_("%(number)d more", number=more)))
    if len(named) < 2:
        return "".join(named)
    return str(_("%(first)s and %(last)s", first=", ".join(named[:-1]), last=named[-1]))


def label_of(breakdown: str, value: str) -> str:
    """Return a value in the words of the page's language."""
    if value == NOT_SAID:
        return str(_("not said"))
    if value == OTHER:
        return str(_("other"))
    if breakdown in TOPICS:
        code = catalogue().by_key.get(value)
        return text_in(code.title) if code else value
    if breakdown == "quarter":
        year, _dash, quarter = value.partition("-Q")
        if not quarter:
            return str(_("before"))
        return str(_("Quarter %(quarter)s of %(year)s", quarter=quarter, year=year))
    return str(current_app.jinja_env.filters[FILTERS[breakdown]](value))


def _breakdown(found: Statistics, key: str, values: Sequence[str]) -> BreakdownView:
    shown = found.shown.get(key, {})
    rows = [value for value in values if shown.get(value, (0, 0)) != (0, 0)]
    if key == "quarter":  # a gap in time stays a gap
        rows = [value for value in values if rows and shown.get(value) != (0, 0)]
    else:
        rows.sort(key=lambda value: -shown[value][0])
    title = str(TITLES[key])
    nothing = tuple(label_of(key, value) for value in values if shown.get(value) == (0, 0))
    hidden = tuple(label_of(key, value) for value in values if value not in {*shown, *rows})
    chart = _chart(key, title, rows, found) if rows else None
    return BreakdownView(key, title, chart, nothing, hidden)


def _chart(key: str, title: str, rows: Sequence[str], found: Statistics) -> Chart:
    shown = found.shown[key]
    pairs = [shown.get(value) for value in rows]
    series = (
        Series(str(_("Contributions")), tuple(pair[0] if pair else None for pair in pairs)),
        Series(str(_("Voices")), tuple(pair[1] if pair else None for pair in pairs)),
    )
    return Chart(
        kind="bars",
        title=title,
        description=_description(key, rows, found),
        unit="",
        categories=tuple(label_of(key, value) for value in rows),
        series=series,
        category_name=title,
        missing=str(_("protected")),
        language=page_language().code,
    )


def _description(key: str, rows: Sequence[str], found: Statistics) -> str:
    shown = found.shown[key]
    first = max((one for one in rows if one in shown), key=lambda one: shown[one][0])
    name, number = label_of(key, first), shown[first][0]
    return str(_("Most contributions: %(name)s, %(number)s.", name=name, number=number))
