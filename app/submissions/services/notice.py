"""The privacy notice (Art. 13 GDPR): versions are files, a contribution names the one shown.

Shipped ones lie in `app/submissions/data/notices`, the city's own in `INSTANCE_DIR/notices`.
"""

import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from app.shared.clock import now, today
from app.shared.errors import InvalidData
from app.shared.secrets import fingerprint
from app.shared.settings import settings

SHIPPED = Path(__file__).parent.parent / "data" / "notices"
LONGEST_NAME = 12


@dataclass(frozen=True)
class Notice:
    """One version: texts by language, the long one in Markdown with places for the operator."""

    version: str
    valid_from: dt.date
    short: dict[str, str]
    long: dict[str, str]


def current_notice() -> Notice:
    """Return the version in force today (Europe/Berlin); the city's own before a shipped one.

    Before the first one is valid, as on a clock that is wrong, it is shown nevertheless.
    """
    day, known = today(), notices()
    return ([notice for notice in known if notice.valid_from <= day] or [known[0]])[-1]


def version_in_force() -> str:
    """Return the version for what is being stored; the folders are looked into once a second."""
    return _version_in_force(settings().instance, int(now().timestamp()))


@functools.lru_cache(maxsize=2)
def _version_in_force(instance: Path, second: int) -> str:
    return current_notice().version


def notice_with(version: str) -> Notice | None:
    """Return one version, also of former times."""
    return next((notice for notice in notices() if notice.version == version), None)


def notices() -> tuple[Notice, ...]:
    """Return all versions, the newest last; raise `InvalidData` for a file that is no notice."""
    return _read(tuple(_files()))


def _files() -> Iterator[tuple[Path, int]]:
    for folder in (SHIPPED, settings().instance / "notices"):
        if folder.is_dir():
            for path in sorted(folder.glob("*.yaml")):
                yield path, path.stat().st_mtime_ns


@functools.lru_cache(maxsize=8)
def _read(files: tuple[tuple[Path, int], ...]) -> tuple[Notice, ...]:
    """Read once for as long as no file changes."""
    return tuple(sorted((_notice(path) for path, _ in files), key=lambda one: one.valid_from))


def _notice(path: Path) -> Notice:
    text = path.read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    wanted = {"valid_from", "short", "long"}
    if not isinstance(read, dict) or set(read) != wanted or len(path.stem) > LONGEST_NAME:
        raise InvalidData([f"{path}: a notice has valid_from, short and long, and a short name."])
    return Notice(version=f"{path.stem}-{fingerprint(text)[:6]}", **read)
