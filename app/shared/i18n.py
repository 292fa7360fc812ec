"""Languages: which there are, and which one a reader gets.

An explicit choice (`?lang=`) wins, then the one kept in the language cookie, then what the
browser asks for, then German.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_app_context, has_request_context, request
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from app.shared.text import message_as_html

LANGUAGE_COOKIE = "lang"


@dataclass(frozen=True)
class Language:
    """A language of the screens: BCP 47 code, its own name, writing direction."""

    code: str
    name: str
    direction: str = "ltr"


@dataclass(frozen=True)
class _Spoken:
    """A language with its catalogue, as long as the locale is this object."""

    locale: Locale
    language: Language
    messages: NullTranslations | Translations


LANGUAGES = (Language("de", "Deutsch"), Language("en", "English"))
CONTENT_LANGUAGES = {"de": "ltr", "en": "ltr", "uk": "ltr", "ar": "rtl", "tr": "ltr", "ru": "ltr"}
# Written out: to look them up, Babel would load and keep a megabyte for each language.
OWN_NAMES = {
    "de": "Deutsch",
    "en": "English",
    "uk": "Українська",
    "ar": "العربية",
    "tr": "Türkçe",
    "ru": "Русский",
}
DEFAULT = "de"
_CODES = tuple(language.code for language in LANGUAGES)

_catalogues = Domain()


class _Messages(Domain):
    """Looks the catalogue up once a request: a screen asks for a hundred messages and more."""

    def get_translations(self) -> NullTranslations | Translations:
        return _spoken().messages


class _OurBabel(Babel):
    domain_instance = _Messages()


babel = _OurBabel()


def init_languages(app: Flask) -> None:
    """Connect Flask-Babel with our choice of language; times are shown in Europe/Berlin."""
    babel.init_app(
        app,
        locale_selector=_select,
        default_locale=DEFAULT,
        default_timezone="Europe/Berlin",
        default_translation_directories="translations",
    )
    app.jinja_env.globals.update(_=_in_template, ngettext=_counted_in_template)


def chosen_language(query: str | None, cookie: str | None, accept: str | None) -> str:
    """Return the code of the language to use, from what a request says."""
    for wish in (query, cookie):
        if wish in _CODES:
            return str(wish)
    return _accepted(accept or "")


def screen_language(wish: str) -> str:
    """Return the wished language if the screens speak it, else German."""
    return wish if wish in _CODES else DEFAULT


def page_language() -> Language:
    """Return the language of the page being made."""
    return _spoken().language if has_app_context() else LANGUAGES[0]


@pass_eval_context
def _in_template(context: EvalContext, message: str, **values: object) -> str:
    """What Jinja's own `_()` does, in one call of Jinja's instead of three."""
    return _filled_in(context, _spoken().messages.ugettext(message), values)


@pass_eval_context
def _counted_in_template(
    context: EvalContext, one: str, many: str, number: int, **values: object
) -> str:
    """What Jinja's own `ngettext()` does; the number is `%(num)d` in the message."""
    message = _spoken().messages.ungettext(one, many, number)
    return _filled_in(context, message, {"num": number, **values})


def _filled_in(context: EvalContext, message: str, values: dict[str, object]) -> str:
    text = message_as_html(message) if context.autoescape else message
    return text % values if values or "%" in message else text


def _spoken() -> _Spoken:
    """The language of this moment; `force_locale` changes it in the middle of a context."""
    at_hand = g.__dict__  # asking Flask-Babel each time costs ten times as much
    kept: _Spoken | None = at_hand.get("spoken")
    if kept is not None and kept.locale is getattr(at_hand.get("_flask_babel"), "babel_locale", 0):
        return kept
    locale = get_locale() or _locale(DEFAULT)
    code = str(locale).replace("_", "-")
    language = next((known for known in LANGUAGES if known.code == code), LANGUAGES[0])
    g.spoken = _Spoken(locale, language, _catalogues.get_translations())
    return at_hand["spoken"]  # type: ignore[no-any-return]


def own_name(code: str) -> str:
    """Return how a language of contributions calls itself: `Deutsch`, `Українська`."""
    return OWN_NAMES.get(code, code)


def text_in(texts: Mapping[str, str], language: str | None = None) -> str:
    """Return the text of a dictionary by language code, else its German one, else any."""
    code = language or page_language().code
    return texts.get(code) or texts.get(DEFAULT) or next(iter(texts.values()), "")


def _select() -> Locale:
    if not has_request_context():
        return _locale(DEFAULT)
    chosen = chosen_language(
        request.args.get("lang"),
        request.cookies.get(LANGUAGE_COOKIE),
        request.headers.get("Accept-Language"),
    )
    return _locale(chosen)


@functools.cache
def _locale(code: str) -> Locale:
    """Read from the code once: Babel would do it for every request."""
    return Locale.parse(code)


@functools.lru_cache(maxsize=512)
def _accepted(header: str) -> str:
    accepted = parse_accept_header(header[:200], LanguageAccept)
    return accepted.best_match(_CODES, DEFAULT) or DEFAULT
