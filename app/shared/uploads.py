"""Which views take files: only there, and only from those who signed in, is more taken."""

from collections.abc import Callable
from typing import Any, ParamSpec

from flask import Flask, current_app, request, session

P = ParamSpec("P")
MOST_BYTES = 10 * 1024 * 1024
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
