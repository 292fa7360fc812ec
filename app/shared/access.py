"""Closed by default: every view says who may open it, or the application does not start."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec

from flask import Flask, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Forbidden

P = ParamSpec("P")
Rule = Callable[[Any], bool]
View = Callable[P, Any]
CONFIRMING = "ortsstimme.confirming"


class UndeclaredAccess(RuntimeError):
    """A view states neither @public, @signed_in nor @allowed_to(...)."""


@dataclass(frozen=True)
class Address:
    """An address of the application, what may be done there, and who may: the rule, if any."""

    path: str
    methods: tuple[str, ...]
    endpoint: str
    guard: str
    rule: Rule | None


def public(view: Callable[P, Any]) -> Callable[P, Any]:
    """Everyone may open this view."""
    view.__dict__["access"] = "public"
    return view


def signed_in(view: Callable[P, Any]) -> Callable[P, Any]:
    """Whoever is signed in may open this view; others are sent to sign in and come back."""
    return _guarded(view, "signed in", lambda person: True)


def allowed_to(rule: Rule) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Only people for whom the rule (a sentence of a room's policy) holds may open this view."""

    def guard(view: Callable[P, Any]) -> Callable[P, Any]:
        return _guarded(view, rule.__name__.replace("_", " "), rule)

    return guard


def recently_confirmed(view: Callable[P, Any]) -> Callable[P, Any]:
    """Only who proved in the last ten minutes who they are may go on; others do so now (S3).

    Stands below `@signed_in` or `@allowed_to`. What was typed is carried along.
    """

    @functools.wraps(view)
    def confirmed(*args: P.args, **kwargs: P.kwargs) -> Any:
        asked = current_app.extensions[CONFIRMING]()
        return view(*args, **kwargs) if asked is None else asked

    return confirmed


def how_to_confirm(app: Flask, ask: Callable[[], Any]) -> None:
    """Set what answers in place of a view until the person has confirmed; None once they have."""
    app.extensions[CONFIRMING] = ask


def ensure(allowed: bool) -> None:
    """Refuse with 403 unless the rule about the object at hand holds."""
    if not allowed:
        raise Forbidden


def access_of(app: Flask) -> dict[str, str]:
    """Return every endpoint with its guard in words; raise `UndeclaredAccess` if one has none."""
    guards = {}
    for endpoint, view in app.view_functions.items():
        guard = getattr(view, "access", None)
        if guard is None:
            raise UndeclaredAccess(f"{endpoint} does not declare who may open it.")
        guards[endpoint] = guard
    return guards


def addresses_of(app: Flask) -> list[Address]:
    """Return every address with its guard, by path; `rule` is None where anybody may open it."""
    guards = access_of(app)
    found = []
    for address in app.url_map.iter_rules():
        view = app.view_functions[address.endpoint]
        methods = tuple(sorted((address.methods or set()) - {"HEAD", "OPTIONS"}))
        guard, rule = guards[address.endpoint], getattr(view, "rule", None)
        found.append(Address(address.rule, methods, address.endpoint, guard, rule))
    return sorted(found, key=lambda one: (one.path, one.methods))


def local_path(target: str | None) -> str:
    """Return the path if it leads into this site, else the home page (ASVS 3.7.2)."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return "/"
    if any(ord(letter) < 33 or letter == "\\" for letter in target):
        return "/"
    return target


def _guarded(view: Callable[P, Any], name: str, rule: Rule) -> Callable[P, Any]:
    @functools.wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        if not current_user.is_authenticated:
            back = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else "/"
            return redirect(url_for("accounts.sign_in", next=back), 303)
        ensure(rule(current_user))
        return view(*args, **kwargs)

    guarded.__dict__["access"] = name
    guarded.__dict__["rule"] = rule
    return guarded
