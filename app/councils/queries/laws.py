"""Which law text applies: read from the instance folder, else from what ships."""

import datetime as dt
import functools
from pathlib import Path

import yaml

from app.councils.models import LawText
from app.shared.errors import InvalidData
from app.shared.settings import settings

FILE_NAME = "law_texts.yaml"
SHIPPED = Path(__file__).parents[1] / "data" / FILE_NAME


def law_on(key: str, day: dt.date) -> LawText:
    """Return the version of a law text that applies on a day.

    Raises `InvalidData` if the file cannot be used or knows no version for this day.
    """
    texts = [text for text in law_texts() if text.key == key and text.valid_from <= day]
    if not texts:
        raise InvalidData([f"{_file()}: no version of {key!r} is valid on {day}."])
    return max(texts, key=lambda text: text.valid_from)


def law_version(key: str | None, version: str | None) -> LawText | None:
    """Return the version that something was counted by, or None if the file lost it."""
    return next((t for t in law_texts() if (t.key, t.version) == (key, version)), None)


def law_texts() -> tuple[LawText, ...]:
    """Return all versions; a changed file counts at once."""
    file = _file()
    return _read(file, file.stat().st_mtime_ns)


def _file() -> Path:
    own = settings().instance / FILE_NAME
    return own if own.is_file() else SHIPPED


@functools.lru_cache(maxsize=4)
def _read(file: Path, changed: int) -> tuple[LawText, ...]:
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8")) or []
        return tuple(_law_text(entry) for entry in entries)
    except (yaml.YAMLError, TypeError, ValueError) as error:
        raise InvalidData([f"{file}: {error}"]) from None


def _law_text(entry: dict[str, object]) -> LawText:
    text = LawText(**entry)  # type: ignore[arg-type]
    if not (isinstance(text.months, int) and 0 < text.months < 120):
        raise ValueError(f"{text.key}: months must be a number from 1 to 119")
    if type(text.valid_from) is not dt.date or not isinstance(text.summary, dict):
        raise ValueError(f"{text.key}: valid_from must be a day, summary texts by language")
    return text
