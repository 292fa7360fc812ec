"""The revision of the public content, and answers that are kept until it is raised."""

import datetime as dt
import functools
import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import current_app, g, has_request_context
from sqlalchemy import Engine, Integer, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.shared.clock import now
from app.shared.database import Base, db

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
EXTENSION = "ortsstimme.page_cache"
MOST_KEPT = 500


class PublicRevision(Base):
    """One row: raised by each transaction that changes what the public can see."""

    __tablename__ = "public_revision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    value: Mapped[int] = mapped_column(Integer, default=1)


def public_content_changed() -> None:
    """Call in every service that changes public content: kept pages are made anew after commit."""
    db.session.execute(text("UPDATE public_revision SET value = value + 1 WHERE id = 1"))


class RevisionReader:
    """Reads the revision of public content; on SQLite a pragma tells if it can have changed."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self.engine = engine
        self.local = threading.local()

    def close(self) -> None:
        """Close the connection of this thread; the next question opens another."""
        connection = self.local.__dict__.pop("connection", None)
        if connection is not None:
            connection.close()

    def current(self) -> int:
        """Return the revision that was committed last."""
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


def end_connections() -> None:
    """Close every connection of this thread and of the pool to the database."""
    reader: RevisionReader = current_app.extensions[EXTENSION]
    reader.close()
    db.session.remove()
    db.engine.dispose()


def revision_of_request() -> tuple[RevisionReader, int]:
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


def kept_by_revision(query: Callable[[Session], T]) -> Callable[[], T]:
    """Keep the answer of a query about public content in this process until that changes.

    The query gets a session of its own: the request's snapshot may be older than the revision.
    One request asks for the revision once and sees one state from beginning to end.
    """
    answers: dict[RevisionReader, tuple[int, T]] = {}

    @functools.wraps(query)
    def kept() -> T:
        reader, revision = revision_of_request()
        answer = answers.get(reader)
        if answer is None or answer[0] != revision:
            with Session(db.engine, expire_on_commit=False) as session:
                answer = (revision, query(session))
            answers.clear()
            answers[reader] = answer
        return answer[1]

    return kept


def kept_each_by_revision(query: Callable[[Session, K], T]) -> Callable[[K], T]:
    """Keep answers like `kept_by_revision`, one for each thing that is asked about."""
    answers: dict[RevisionReader, tuple[int, dict[K, T]]] = {}

    @functools.wraps(query)
    def kept(asked: K) -> T:
        reader, revision = revision_of_request()
        known = answers.get(reader)
        if known is None or known[0] != revision or len(known[1]) > MOST_KEPT:
            answers.clear()
            known = answers[reader] = (revision, {})
        if asked not in known[1]:
            with Session(db.engine, expire_on_commit=False) as session:
                known[1][asked] = query(session, asked)
        return known[1][asked]

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
