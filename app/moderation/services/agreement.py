"""How far coders agree beyond chance: Cohen's kappa and Krippendorff's alpha, with intervals.

Sources: J. Cohen, A coefficient of agreement for nominal scales, 1960; K. Krippendorff, Content
Analysis, chapter "Reliability" (nominal data, missing values allowed); intervals by the percentile
bootstrap over contributions (B. Efron, 1979), with a seed, so that the same codings give the same
figures. One decision is one code on one contribution: assigned or not.
"""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple, TypeVar

FEWEST_UNITS, FEWEST_CHOSEN = 30, 5
RESAMPLES, SEED, LEVEL = 1000, 20240515, 0.95
Ratings = Sequence[Hashable | None]
Unit = TypeVar("Unit")
Resample = Callable[[Sequence[int]], Sequence[int]]


@dataclass(frozen=True)
class Agreement:
    """A coefficient with its interval, and how many contributions it rests on.

    `value` is None where nothing can be said: too few contributions, or all decisions the same.
    """

    units: int
    value: float | None
    low: float | None = None
    high: float | None = None


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return kappa of two coders; None if chance alone explains everything or nothing is given."""
    number = len(pairs)
    if not number:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    observed = sum(one == other for one, other in pairs) / number
    expected = sum(first[value] * second[value] for value in first) / number**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorffs_alpha(units: Sequence[Ratings]) -> float | None:
    """Return alpha of any number of coders, nominal; None in a unit means not coded.

    None is returned if no unit has two values or all values are the same.
    """
    totals: Counter[Hashable] = Counter()
    disagreement = 0.0
    for unit in units:
        values = Counter(value for value in unit if value is not None)
        number = values.total()
        if number >= 2:
            totals += values
            same = sum(count * (count - 1) for count in values.values())
            disagreement += (number * (number - 1) - same) / (number - 1)
    everything = totals.total()
    expected = everything**2 - sum(count**2 for count in totals.values())
    if not expected:
        return None
    return 1 - (everything - 1) * disagreement / expected


def is_too_few(contributions: int, chosen: int) -> bool:
    """Whether so little says nothing: `chosen` are the contributions where anybody chose a code.

    Two who agreed on one single contribution would else agree perfectly, with no doubt left.
    """
    return contributions < FEWEST_UNITS or chosen < FEWEST_CHOSEN


class Counts(NamedTuple):
    """Yes-or-no decisions of two coders: how many they made the same way, and how not."""

    both: int
    only_first: int
    only_second: int
    neither: int


def added_up(units: Sequence[Counts]) -> Counts:
    """Return the decisions of several contributions together."""
    return Counts(*map(sum, zip(*units, strict=True))) if units else Counts(0, 0, 0, 0)


def kappa_of(units: Sequence[Counts]) -> float | None:
    """Return `cohens_kappa` of decisions that are counted already: a tenth of the time."""
    both, one, other, neither = added_up(units)
    number = both + one + other + neither
    chance = (both + one) * (both + other) + (neither + other) * (neither + one)
    if not number or chance == number**2:
        return None
    return ((both + neither) * number - chance) / (number**2 - chance)


def alpha_of(units: Sequence[Counts]) -> float | None:
    """Return `krippendorffs_alpha` of two coders' decisions that are counted already."""
    both, one, other, neither = added_up(units)
    yes, no = 2 * both + one + other, 2 * neither + one + other
    if not yes * no:
        return None
    return 1 - (yes + no - 1) * (one + other) / (yes * no)


def with_interval(
    units: Sequence[Unit],
    coefficient: Callable[[Sequence[Unit]], float | None],
    fewest: int = FEWEST_UNITS,
) -> Agreement:
    """Return a coefficient with its bootstrap interval of 95 %."""
    value = coefficient(units) if len(units) >= fewest else None
    if value is None:
        return Agreement(len(units), None)
    dice = random.Random(SEED)  # noqa: S311 - repeatable on purpose, no secret
    drawn = (coefficient(dice.choices(units, k=len(units))) for _ in range(RESAMPLES))
    return _around(len(units), value, drawn)


def resamples(number: int) -> list[Resample]:
    """Return what the bootstrap picks from so many contributions: drawn once for all codes."""
    if number < FEWEST_UNITS:
        return []
    dice = random.Random(SEED)  # noqa: S311 - repeatable on purpose, no secret
    places = range(number)
    return [itemgetter(*dice.choices(places, k=number)) for _ in range(RESAMPLES)]


def kappa_and_alpha(
    units: Sequence[Counts], drawn: Sequence[Resample]
) -> tuple[Agreement, Agreement]:
    """Return `with_interval` of both coefficients, from the `resamples` of as many units."""
    columns = [tuple(map(int, column)) for column in zip(*units, strict=True)]
    samples = [[Counts(*(sum(pick(column)) for column in columns))] for pick in drawn]
    kappa, alpha = (_of_samples(units, samples, one) for one in (kappa_of, alpha_of))
    return kappa, alpha


def _of_samples(
    units: Sequence[Counts],
    samples: Sequence[Sequence[Counts]],
    coefficient: Callable[[Sequence[Counts]], float | None],
) -> Agreement:
    value = coefficient(units) if samples else None
    if value is None:
        return Agreement(len(units), None)
    return _around(len(units), value, map(coefficient, samples))


def _around(number: int, value: float, drawn: Iterable[float | None]) -> Agreement:
    found = sorted(one for one in drawn if one is not None)
    return Agreement(number, value, *_middle(found))


def _middle(ordered: Sequence[float]) -> tuple[float, float]:
    """The values that leave out the same share on either side (linear interpolation)."""
    outside = (1 - LEVEL) / 2
    return _quantile(ordered, outside), _quantile(ordered, 1 - outside)


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
