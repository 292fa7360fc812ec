"""Public pages kept ready: rendered once, served until anything public changes.

A page is kept only if its view says so (`@kept_ready`) and only for readers who send no cookie
but the language. Each copy carries the revision of the public content that was current before it
was rendered; any transaction that changes public content raises the revision, so that a change
shows at once in every worker. Copies also end with the clock minute, because consultations open
and close by clock.
"""

import functools
import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ParamSpec

from flask import Flask, make_response
from sqlalchemy import Engine
from werkzeug.http import parse_cookie
from werkzeug.wrappers import Request

from app.shared.database import db
from app.shared.i18n import LANGUAGE_COOKIE, chosen_language
from app.shared.revision import (
    EXTENSION,
    RevisionReader,
    kept_by_revision,
    kept_each_by_revision,
    kept_for,
    public_content_changed,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

P = ParamSpec("P")
__all__ = [
    "PageCache",
    "init_page_cache",
    "kept_by_revision",
    "kept_each_by_revision",
    "kept_for",
    "kept_ready",
    "public_content_changed",
]
MARK = "X-Kept-Ready"
CAPACITY_BYTES = 16 * 1024 * 1024
Key = tuple[str, str, str, str, bool]


def kept_ready(view: Callable[P, Any]) -> Callable[P, Any]:
    """Allow copies of this view's page to be kept for readers without cookies."""

    @functools.wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> Any:
        response = make_response(view(*args, **kwargs))
        if response.status_code == 200:
            response.headers[MARK] = "1"
        return response

    return marked


@dataclass(frozen=True)
class Copy:
    """A finished response with what it was valid for."""

    revision: int
    minute: int
    status: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str


def init_page_cache(app: Flask) -> None:
    """Put the kept pages in front of the application and make the revision known to it."""

    @functools.cache
    def engine() -> Engine:
        with app.app_context():
            return db.engine

    revision = app.extensions[EXTENSION] = RevisionReader(engine)
    app.wsgi_app = PageCache(app.wsgi_app, revision)  # type: ignore[method-assign]


class PageCache:
    """WSGI middleware that answers from kept copies where that is safe."""

    def __init__(self, wsgi_app: "WSGIApplication", revision: "RevisionReader") -> None:
        self.wsgi_app = wsgi_app
        self.revision = revision
        self.copies: OrderedDict[Key, Copy] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            return self._pass_on(environ, start_response)
        revision, minute = self.revision.current(), int(time.time() // 60)
        copy = self.copies.get(key)
        if copy is None or copy.revision != revision or copy.minute != minute:
            copy = self._render(environ, key, revision, minute)
        return _send(copy, environ, start_response)

    def _pass_on(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        def without_mark(status: str, headers: list[tuple[str, str]], *info: Any) -> Any:
            return start_response(status, [h for h in headers if h[0] != MARK], *info)

        return self.wsgi_app(environ, without_mark)

    def _render(self, environ: "WSGIEnvironment", key: Key, revision: int, minute: int) -> Copy:
        started: list[Any] = []
        get_environ = {**environ, "REQUEST_METHOD": "GET"}

        def remember(status: str, headers: list[tuple[str, str]], *info: Any) -> Any:
            started[:] = [status, headers]

        chunks = self.wsgi_app(get_environ, remember)
        body = b"".join(chunks)
        getattr(chunks, "close", lambda: None)()
        status, headers = started
        names = {name for name, _ in headers}
        keep = MARK in names and "Set-Cookie" not in names
        copy = _copy(revision, minute, status, headers, body, zipped=keep and key[4])
        if keep:
            self._keep(key, copy)
        return copy

    def _keep(self, key: Key, copy: Copy) -> None:
        with self.lock:
            old = self.copies.pop(key, None)
            self.size -= len(old.body) if old else 0
            self.copies[key] = copy
            self.size += len(copy.body)
            while self.size > CAPACITY_BYTES:
                self.size -= len(self.copies.popitem(last=False)[1].body)


def _key(environ: "WSGIEnvironment") -> Key | None:
    """What a page may depend on; None if this request must be answered in person."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    path = environ.get("PATH_INFO", "")
    if path.startswith("/static/"):
        return None
    cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
    if set(cookies) - {LANGUAGE_COOKIE}:
        return None
    query = environ.get("QUERY_STRING", "")
    wish = Request(environ).args.get("lang") if "lang=" in query else None
    language = chosen_language(
        wish, cookies.get(LANGUAGE_COOKIE), environ.get("HTTP_ACCEPT_LANGUAGE")
    )
    zipped = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    return (environ.get("HTTP_HOST", ""), path, query, language, zipped)


def _copy(
    revision: int,
    minute: int,
    status: str,
    headers: list[tuple[str, str]],
    body: bytes,
    zipped: bool,
) -> Copy:
    headers = [(name, value) for name, value in headers if name != MARK]
    etag = ""
    if status.startswith("200"):
        etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}{"-z" if zipped else ""}"'
    if zipped:
        body = gzip.compress(body, 6, mtime=0)
        headers = [h for h in headers if h[0] != "Content-Length"]
        headers += [("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
    if etag:
        headers = [*headers, ("ETag", etag)]
    return Copy(revision, minute, status, headers, body, etag)


def _send(
    copy: Copy, environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    if copy.etag and environ.get("HTTP_IF_NONE_MATCH") == copy.etag:
        bodiless = ("Content-Length", "Content-Encoding", "Content-Type")
        start_response("304 Not Modified", [h for h in copy.headers if h[0] not in bodiless])
        return [b""]
    start_response(copy.status, list(copy.headers))
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [copy.body]
