"""The map of all stored data: for each column what for, on what basis, what kind, how long.

The record of processing (Art. 30 GDPR) is made from it. It lies in `data/data_map.yaml`; a column
that is not in it fails the build.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent.parent / "data" / "data_map.yaml"


@dataclass(frozen=True)
class Activity:
    """One processing activity: what for, on what basis, whose data, who receives them."""

    key: str
    title: str
    purpose: str
    basis: str
    people: str
    recipients: str


@dataclass(frozen=True)
class MappedColumn:
    """One column of one table; `retention` is the key of a class."""

    table: str
    name: str
    category: str
    purpose: str
    activity: str
    retention: str


@dataclass(frozen=True)
class DataMap:
    """Everything that is known about stored data; texts are German, as the record is."""

    activities: dict[str, Activity]
    categories: dict[str, str]
    retention: dict[str, str]
    columns: tuple[MappedColumn, ...]

    def of_activity(self, key: str) -> list[MappedColumn]:
        """Return the columns of an activity in the order of the file."""
        return [column for column in self.columns if column.activity == key]


@functools.cache
def data_map() -> DataMap:
    """Return the map; raise `KeyError` if it names an activity, kind or class that is not there."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    activities = {key: Activity(key=key, **texts) for key, texts in read["activities"].items()}
    columns = tuple(_columns(read["tables"]))
    for column in columns:
        known = (activities, column.activity), (read["retention"], column.retention)
        for names, name in (*known, (read["categories"], column.category)):
            if name not in names:
                raise KeyError(f"{column.table}.{column.name}: {name}")
    return DataMap(activities, read["categories"], read["retention"], columns)


def _columns(tables: dict[str, Any]) -> Iterator[MappedColumn]:
    for table, about in tables.items():
        other = about.get("but", {})
        for category, names in about["columns"].items():
            for name in names.split():
                kept = other.get(name, about["retention"])
                yield MappedColumn(table, name, category, about["for"], about["activity"], kept)
