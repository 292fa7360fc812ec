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
from flask_babel import Babel, get_locale, get_translations
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

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

babel = Babel()


def init_languages(app: Flask) -> None:
    """Connect Flask-Babel with our choice of language; times are shown in Europe/Berlin."""
    babel.init_app(
        app,
        locale_selector=_select,
        default_locale=DEFAULT,
        default_timezone="Europe/Berlin",
        default_translation_directories="translations",
    )
    # Templates ask for dozens of messages: the catalogue is looked up once a request.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: _spoken().messages.ugettext(message),
        lambda one, many, number: _spoken().messages.ungettext(one, many, number),
        newstyle=True,
    )


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


def _spoken() -> _Spoken:
    """The language of this moment; `force_locale` changes it in the middle of a context."""
    at_hand = g.__dict__  # asking Flask-Babel each time costs ten times as much
    kept: _Spoken | None = at_hand.get("spoken")
    if kept is not None and kept.locale is getattr(at_hand.get("_flask_babel"), "babel_locale", 0):
        return kept
    locale = get_locale() or Locale(DEFAULT)
    code = str(locale).replace("_", "-")
    language = next((known for known in LANGUAGES if known.code == code), LANGUAGES[0])
    g.spoken = _Spoken(locale, language, get_translations())
    return at_hand["spoken"]  # type: ignore[no-any-return]


def own_name(code: str) -> str:
    """Return how a language of contributions calls itself: `Deutsch`, `Українська`."""
    return OWN_NAMES.get(code, code)


def text_in(texts: Mapping[str, str], language: str | None = None) -> str:
    """Return the text of a dictionary by language code, else its German one, else any."""
    code = language or page_language().code
    return texts.get(code) or texts.get(DEFAULT) or next(iter(texts.values()), "")


def _select() -> str:
    if not has_request_context():
        return DEFAULT
    return chosen_language(
        request.args.get("lang"),
        request.cookies.get(LANGUAGE_COOKIE),
        request.headers.get("Accept-Language"),
    )


@functools.lru_cache(maxsize=512)
def _accepted(header: str) -> str:
    accepted = parse_accept_header(header[:200], LanguageAccept)
    return accepted.best_match(_CODES, DEFAULT) or DEFAULT
