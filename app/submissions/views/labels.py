"""Filters that put stored values into words, in every template."""

import datetime as dt
import functools
from collections.abc import Callable

from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import format_datetime, format_timedelta

from app.shared.clock import to_local
from app.shared.forms import errors_of
from app.shared.i18n import page_language, text_in
from app.shared.spelling import spellings
from app.shared.text import first_words
from app.submissions.forms import (
    CHANNEL_LABELS,
    CONTRIBUTOR_LABELS,
    KIND_LABELS,
    LANGUAGE_NAMES,
    ON_BEHALF_LABELS,
    PLACE_LABELS,
    STATUS_LABELS,
    Labels,
)
from app.submissions.services import current_notice
from app.submissions.views import blueprint

TABLES: dict[str, Labels] = {
    "status_label": STATUS_LABELS,
    "kind_label": KIND_LABELS,
    "channel_label": CHANNEL_LABELS,
    "contributor_label": CONTRIBUTOR_LABELS,
    "on_behalf_label": ON_BEHALF_LABELS,
    "place_label": PLACE_LABELS,
}


@functools.lru_cache(maxsize=4096)
def _day_in_words(day: dt.date, language: str) -> str:
    return str(format_date(day, "long", locale=language))


@functools.lru_cache(maxsize=1024)
def _month_in_words(day: dt.date, language: str) -> str:
    return str(format_date(day, "MMMM yyyy", locale=language))


@functools.lru_cache(maxsize=4096)
def _in_figures(number: int, language: str) -> str:
    return str(format_decimal(number, locale=language))


def _lookup(table: Labels) -> Callable[[str], str]:
    return lambda value: str(table.get(value, value))


@blueprint.app_template_filter("local_date")
def local_date(moment: dt.datetime | dt.date | None) -> str:
    """Return the calendar day in Europe/Berlin in the words of the page's language."""
    if moment is None:
        return ""
    day = to_local(moment).date() if isinstance(moment, dt.datetime) else moment
    return _day_in_words(day, page_language().code)


@blueprint.app_template_filter("local_datetime")
def local_datetime(moment: dt.datetime | None) -> str:
    """Return day and time in Europe/Berlin in the words of the page's language."""
    return str(format_datetime(moment, "medium")) if moment else ""


@blueprint.app_template_filter("month")
def month(moment: dt.datetime | None) -> str:
    """Return month and year in the words of the page's language."""
    return _month_in_words(to_local(moment).date(), page_language().code) if moment else ""


@blueprint.app_template_filter("language_name")
def language_name(code: str) -> str:
    """Return the own name of a language."""
    return LANGUAGE_NAMES.get(code, code)


blueprint.add_app_template_filter(text_in, "text_in")
blueprint.add_app_template_filter(first_words, "first_words")
blueprint.add_app_template_filter(spellings, "spellings")
blueprint.add_app_template_filter(errors_of, "errors_of")
for _name, _table in TABLES.items():
    blueprint.add_app_template_filter(_lookup(_table), _name)


@blueprint.app_template_filter("last_day")
def last_day(moment: dt.datetime | None) -> str:
    """Return the last calendar day before an end at midnight: by then something is due."""
    return local_date(moment - dt.timedelta(seconds=1)) if moment else ""


@blueprint.app_template_filter("duration")
def duration(length: dt.timedelta) -> str:
    """Return a length of time in rounded words: "3 hours", "2 days"."""
    return str(format_timedelta(length, threshold=1.5))


@blueprint.app_template_filter("decimal")
def decimal(number: int | None) -> str:
    """Return a number with the separators of the page's language."""
    return "" if number is None else _in_figures(number, page_language().code)


@blueprint.app_template_global("short_notice")
def short_notice() -> str:
    """Return the sentence of the privacy notice that stands beside forms."""
    return text_in(current_notice().short)


@blueprint.app_template_global("kind_labels")
def kind_labels() -> dict[str, str]:
    """Return the words for all kinds of contributions, put into the page's language once."""
    return {kind: str(label) for kind, label in KIND_LABELS.items()}
