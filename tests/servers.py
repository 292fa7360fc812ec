"""A real server on loopback: gunicorn with the project's own configuration."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psutil
import time_machine
from flask import Flask

from app import create_app
from app.shared.clock import now
from app.submissions.views.form_keys import LONGEST_OPEN, new_key
from tests.conftest import PROJECT, TEST_KEY, close, fill_city, settings_for

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BIN = Path(sys.executable).parent


def fresh_city(folder: Path, url: str | None = None) -> Flask:
    """Return an application on a new database with Erfurt loaded."""
    app = create_app(settings_for(url or f"sqlite:///{folder / 'ortsstimme.sqlite3'}", folder))
    fill_city(app)
    return app


def form_keys(app: Flask, number: int) -> list[str]:
    """Return keys of forms that were opened a minute ago."""
    assert LONGEST_OPEN.total_seconds() > 60
    with app.app_context(), time_machine.travel(now().timestamp() - 60, tick=False):
        return [new_key() for _ in range(number)]


@dataclass
class Server:
    """A running server with its address and process."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path = field(repr=False)

    def workers(self) -> list[psutil.Process]:
        """The web workers that are alive, without their master."""
        found = psutil.Process(self.process.pid).children(recursive=True)
        return [p for p in found if "gunicorn" in " ".join(_command(p)) and p.children() == []]

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict | None = None
    ) -> tuple[int, dict, bytes]:
        """Send one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def visitor(self) -> tuple[str, str]:
        """Open the form once; return the cookie and the token to send forms with."""
        _, headers, body = self.request("GET", "/beitrag/neu?ansicht=kurz")
        token = re.search(rb'name="csrf_token" value="([^"]+)"', body)
        assert token
        return headers["Set-Cookie"].split(";")[0], token.group(1).decode()

    def sign_in(self, email: str, password: str) -> str:
        """Sign in; return the cookie."""
        _, headers, body = self.request("GET", "/anmelden")
        cookie = headers["Set-Cookie"].split(";")[0]
        token = re.search(rb'name="csrf_token" value="([^"]+)"', body)
        assert token
        fields = {"csrf_token": token.group(1).decode(), "email": email, "password": password}
        form = urlencode(fields).encode()
        status, headers, _ = self.request("POST", "/anmelden", form, FORM | {"Cookie": cookie})
        assert status == 303, status
        return headers["Set-Cookie"].split(";")[0]

    def send(
        self, visitor: tuple[str, str], key: str, text: str, place: str = "rieth", **filled: str
    ) -> int:
        """Send a contribution; return the status of the answer."""
        fields = {"csrf_token": visitor[1], "submission_key": key, "place": place, "text": text}
        more = {"short": "1", "go": "send", "on_behalf": "self", "language": "de"}
        more |= {"contributor_kind": "resident", "consultation": "dauerbeteiligung"}
        body = urlencode(fields | more | filled).encode()
        return self.request("POST", "/beitrag/neu", body, FORM | {"Cookie": visitor[0]})[0]


@contextmanager
def running(
    folder: Path,
    workers: int = 2,
    before: tuple[str, ...] = (),
    application: str = "wsgi:app",
    **environ: str,
) -> Iterator[Server]:
    """Start gunicorn on a free port; end it, and only it, afterwards."""
    port, log = _free_port(), folder / "server.log"
    env = {
        **os.environ,
        "INSTANCE_DIR": str(folder),
        "SECRET_KEY": TEST_KEY,
        "DATABASE_URL": f"sqlite:///{folder / 'ortsstimme.sqlite3'}",
        "SUBMISSIONS_PER_MINUTE": "10000000",
        "SECOND_CODING_PERCENT": "0",
        "PORT": str(port),
        "WEB_WORKERS": str(workers),
        **environ,
    }
    command = [*before, str(BIN / "gunicorn"), "--config", "gunicorn.conf.py", application]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=PROJECT, env=env, stdout=output, stderr=output)
    server = Server(port, process, log)
    try:
        _wait_until_ready(server)
        yield server
    finally:
        _end(process, is_wrapped=bool(before))


def _end(process: subprocess.Popen[bytes], is_wrapped: bool) -> None:
    """End the server; a program around it (a tracer) ends when the server does."""
    master = psutil.Process(process.pid)
    master = master.children()[0] if is_wrapped else master
    master.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        for left in (*psutil.Process(process.pid).children(recursive=True), process):
            left.kill()
        process.wait()


def _wait_until_ready(server: Server) -> None:
    for _ in range(300):
        try:
            server.request("GET", "/healthz")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{server.log.read_text()}")


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


__all__ = ["Server", "close", "form_keys", "fresh_city", "running"]
