"""S17: only the host of the issuer is asked, and whatever it answers ends in one kind page."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.accounts.services import ProviderFailed, provider
from tests.conftest import PROJECT

OTHER = "http://127.0.0.2:1"


class Answers(BaseHTTPRequestHandler):
    """Answers every address with what the server was told, and remembers the addresses."""

    def do_GET(self):
        self.server.asked.append(self.path)
        status, headers, body = self.server.told(f"http://127.0.0.1:{self.server.server_port}")
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def stranger():
    """A server that says what a test wants."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def description(issuer, **other):
    names = {"authorization_endpoint": "/auth", "token_endpoint": "/token", "jwks_uri": "/jwks"}
    return {"issuer": issuer, "keys": [], **{n: issuer + path for n, path in names.items()}} | other


def answering(**other):
    return lambda issuer: (200, {}, json.dumps(description(issuer, **other)).encode())


def app_of(make_app, server):
    issuer = f"http://127.0.0.1:{server.server_port}"
    environ = {"OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y"}
    return make_app(**environ)


def test_a_description_that_fits_is_taken_and_kept_for_a_while(make_app, stranger):
    stranger.told = answering()
    client = app_of(make_app, stranger).test_client()
    for _ in range(2):
        assert client.get("/anmelden/dienst").status_code == 303
    assert stranger.asked == ["/.well-known/openid-configuration", "/jwks"]


@pytest.mark.parametrize(
    "told",
    [
        answering(issuer="http://127.0.0.1:1"),
        answering(authorization_endpoint=f"{OTHER}/auth"),
        answering(token_endpoint=f"{OTHER}/token"),
        answering(token_endpoint="file:///etc/passwd"),
        answering(jwks_uri=f"{OTHER}/keys"),
        answering(jwks_uri=None),
        lambda issuer: (302, {"Location": f"{issuer}/elsewhere"}, b""),
        lambda issuer: (302, {"Location": f"{OTHER}/"}, b""),
        lambda issuer: (200, {}, b"<html>"),
        lambda issuer: (200, {}, b"[]"),
        lambda issuer: (500, {}, b"{}"),
    ],
    # Names of our own: what Python calls a function is another one in each process.
    ids=[f"description-{number}" for number in range(11)],
)
def test_nothing_else_is_asked_whatever_the_description_says(make_app, stranger, told):
    stranger.told = told
    answer = app_of(make_app, stranger).test_client().get("/anmelden/dienst")
    assert answer.status_code == 503
    assert "antwortet nicht" in answer.text
    assert stranger.asked == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "169.254.169.254", "[::1]"])
def test_in_production_the_issuer_is_never_this_machine(make_app, host):
    production = {
        "APP_ENV": "production",
        "BASE_URL": "https://stadt.example",
        "OIDC_ISSUER": f"https://{host}:9443",
        "OIDC_CLIENT_ID": "x",
        "OIDC_CLIENT_SECRET": "y",
    }
    with make_app(**production).app_context(), pytest.raises(ProviderFailed, match="this machine"):
        provider()


def test_a_process_that_nobody_signs_in_through_does_not_load_the_libraries(tmp_path):
    check = "import sys, wsgi; print('authlib.oauth2' in sys.modules, 'requests' in sys.modules)"
    env = {"INSTANCE_DIR": str(tmp_path), "PYTHONPATH": str(PROJECT)}
    found = subprocess.run(
        [sys.executable, "-c", check], env=env, cwd=PROJECT, capture_output=True, text=True
    )
    assert found.stdout.split() == ["False", "False"], found.stderr
