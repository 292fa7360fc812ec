"""The provider as a process of its own, and somebody's browser that goes there."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from sqlalchemy import func, select

from app.shared.database import db
from tests.conftest import PROJECT
from tests.mailbox import _free_port

HERE = "http://127.0.0.1:8000"
START, BACK = "/anmelden/dienst", "/anmelden/dienst/zurueck"
MFA = {"amr": ["pwd", "mfa"]}
MAP = "planung=planner,team=moderator,rat=council:rieth,nichts=king,fremd=council:atlantis"


@dataclass
class RunningProvider:
    """A provider that signs in whom it is told, with the claims of a file."""

    issuer: str
    people: Path
    return_to: str

    def environ(self, **more: str) -> dict[str, str]:
        """Return the settings of an application that is registered there."""
        return {
            "OIDC_ISSUER": self.issuer,
            "OIDC_CLIENT_ID": "ortsstimme",
            "OIDC_CLIENT_SECRET": "the secret of ortsstimme",
            "OIDC_ROLE_MAP": MAP,
            "OIDC_NAME": "Stadtkonto",
            "BASE_URL": self.return_to.removesuffix(BACK),
            **more,
        }

    def say(self, who: str, **claims: Any) -> None:
        """Change what is said about somebody."""
        known = json.loads(self.people.read_text())
        verified = {"email": f"{who}@example.org", "email_verified": True, "name": who.title()}
        self.people.write_text(json.dumps(known | {who: verified | claims}))

    def visit(self, address: str, who: str) -> str:
        """Go to the provider as this person; return the path and query they are sent back to."""
        with requests.Session() as browser:
            asked = browser.get(address)
            assert "Who are you?" in asked.text, asked.text
            told = browser.post(asked.url, data={"who": who}, allow_redirects=False)
            while told.headers["Location"].startswith((self.issuer, "/")):
                step = requests.compat.urljoin(self.issuer, told.headers["Location"])
                told = browser.get(step, allow_redirects=False)
        back = urlsplit(told.headers["Location"])
        assert f"{back.scheme}://{back.netloc}{back.path}" == self.return_to
        assert "code" in parse_qs(back.query), back.query
        return f"{back.path}?{back.query}"


@contextmanager
def running_provider(folder: Path, application: str) -> Iterator[RunningProvider]:
    """Start the provider for an application at this address; end it, and only it, afterwards."""
    port, people = _free_port(), folder / "people.json"
    people.write_text("{}")
    return_to = application + BACK
    env = {
        "PORT": str(port),
        "PEOPLE": str(people),
        "RETURN_TO": return_to,
        "PATH": "/usr/bin:/bin",
    }
    command = ["node", str(PROJECT / "tests" / "oidc" / "provider.mjs")]
    with (folder / "provider.log").open("w") as log:
        process = subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=log, cwd=PROJECT, text=True
        )
    try:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        assert "ready" in (line.strip() for line in lines), (folder / "provider.log").read_text()
        yield RunningProvider(f"http://127.0.0.1:{port}", people, return_to)
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout:
            process.stdout.close()


def go(client, provider, who):
    """Go to the provider and come back; return the page one comes back to, and its address."""
    start = client.get(START)
    assert start.status_code == 303, start.text
    address = provider.visit(start.location, who)
    return client.get(address), address


def sign_in(client, provider, who):
    """Sign in through the provider; return the answer of the last step."""
    page, _address = go(client, provider, who)
    assert page.status_code == 200, page.text
    return client.send_on(page, {}, to=BACK)


def count(app, model):
    """Return how many rows of a kind there are."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model))
