"""What stands in sentences about differences: values that a screen says in its own language."""

import datetime as dt
import decimal
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Money:
    """An amount in EUR."""

    amount: decimal.Decimal


@dataclass(frozen=True)
class Figure:
    """A figure with its unit."""

    number: decimal.Decimal
    unit: str


@dataclass(frozen=True)
class State:
    """A state of a measure."""

    key: str


@dataclass(frozen=True)
class Titles:
    """Names, each by language."""

    names: tuple[Mapping[str, str], ...]


Value = str | int | dt.date | Money | Figure | State | Titles


@dataclass(frozen=True)
class Change:
    """One sentence about what changed: the English message and what its places hold."""

    message: str
    values: Mapping[str, Value] = field(default_factory=dict)


def names(*plain: str) -> Titles:
    """Return names that are the same in every language."""
    return Titles(tuple({"de": name} for name in plain))
