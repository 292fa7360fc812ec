"""Filters and globals of templates belong to all rooms: no name is given twice."""

import ast
from collections import Counter

import pytest

from tests.conftest import PROJECT

pytestmark = pytest.mark.architecture
REGISTERING = {"app_template_filter", "app_template_global", "app_template_test"}


def names_given():
    """Every name under which a room offers something to all templates, with its kind."""
    for path in (PROJECT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            kind = node.func.attr.removeprefix("add_")
            named = [one.value for one in node.args if isinstance(one, ast.Constant)]
            if kind in REGISTERING:
                yield from ((kind, name) for name in named)


def test_no_room_takes_a_name_that_another_room_gave():
    given = Counter(names_given())
    assert len(given) > 20
    assert not [name for name, times in given.items() if times > 1]
