"""What lets thousands of tests run in minutes; conftest imports it first. Nothing here is product.

Each test has an application and a database of its own, so what all of them do alike counts: files
lie in memory where there is room, each address is put into code once for all applications, and the
password of all test people is hashed once. Checking a password stays as slow as it is.
"""

import functools
import os
import shutil
from typing import Any

from werkzeug.routing import Rule

from app.accounts.services import passwords

MEMORY, ROOM = "/dev/shm", 4 * 1024**3
FILES = "PYTEST_DEBUG_TEMPROOT"  # where pytest makes its folders

_compiled: dict[tuple[Any, ...], Any] = {}
_compile_anew = Rule._compile_builder


def _compile_once(rule: Rule, append_unknown: bool = True) -> Any:
    """The code depends on the pattern alone: converters are looked up in the rule when it runs."""
    key = (rule.rule, rule.endpoint, repr(rule.defaults), append_unknown)
    if key not in _compiled:
        _compiled[key] = _compile_anew(rule, append_unknown)
    return _compiled[key]


class _HashesOnce:
    """Hashes a password like the hasher behind it, but the same one only once."""

    def __init__(self, hasher: Any) -> None:
        self.hash = functools.cache(hasher.hash)
        self.verify = hasher.verify
        self.check_needs_rehash = hasher.check_needs_rehash


def use_memory_for_files() -> None:
    """Let pytest's folders lie in memory if there is room: an fsync costs nothing there."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault(FILES, MEMORY)


Rule._compile_builder = _compile_once  # type: ignore[method-assign]
passwords._hasher = _HashesOnce(passwords._hasher)  # type: ignore[assignment]
use_memory_for_files()
