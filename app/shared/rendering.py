"""How templates are made: macros once, a part or a file in German whatever the screen has."""

from typing import Any, Protocol, cast

from flask import Flask, current_app
from flask_babel import force_locale
from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from app.shared.i18n import DEFAULT


class OurTemplate(Template):
    """A template whose macros are made once.

    At each import Jinja compares all globals, in case a template was given some of its own. Ours
    never are, and a screen imports up to thirty times.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class Rendered(Protocol):
    """Markup that is made: `str()` gives it for a file, a template puts it in as it is."""

    def __html__(self) -> str:
        """Return the markup."""
        ...


def init_templates(app: Flask) -> None:
    """Set how templates are read; a line that holds a block alone leaves no empty line."""
    app.jinja_env.template_class = OurTemplate
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def in_german(template: str, **context: Any) -> Rendered:
    """Return what the template makes of this; nothing about the reader is known in it."""
    with force_locale(DEFAULT):
        made = current_app.jinja_env.get_template(template).make_module(context)
    return cast(Rendered, made)
