"""Public pages kept ready: rendered once, served until anything public changes.

A page is kept only if its view says so (`@kept_ready`) and only for readers who send no cookie
but the language. Each copy carries the revision of the public content that was current before it
was rendered; any transaction that changes public content raises the revision, so that a change
shows at once in every worker. Copies also end with the clock minute, because consultations open
and close by clock.
"""

import datetime as dt
import functools
import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from flask import Flask, current_app, g, has_request_context, make_response
from sqlalchemy import Engine, Integer, text
from sqlalchemy.orm import Mapped, Session, mapped_column
from werkzeug.http import parse_cookie
from werkzeug.wrappers import Request

from app.shared.clock import now
from app.shared.database import Base, db
from app.shared.i18n import LANGUAGE_COOKIE, chosen_language

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

P = ParamSpec("P")
T = TypeVar("T")
EXTENSION = "ortsstimme.page_cache"
MARK = "X-Kept-Ready"
CAPACITY_BYTES = 16 * 1024 * 1024
Key = tuple[str, str, str, str, bool]


class PublicRevision(Base):
    """One row: raised by each transaction that changes what the public can see."""

    __tablename__ = "public_revision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    value: Mapped[int] = mapped_column(Integer, default=1)


def public_content_changed() -> None:
    """Call in every service that changes public content: kept pages are made anew after commit."""
    db.session.execute(text("UPDATE public_revision SET value = value + 1 WHERE id = 1"))


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


def kept_by_revision(query: Callable[[Session], T]) -> Callable[[], T]:
    """Keep the answer of a query about public content in this process until that changes.

    The query gets a session of its own: the request's snapshot may be older than the revision.
    One request asks for the revision once and sees one state from beginning to end.
    """
    answers: dict[RevisionReader, tuple[int, T]] = {}

    @functools.wraps(query)
    def kept() -> T:
        reader, revision = _revision_of_request()
        answer = answers.get(reader)
        if answer is None or answer[0] != revision:
            with Session(db.engine, expire_on_commit=False) as session:
                answer = (revision, query(session))
            answers.clear()
            answers[reader] = answer
        return answer[1]

    return kept


def kept_for(duration: dt.timedelta) -> Callable[[Callable[[], T]], Callable[[], T]]:
    """Keep the answer of a costly query in this process for so long; the answer says its age."""

    def keeping(query: Callable[[], T]) -> Callable[[], T]:
        answers: dict[RevisionReader, tuple[dt.datetime, T]] = {}

        @functools.wraps(query)
        def kept() -> T:
            reader: RevisionReader = current_app.extensions[EXTENSION]
            answer = answers.get(reader)
            if answer is None or not answer[0] <= now() < answer[0] + duration:
                answer = (now(), query())
                answers.clear()
                answers[reader] = answer
            return answer[1]

        return kept

    return keeping


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


class RevisionReader:
    """Reads the revision of public content; on SQLite a pragma tells if it can have changed."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self.engine = engine
        self.local = threading.local()

    def current(self) -> int:
        engine = self.engine()
        if engine.dialect.name != "sqlite":
            with engine.connect() as pooled:
                return _stored_revision(pooled)
        connection: Any = getattr(self.local, "connection", None)
        if connection is None:
            connection = self.local.connection = _connection_of_its_own(engine)
            self.local.seen, self.local.revision = None, 0
        seen = connection.execute("PRAGMA data_version").fetchone()[0]
        if seen != self.local.seen:
            row = connection.execute("SELECT value FROM public_revision WHERE id = 1").fetchone()
            self.local.seen, self.local.revision = seen, row[0] if row else 0
        return int(self.local.revision)


def _revision_of_request() -> tuple[RevisionReader, int]:
    """The reader and what it read, once for each request."""
    known: tuple[RevisionReader, int] | None = None
    in_request = has_request_context()
    if in_request:
        known = g.get("public_revision")
    if known is None:
        reader: RevisionReader = current_app.extensions[EXTENSION]
        known = (reader, reader.current())
        if in_request:
            g.public_revision = known
    return known


def _connection_of_its_own(engine: Engine) -> Any:
    """The pragma sees what others committed, so this connection must never write itself."""
    pooled = engine.raw_connection()
    connection = pooled.driver_connection
    pooled.detach()
    return connection


def _stored_revision(connection: Any) -> int:
    return int(connection.execute(text("SELECT value FROM public_revision")).scalar() or 0)


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
