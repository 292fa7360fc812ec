"""A real browser on a real server; every page that is opened is examined with axe-core."""

import fcntl
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from app import create_app
from app.demo.models import EXAMPLE_PASSWORD
from app.demo.services import ensure_accounts, load_examples
from app.shared.idle import run_idle, run_nightly
from app.shared.jobs import run_one
from tests.browser import chromium
from tests.conftest import PROJECT, close, settings_for
from tests.page_checks import shape_of
from tests.servers import Server, fresh_city, running

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTENT_AND_SCREEN = """[document.documentElement.outerHTML, {
  width: document.documentElement.scrollWidth, room: innerWidth,
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  forced: matchMedia("(forced-colors: active)").matches,
  print: matchMedia("print").matches, focus: document.activeElement.id},
  Object.fromEntries(["body > header", "body > footer"].map(
    part => [part, document.querySelector(part)?.outerHTML ?? ""]))]"""
ADDRESS = re.compile(r'href="[^"]*"')
# Every page brings it along as a function: sending it where it is needed takes three times as long.
BRING_AXE = "window.bringAxe = function () {" + AXE.read_text() + "};"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
WIDTHS = {"desktop": 1280, "phone": 320}


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def city(shared: Path) -> Path:
    """A folder with a database full of example content, to be copied; the first to ask fills it."""
    folder = shared / "city"
    with (shared / "city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _fill(shared / "city.unfinished").rename(folder)
    return folder


def _fill(folder: Path) -> Path:
    folder.mkdir()
    app = fresh_city(folder)
    with app.app_context():
        ensure_accounts(EXAMPLE_PASSWORD)
        load_examples()
        # What the worker would do, once for all journeys.
        do_what_is_due()
    close(app)
    return folder


@pytest.fixture(scope="module")
def server(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the example content."""
    folder = tmp_path_factory.mktemp("journey")
    shutil.copytree(city, folder, dirs_exist_ok=True)
    with running(folder, workers=1) as server:
        server.folder = folder
        yield server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
    yield browser
    browser.close()


class Visitor:
    """A page with eyes: it collects what the console says and which addresses are asked."""

    def __init__(self, page: Page, server: Server, scripts: bool, examined: Path) -> None:
        self.page, self.server, self.scripts = page, server, scripts
        self.examined = examined
        self.home = f"http://127.0.0.1:{server.port}"
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        if scripts:
            page.add_init_script(BRING_AXE)
        page.on("console", self._listen)
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        page.on("request", self._look)

    def open(self, path: str) -> Page:
        """Open a page of this site and examine it."""
        self.page.goto(self.home + path)
        self.examine()
        return self.page

    def press(self, name: str) -> Page:
        """Press a button and examine the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()
        self.examine()
        return self.page

    def follow(self, name: str | re.Pattern[str]) -> Page:
        """Follow a link and examine the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()
        self.examine()
        return self.page

    def examine(self) -> None:
        """Assert: nothing hangs over the edge, axe finds nothing, nothing came from elsewhere.

        Of pages that look alike on a screen of the same kind axe sees the first; of pages with the
        same header and footer too (they lead elsewhere, that is all) it sees these with the first.
        """
        self.page.wait_for_load_state()
        where = self.page.url
        assert not self.foreign, (where, self.foreign)
        assert not self.complaints, (where, self.complaints)
        if not self.scripts:
            return
        content, screen, frame = self.page.evaluate(CONTENT_AND_SCREEN)
        width = screen["width"]
        assert width <= screen["room"], f"{where} is {width} wide on {screen['room']}"
        page = self._mark(screen, content)
        parts = {name: self._mark(screen, ADDRESS.sub("", html)) for name, html in frame.items()}
        if not page.exists():
            self._ask_axe(where, [name for name, mark in parts.items() if mark.exists()])
            for mark in (page, *parts.values()):
                mark.touch()

    def _mark(self, screen: dict[str, object], html: str) -> Path:
        return self.examined / shape_of(f"{screen} {html}")

    def _ask_axe(self, where: str, known: list[str]) -> None:
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        what = f"{{include: document, exclude: {json.dumps(known)}}}"
        run = f"axe.run({what}, {json.dumps(options)}).then(found => found.violations)"
        found = self.page.evaluate(f"bringAxe(), {run}")
        wrong = [(v["id"], [node["html"][:150] for node in v["nodes"]][:3]) for v in found]
        assert not wrong, (where, wrong)

    def _listen(self, message) -> None:
        expected = "the server responded with a status of 4"
        if message.type in ("error", "warning") and expected not in message.text:
            self.complaints.append(message.text)

    def _look(self, request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.foreign.append(request.url)


@pytest.fixture(scope="session")
def examined(shared: Path) -> Path:
    """A folder with the names of pages that axe has seen."""
    folder = shared / "examined"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def visit(browser: Browser, server: Server, examined: Path) -> Iterator[Callable[..., Visitor]]:
    """Open visitors with a width, with or without scripts, light or dark."""
    contexts = []

    def open_visitor(width: int = 1280, scripts: bool = True, **options: object) -> Visitor:
        settings = {"viewport": {"width": width, "height": 800}, "locale": "de-DE", **options}
        # Without scripts axe cannot run inside the page either; the test client inspects those.
        context = browser.new_context(java_script_enabled=scripts, bypass_csp=scripts, **settings)
        contexts.append(context)
        return Visitor(context.new_page(), server, scripts, examined)

    yield open_visitor
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def background(server: Server) -> Iterator[Flask]:
    """What the background worker is made of, on the server's database."""
    app = create_app(
        settings_for(f"sqlite:///{server.folder / 'ortsstimme.sqlite3'}", server.folder)
    )
    yield app
    close(app)


@pytest.fixture
def work(background: Flask) -> Callable[[], None]:
    """Let the background worker do what is due."""

    def run() -> None:
        with background.app_context():
            do_what_is_due()

    return run


def do_what_is_due() -> None:
    """Do the jobs of the background worker until none is left."""
    while run_one() or run_nightly() or run_idle():
        pass
