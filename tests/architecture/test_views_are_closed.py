"""A view that declares nothing stops the start; a view that writes owns its commit."""

import pytest

from app.shared.access import UndeclaredAccess, access_of

pytestmark = pytest.mark.architecture


def test_a_view_that_declares_nothing_stops_the_start(app):
    app.view_functions["planted.view"] = lambda: "open to all by mistake"
    with pytest.raises(UndeclaredAccess, match=r"planted\.view"):
        access_of(app)


def test_every_writing_view_owns_its_commit(app):
    writing = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.methods & {"POST", "PUT", "DELETE"}
    }
    forgetful = [
        name for name in writing if not getattr(app.view_functions[name], "commits", False)
    ]
    assert not forgetful
