"""The base of every form; WTForms' own messages come in the language of the page."""

import functools
from typing import Any

from flask import render_template
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.i18n import get_translations
from wtforms.validators import InputRequired

from app.shared.database import db
from app.shared.i18n import page_language
from app.shared.text import tidy


class Form(FlaskForm):
    """A form whose token is checked once for the whole application, before any view runs."""

    class Meta:
        csrf = False

        def get_translations(self, form: Any) -> Any:
            """Return WTForms' messages, read once for each language instead of once a form."""
            return _wtforms_messages(page_language().code)


@functools.cache
def _wtforms_messages(language: str) -> Any:
    return get_translations([language])


def tidied(value: str | None) -> str | None:
    """Field filter: the text in NFC without control characters and outer space."""
    return None if value is None else tidy(value)


class Filled(InputRequired):
    """The field must be filled in, and not with blanks alone. Stands first among the validators."""

    def __call__(self, form: Any, field: Any) -> None:
        """Stop with the message if nothing was sent, or nothing but blanks."""
        if isinstance(field.data, str) and not field.data.strip():
            field.raw_data = []
        super().__call__(form, field)


def show_again(template: str, form: FlaskForm, status: int = 422, **context: Any) -> Any:
    """Return the page with the form, every typed character and the errors; nothing is written."""
    db.session.rollback()
    return render_template(template, form=form, **context), status


def errors_of(form: FlaskForm) -> list[tuple[str, str]]:
    """Return (field id, message) of every error in the order of the fields."""
    return [(field.id, str(message)) for field in form for message in _messages(field)]


def _messages(field: Field) -> list[Any]:
    return list(field.errors)
