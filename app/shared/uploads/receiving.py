"""Which views take files: only there, and only from people who signed in, is more than text sent.

Every other view keeps the small limit of the whole application.
"""

from collections.abc import Callable
from typing import Any, ParamSpec

from flask import Flask, current_app, request, session
from flask_babel import gettext
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms.validators import ValidationError

from app.shared.uploads.checking import MOST_BYTES, CheckedPdf, UnusableFile, checked_pdf

P = ParamSpec("P")
# A little more than a file may have, so that one slightly too large is told at its field.
ROOM = 2 * 1024 * 1024


def takes_file(view: Callable[P, Any]) -> Callable[P, Any]:
    """Let this view receive a file of up to 10 MB beside its other fields."""
    view.__dict__["takes_file"] = True
    return view


def init_uploads(app: Flask) -> None:
    """Raise the limit for views that take files, before anything reads the request."""
    app.before_request_funcs.setdefault(None, []).insert(0, _raise_limit)


def _raise_limit() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_file", False) and session.get("sign_in"):
        request.max_content_length = MOST_BYTES + ROOM


class PdfField(FileField):
    """A file of a form; after the check `checked` is the PDF, or None if none was chosen."""

    checked: CheckedPdf | None = None

    def pre_validate(self, form: Any) -> None:
        """Check what was chosen."""
        self.checked = None
        if isinstance(self.data, FileStorage) and self.data.filename:
            try:
                self.checked = checked_pdf(self.data.filename, self.data.read(MOST_BYTES + 1))
            except UnusableFile as error:
                raise ValidationError(gettext(error.message)) from None
