"""Files of the instance: written under a temporary name, durable before they count."""

import glob
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app


def instance_folder(name: str) -> Path:
    """Return a private folder of the instance, made if missing."""
    folder = Path(current_app.config["SETTINGS"].instance) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Give a temporary path beside the target; it becomes the target only when complete.

    The file and its folder are synced first, so that a power cut leaves all of it or nothing.
    """
    prefix = f".unfinished-{target.name}-"
    for left in target.parent.glob(f"{glob.escape(prefix)}*"):  # of a process that was killed
        left.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(prefix=prefix, dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        _sync(temporary)
        temporary.replace(target)
        _sync(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
