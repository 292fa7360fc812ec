"""Closed by default: one table of every address and who may open it (see the folder `guards`)."""

import pytest

from app.shared.access import access_of
from tests.architecture.guards import GUARDS

pytestmark = pytest.mark.architecture


def test_this_table_is_what_the_application_enforces(app):
    assert access_of(app) == GUARDS
