"""One owner of the commit: views and commands commit, services only flush.

A request reads first, in a snapshot that blocks nobody. The first service marked `@writes` ends
that snapshot and starts the writing transaction (`BEGIN IMMEDIATE` on SQLite), so that the write
lock is held for the change alone: no password hashing, no form checks, no rendering inside.
"""

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from flask import make_response

from app.shared.database import db

P = ParamSpec("P")
R = TypeVar("R")


def commits(view: Callable[P, Any]) -> Callable[P, Any]:
    """Commit after the view if it answers below 400; roll back otherwise or when it raises."""

    @functools.wraps(view)
    def committing(*args: P.args, **kwargs: P.kwargs) -> Any:
        try:
            response = make_response(view(*args, **kwargs))
        except BaseException:
            db.session.rollback()
            raise
        if response.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
        return response

    committing.__dict__["commits"] = True
    return committing


def commit_now() -> None:
    """Commit before the view makes its answer, where many write at once: others wait until then.

    What follows must not fail for a reason that should take the change back.
    """
    db.session.commit()


def command_commits(command: Callable[P, R]) -> Callable[P, R]:
    """Commit after a command that returns; roll back when it raises or exits."""

    @functools.wraps(command)
    def committing(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            result = command(*args, **kwargs)
        except BaseException:
            db.session.rollback()
            raise
        db.session.commit()
        return result

    return committing


def commit_apart(service: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> None:
    """Give up the change at hand, then keep this one thing: for a record of what was refused."""
    db.session.rollback()
    service(*args, **kwargs)
    db.session.commit()


def writes(service: Callable[P, R]) -> Callable[P, R]:
    """Mark a service that changes data; it runs inside the writing transaction."""

    @functools.wraps(service)
    def writing(*args: P.args, **kwargs: P.kwargs) -> R:
        begin_writing()
        return service(*args, **kwargs)

    return writing


def begin_writing() -> None:
    """End the reading snapshot and write from here on; objects at hand are read anew."""
    session = db.session()
    if session.info.get("writing"):
        return
    session.rollback()
    session.info["writing"] = True
