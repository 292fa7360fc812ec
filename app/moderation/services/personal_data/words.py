"""Word lists of the patterns, read once from the data beside the code."""

import functools
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parents[2] / "data" / "personal_data_words.yaml"
_WORDS: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return one of the lists."""
    return frozenset(_WORDS[name].split())


def either(name: str) -> str:
    """Return one of the lists as a pattern, long words first."""
    return "|".join(sorted(words(name), key=len, reverse=True))
