"""Fixtures: a fresh database and application for every test, and clients that inspect pages."""

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache

import tests.faster  # noqa: F401 - before anything makes a folder or an application
from app import create_app
from app.areas.services.loading import DEFAULT_FOLDER, load_city
from app.consultations.services import ensure_permanent
from app.demo.models import EXAMPLE_PASSWORD
from app.demo.services import ensure_accounts, load_examples
from app.guidelines.services import load_code_book, publish
from app.insights.queries.demand import stale_areas
from app.insights.services.counting_demand import count_area
from app.moderation.services import ensure_texts
from app.shared.database import db
from app.shared.revision import end_connections
from config import Settings, read_settings
from tests.databases import PostgresTemplates, SqliteTemplates
from tests.factories import make_person, signed_in
from tests.inspecting_client import InspectingClient, QuickClient
from tests.mailbox import mail_server, mailbox

__all__ = ["mail_server", "mailbox"]
PROJECT = Path(__file__).parent.parent
EXAMPLE_BOOK = PROJECT / "app" / "guidelines" / "data" / "example.yaml"
TEST_KEY = "a key for tests alone that is long enough to be taken"
LONG = ("journey", "slow")  # the last file is not to be a long one: one process would wait
TESTS_RUN = pytest.StashKey[count]()
TESTS_UNTIL_COLLECTION = 150  # about 200 MB

Templates = SqliteTemplates | PostgresTemplates


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=["sqlite", "postgresql"], default="sqlite", help="which database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long ones first. On PostgreSQL one case of each test that asks for a database of its own.

    Other cases send other values through the same statements; SQLite has seen them all.
    """
    items.sort(key=lambda item: all(item.get_closest_marker(name) is None for name in LONG))
    if config.getoption("--database") == "postgresql":
        seen: set[str] = set()
        wanted: list[pytest.Item] = []
        for item in items:
            name = item.nodeid.partition("[")[0]
            if "database_url" in item.fixturenames and name not in seen:
                wanted.append(item)
                seen.add(name)
        left_out = set(items) - set(wanted)
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = wanted


def pytest_collection_finish() -> None:
    """From here on garbage is collected between tests: whenever Python likes takes a tenth more."""
    gc.disable()
    _collect_garbage()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Collect garbage after so many tests, when the application of the last one is gone."""
    yield
    tests_run = item.config.stash.setdefault(TESTS_RUN, count(1))
    if next(tests_run) % TESTS_UNTIL_COLLECTION == 0:
        _collect_garbage()


def _collect_garbage() -> None:
    """Collect it; what is left stays, and need not be looked through again."""
    gc.collect()
    gc.freeze()


def settings_for(url: str, folder: Path, **environ: str) -> Settings:
    """Return settings for a test: this database, this instance folder, more variables if given."""
    known = {"DATABASE_URL": url, "INSTANCE_DIR": str(folder), "SECRET_KEY": TEST_KEY}
    quiet = {"SUBMISSIONS_PER_MINUTE": "100000", "SECOND_CODING_PERCENT": "0"}
    return read_settings({**quiet, **known, **environ})


def fill_city(app: Flask) -> None:
    """Migrate a new database and load Erfurt with the example catalogue.

    Demand is counted, as it is a minute after a start: otherwise the worker of each test would do
    all 53 Ortsteile first.
    """
    with app.app_context():
        upgrade(str(PROJECT / "migrations"))
        load_city(DEFAULT_FOLDER)
        publish(load_code_book(EXAMPLE_BOOK.read_text(), "yaml"))
        ensure_permanent()
        ensure_texts()
        db.session.commit()  # demand is counted by the catalogue that is in force by then
        for area_key in stale_areas():
            count_area(area_key)
        db.session.commit()
        assert not stale_areas()


def close(app: Flask) -> None:
    """End what an application has open that a test is done with."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            end_connections()
        else:  # the next one uses them
            db.session.remove()


@pytest.fixture(scope="session")
def templates(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Templates]:
    """The filled database that each test gets a copy of: migrated, with Erfurt loaded."""
    folder = tmp_path_factory.mktemp("databases")

    def fill(url: str) -> None:
        app = create_app(settings_for(url, folder))
        fill_city(app)
        close(app)

    def add_examples(url: str) -> None:
        app = create_app(settings_for(url, folder))
        with app.app_context():
            ensure_accounts(EXAMPLE_PASSWORD)
            load_examples()
        close(app)

    if request.config.getoption("--database") == "sqlite":
        yield SqliteTemplates(folder, fill, add_examples)
    else:
        server = PostgresTemplates(fill, add_examples)
        yield server
        server.stop()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, templates: Templates) -> Iterator[str]:
    """The address of a database of this test's own."""
    with templates.fresh(request.node.get_closest_marker("examples") is not None) as url:
        yield url


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates are put into code once for all applications of a test run, not for each."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def make_app(
    database_url: str, tmp_path: Path, compiled_templates: FileSystemBytecodeCache
) -> Iterator[Callable[..., Flask]]:
    """Make applications on this test's database, with more environment variables if wanted."""
    apps = []

    def make(**environ: str) -> Flask:
        app = create_app(settings_for(database_url, tmp_path, **environ))
        app.jinja_env.bytecode_cache = compiled_templates
        on_sqlite = database_url.startswith("sqlite")
        app.test_client_class = InspectingClient if on_sqlite else QuickClient
        app.testing = True
        apps.append(app)
        return app

    yield make
    for app in apps:
        close(app)


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The application; use `with app.app_context():` to look into the database."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> InspectingClient:
    """A reader without an account; German unless a test asks otherwise."""
    return app.test_client()


@pytest.fixture
def client_of(app: Flask) -> Callable[[str], InspectingClient]:
    """Sign somebody in with the role and a second factor, and return their client."""

    def sign_in(role: str) -> InspectingClient:
        with app.app_context():
            return signed_in(app, make_person(role))

    return sign_in
