"""The yardsticks: bare Flask applications that do the least possible of the same kind of work."""

import os
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from flask import Flask, redirect, request

page_app = Flask("bare_page", static_folder=None)
form_app = Flask("bare_form", static_folder=None)
_body = Path(os.environ["BARE_BODY"]).read_bytes() if "BARE_BODY" in os.environ else b""
_connections: dict[int, sqlite.Connection] = {}


@page_app.get("/page")
def page() -> bytes:
    """Return the same bytes each time."""
    return _body


@form_app.post("/form")
def form() -> object:
    """Parse the form and commit one row with synchronous=FULL."""
    connection = _connection()
    values = (request.form["submission_key"], request.form["place"], request.form["text"])
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO bare (key, place, text) VALUES (?, ?, ?)", values)
    connection.execute("COMMIT")
    return redirect("/done", 303)


def _connection() -> sqlite.Connection:
    import threading

    name = threading.get_ident()
    if name not in _connections:
        made = sqlite.connect(os.environ["BARE_DATABASE"], timeout=10, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
            made.execute(f"PRAGMA {pragma}")
        made.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, key, place, text)")
        _connections[name] = made
    return _connections[name]
