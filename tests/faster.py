"""What lets thousands of tests run in minutes; conftest imports it first. Nothing here is product.

Each test has an application and a database of its own, so what all of them do alike counts: files
lie in memory where there is room, addresses and statements are taken apart once for all
applications, these use the same connections to PostgreSQL, and the password of all test people is
hashed once. Checking a password stays as slow as it is.
"""

import functools
import os
import shutil
from types import MethodType
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import URL, Engine, Pool
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from app.accounts.services import passwords

MEMORY, ROOM = "/dev/shm", 4 * 1024**3
FILES = "PYTEST_DEBUG_TEMPROOT"  # where pytest makes its folders

TAKEN_APART = ("_parts", "_trace", "_converters", "arguments")
STATEMENTS = 20_000  # put together at most before the oldest are forgotten

_addresses: dict[tuple[Any, ...], dict[str, Any]] = {}
_builders: dict[tuple[Any, ...], Any] = {}
_compile, _compile_builder = Rule.compile, Rule._compile_builder
_make_engine = SQLAlchemy._make_engine
_dialects: dict[type[Dialect], Dialect] = {}
_statements: LRUCache[Any, Any] = LRUCache(STATEMENTS)
_pools: dict[URL, Pool] = {}


def _key(rule: Rule) -> tuple[Any, ...]:
    return rule.rule, rule.endpoint, rule.subdomain, repr(rule.defaults)


def _compile_once(rule: Rule) -> None:
    """How an address is taken apart depends on its text alone, and nothing changes the parts."""
    known = _addresses.get(_key(rule))
    if known is None:
        _compile(rule)
        _addresses[_key(rule)] = {name: rule.__dict__[name] for name in TAKEN_APART}
    else:
        rule.__dict__.update(known)
        rule._build = MethodType(rule._compile_builder(False), rule)
        rule._build_unknown = MethodType(rule._compile_builder(True), rule)


def _compile_builder_once(rule: Rule, append_unknown: bool = True) -> Any:
    """The code depends on the pattern alone: converters are looked up in the rule when it runs."""
    key = (*_key(rule), append_unknown)
    if key not in _builders:
        _builders[key] = _compile_builder(rule, append_unknown)
    return _builders[key]


def _make_engine_alike(*arguments: Any) -> Engine:
    """Let engines of one kind share a dialect that knows its server, and its statements."""
    engine = _make_engine(*arguments)
    engine.dialect = _dialects.get(type(engine.dialect), engine.dialect)
    engine._compiled_cache = _statements
    if engine.dialect.name == "postgresql":
        engine.pool = _pools.setdefault(engine.url, engine.pool)
    return engine


def forget_connections(url: str) -> None:
    """End what is connected to a database of PostgreSQL that is going away."""
    pool = _pools.pop(make_url(url), None)
    if pool is not None:
        pool.dispose()


def _initialize_once(kind: type[Dialect]) -> None:
    ask = kind.initialize

    def initialize(dialect: Dialect, connection: Any) -> None:
        if kind not in _dialects:
            ask(dialect, connection)
            _dialects[kind] = dialect

    kind.initialize = initialize  # type: ignore[method-assign]


class _HashesOnce:
    """Hashes a password like the hasher behind it, but the same one only once."""

    def __init__(self, hasher: Any) -> None:
        self.hash = functools.cache(hasher.hash)
        self.verify = hasher.verify
        self.check_needs_rehash = hasher.check_needs_rehash


def use_memory_for_files() -> None:
    """Let pytest's folders lie in memory if there is room: an fsync costs nothing there."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault(FILES, MEMORY)


Rule.compile = _compile_once  # type: ignore[method-assign]
Rule._compile_builder = _compile_builder_once  # type: ignore[method-assign]
SQLAlchemy._make_engine = _make_engine_alike  # type: ignore[assignment]
for kind in (SQLiteDialect_pysqlite, PGDialect_psycopg):
    _initialize_once(kind)
passwords._hasher = _HashesOnce(passwords._hasher)  # type: ignore[assignment]
use_memory_for_files()
