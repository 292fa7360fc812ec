"""One real provider for all tests, and an application that is registered there."""

import pytest

from tests.oidc.running import HERE, running_provider


@pytest.fixture(scope="session")
def provider(tmp_path_factory):
    with running_provider(tmp_path_factory.mktemp("provider"), HERE) as running:
        yield running


@pytest.fixture
def app(make_app, provider):
    return make_app(**provider.environ())
