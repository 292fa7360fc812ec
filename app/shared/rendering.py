"""A part of a page, or a file, made in German whatever language the screen around it has."""

from typing import Any, Protocol, cast

from flask import current_app
from flask_babel import force_locale

from app.shared.i18n import DEFAULT


class Rendered(Protocol):
    """Markup that is made: `str()` gives it for a file, a template puts it in as it is."""

    def __html__(self) -> str:
        """Return the markup."""
        ...


def in_german(template: str, **context: Any) -> Rendered:
    """Return what the template makes of this; nothing about the reader is known in it."""
    with force_locale(DEFAULT):
        made = current_app.jinja_env.get_template(template).make_module(context)
    return cast(Rendered, made)
