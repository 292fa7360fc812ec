"""Addresses are built as Werkzeug builds them, though what builds them is made late."""

import pytest
from flask import Flask, url_for

from app.shared.routing import LateRule


class Late(Flask):
    """An application with rules that are made late."""

    url_rule_class = LateRule


ADDRESSES = (
    ("one", {"name": "a b", "number": 3}, "/x/a%20b/3"),
    ("one", {"name": "ä", "number": 3, "seite": 2}, "/x/%C3%A4/3?seite=2"),
    ("first", {}, "/erste"),
    ("deep", {"path": "a/b c"}, "/tief/a/b%20c"),
)


def _application(kind: type[Flask]) -> Flask:
    app = kind("late", static_folder=None)
    app.add_url_rule("/x/<name>/<int:number>", "one")
    app.add_url_rule("/erste", "first", defaults={"number": 1})
    app.add_url_rule("/tief/<path:path>", "deep")
    return app


@pytest.mark.parametrize("kind", [Flask, Late])
@pytest.mark.parametrize(("endpoint", "values", "address"), ADDRESSES)
def test_an_address_is_the_same_the_first_time_and_the_second(kind, endpoint, values, address):
    with _application(kind).test_request_context():
        assert [url_for(endpoint, **values) for _ in range(2)] == [address, address]


def test_our_own_rules_are_made_late(app):
    assert {type(rule) for rule in app.url_map.iter_rules()} == {LateRule}
