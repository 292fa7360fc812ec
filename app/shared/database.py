"""The one database: typed base, engines, and the session that knows reading from writing."""

import datetime as dt
import threading
from typing import Any, cast

import flask_sqlalchemy.session
import pysqlite3.dbapi2 as sqlite
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Integer,
    MetaData,
    Result,
    Table,
    event,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.types import TypeDecorator

from app.shared.turns import WriterTurn

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# trust.md 1.1: an fsync before every acknowledgement, waiting writers, nothing left behind.
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "journal_size_limit=67108864",
)
# SQLite between these versions can lose committed writes of several processes in WAL mode.
WAL_RACE_FIRST, WAL_RACE_FIXED = (3, 7, 0), (3, 51, 3)

BigId = BigInteger().with_variant(Integer, "sqlite")


class WriteOutsideService(RuntimeError):
    """Something was changed before a service marked `@writes` began: a programming error."""


class Base(DeclarativeBase):
    """Typed base of every table; constraint names follow one convention."""

    metadata = MetaData(naming_convention=NAMING)


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """Return a check that the column holds one of the values (or nothing)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class UtcDateTime(TypeDecorator[dt.datetime]):
    """Times with zone: stored in UTC, returned as aware UTC; a naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored.")
        value = value if value.tzinfo is dt.UTC else value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Session(flask_sqlalchemy.session.Session):
    """Reads by default; `begin_writing` in `transactions` turns it into a writer until commit."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Any:
        engine = db.engine
        return _writer(engine) if self.info.get("writing") else _reader(engine)


db = SQLAlchemy(
    model_class=Base,
    session_options={"class_": Session, "expire_on_commit": False},
    disable_autonaming=True,
)


def engine_options(url: str) -> dict[str, Any]:
    """Return the options of the one engine factory for this database address.

    Errors, and so the log, name no values: those are what people wrote (trust.md S23, P5).
    """
    if make_url(url).get_backend_name() == "sqlite":
        return {"module": sqlite, "connect_args": {"timeout": 10}, "hide_parameters": True}
    sizes = {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 10}
    return {**sizes, "hide_parameters": True}


def normalised_url(url: str) -> str:
    """Return the address with the driver this project uses; accepts `postgres://` as well."""
    parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def affected_by_wal_race(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the WAL-reset race (sqlite.org/wal.html, fixed in 3.51.3)."""
    return WAL_RACE_FIRST <= version < WAL_RACE_FIXED


def prepare_engine(engine: Engine) -> None:
    """Attach the pragmas and our own BEGIN to the engine; call once for each engine."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "checkin", _end_turn)
        event.listen(engine, "invalidate", lambda dbapi, record, error: _end_turn(dbapi, record))


def rows_affected(result: Result[Any]) -> int:
    """Return how many rows an UPDATE or DELETE touched."""
    return int(getattr(result, "rowcount", 0))


def empty_log() -> None:
    """Bring everything into the file of the database; nothing deleted is left in the log beside it.

    On SQLite, as far as no reader needs the log; PostgreSQL does this by itself.
    """
    if db.engine.dialect.name == "sqlite":
        db.session.commit()
        bare = db.engine.raw_connection()
        try:
            bare.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            bare.close()


def table_of(model: type[Base]) -> Table:
    """Return the table of a model, for statements that need no objects: they cost a quarter."""
    return cast(Table, model.__table__)


def connection() -> Connection:
    """Return the connection of the running transaction; asking the session each time costs more."""
    session = db.session()
    found = session.info.get("connection")
    if found is None:
        found = session.info["connection"] = session.connection()
    return cast(Connection, found)


def insert_or(table: Table) -> Any:
    """Return an INSERT that knows ON CONFLICT, which both databases have in their own dialect."""
    sqlite_in_use = db.engine.dialect.name == "sqlite"
    return sqlite_insert(table) if sqlite_in_use else postgresql_insert(table)


def _set_pragmas(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would come too late
    pragmas = SQLITE_PRAGMAS
    if affected_by_wal_race(sqlite.sqlite_version_info):
        pragmas = ("journal_mode=TRUNCATE", "synchronous=EXTRA", *SQLITE_PRAGMAS[2:])
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    if not connection.get_execution_options().get("rw"):
        _execute_bare(connection, "BEGIN")
        return
    held = connection.connection.info
    if "turn" not in held:  # several transactions of one connection are one turn
        held["turn"] = WriterTurn(connection.engine.url.database or "")
    _execute_bare(connection, "BEGIN IMMEDIATE")


def _execute_bare(connection: Connection, statement: str) -> None:
    """Execute without SQLAlchemy's bookkeeping, which takes ten times as long as BEGIN itself."""
    try:
        connection.connection.driver_connection.execute(statement)  # type: ignore[union-attr]
    except sqlite.Error as error:
        raise DBAPIError.instance(statement, None, error, sqlite.Error) from error


def _end_turn(dbapi_connection: Any, record: Any) -> None:
    turn = record.info.pop("turn", None)
    if turn is not None:
        turn.end()


def _writer(engine: Engine) -> Engine:
    return _with_options(engine, rw=True)


def _reader(engine: Engine) -> Engine:
    if engine.dialect.name == "postgresql":
        return _with_options(engine, postgresql_readonly=True)
    return engine


_optioned: dict[tuple[int, str], Engine] = {}
_optioning = threading.Lock()


def _with_options(engine: Engine, **options: Any) -> Engine:
    """Keep one derived engine each: making it anew costs more than the query.

    One for all threads: a session that met two of them would wait for its own second connection.
    """
    key = (id(engine), repr(options))
    derived = _optioned.get(key)
    if derived is not None and derived.pool is engine.pool:
        return derived
    with _optioning:
        derived = _optioned.get(key)
        if derived is None or derived.pool is not engine.pool:
            derived = _optioned[key] = engine.execution_options(**options)
        return derived


@event.listens_for(OrmSession, "before_flush")
def _refuse_stray_writes(session: OrmSession, context: Any, instances: Any) -> None:
    changed = session.new or session.deleted or any(session.is_modified(o) for o in session.dirty)
    if changed and isinstance(session, Session) and not session.info.get("writing"):
        raise WriteOutsideService("Call a service marked @writes before changing anything.")


@event.listens_for(OrmSession, "after_commit")
def _next_writer(session: OrmSession) -> None:
    # Sooner than the connection comes back to the pool: others wait until then.
    used = session.info.get("connection")
    if used is not None and "turn" in used.info:
        used.info.pop("turn").end()


@event.listens_for(OrmSession, "after_commit")
@event.listens_for(OrmSession, "after_rollback")
def _read_again(session: OrmSession) -> None:
    session.info.pop("writing", None)
    session.info.pop("connection", None)
