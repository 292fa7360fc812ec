"""Signing in through the city's identity provider, in a real browser at a real provider."""

import shutil

import pytest

from tests.journeys.conftest import Visitor
from tests.mailbox import _free_port
from tests.oidc.running import MFA, running_provider
from tests.servers import running

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def places(city, tmp_path_factory):
    """A server and the provider that it is registered at."""
    folder, port = tmp_path_factory.mktemp("service"), _free_port()
    shutil.copytree(city, folder, dirs_exist_ok=True)
    with (
        running_provider(folder, f"http://127.0.0.1:{port}") as provider,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("tests.servers._free_port", lambda: port)
        with running(folder, **provider.environ()) as server:
            yield server, provider


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (1280, False)])
def test_from_the_button_to_the_desk(browser, places, examined, width, scripts):
    server, provider = places
    who = f"anna{width}{scripts}".lower()
    provider.say(who, roles=["team"], **MFA)
    settings = {"viewport": {"width": width, "height": 800}, "locale": "de-DE"}
    context = browser.new_context(java_script_enabled=scripts, bypass_csp=scripts, **settings)
    visitor = Visitor(context.new_page(), server, scripts, examined)
    page = visitor.open("/anmelden")
    page.get_by_role("link", name="Anmelden mit dem Konto Stadtkonto").click()
    page.get_by_label("Who").fill(who)
    page.get_by_role("button", name="Sign in").click()
    if not scripts:
        page.get_by_role("button", name="Weiter").click()
    page.wait_for_url(f"{visitor.home}/moderation/")
    assert {url for url in visitor.foreign if not url.startswith(provider.issuer)} == set()
    visitor.foreign.clear()
    visitor.examine()
    context.close()
