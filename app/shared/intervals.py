"""95 % intervals around a share and around a count, without any library.

`wilson`: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), for a share of a known total.
`poisson`: F. Garwood, Biometrika 28 (1936), exact for the expected value behind a count.
"""

import functools
import math
from statistics import NormalDist

CONFIDENCE = 0.95
TINY = 1e-300
EXACT_ENOUGH = 1e-13
MOST_STEPS = 200


def wilson(number: int, total: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the ends of the interval around number/total; `ValueError` if that is no share."""
    if not 0 <= number <= total or total == 0:
        raise ValueError(f"{number} of {total} is no share")
    z = _quantile(confidence)
    share, weight = number / total, z * z / total
    middle = (share + weight / 2) / (1 + weight)
    reach = z / (1 + weight) * math.sqrt(share * (1 - share) / total + weight / (4 * total))
    low = 0.0 if number == 0 else max(0.0, middle - reach)
    high = 1.0 if number == total else min(1.0, middle + reach)
    return low, high


@functools.lru_cache(maxsize=8192)
def poisson(number: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the lower and upper end of the expected value behind a count (0 or more)."""
    if number < 0:
        raise ValueError(f"{number} is no count")
    outside = (1 - confidence) / 2
    low = 0.0 if number == 0 else _gamma_quantile(number, outside)
    return low, _gamma_quantile(number + 1, 1 - outside)


def poisson_rate(
    number: int, population: int, per: int = 1000, confidence: float = CONFIDENCE
) -> tuple[float, float, float]:
    """Return events per so many people, and the ends of the interval around it."""
    if population <= 0:
        raise ValueError("nobody to divide by")
    low, high = poisson(number, confidence)
    return number * per / population, low * per / population, high * per / population


@functools.cache
def _quantile(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _gamma_quantile(shape: int, chance: float) -> float:
    """The x at which the gamma distribution of this shape has gathered this chance.

    Newton's method from the approximation of Wilson and Hilferty; where a step would leave what
    is known to hold the root, the half of that instead.
    """
    z = NormalDist().inv_cdf(chance)
    x = shape * (1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))) ** 3
    low, high = 0.0, float(shape) + 40 * math.sqrt(shape) + 40
    x = x if low < x < high else shape / 2
    for _step in range(MOST_STEPS):
        off = _gamma_sum(shape, x) - chance
        low, high = (x, high) if off < 0 else (low, x)
        slope = math.exp((shape - 1) * math.log(x) - x - math.lgamma(shape))
        new = x - off / slope if slope > TINY else low
        new = new if low < new < high else (low + high) / 2
        if abs(new - x) <= EXACT_ENOUGH * x:
            return new
        x = new
    return x


def _gamma_sum(shape: int, x: float) -> float:
    """Regularised lower incomplete gamma function: series below the middle, else a fraction."""
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        return front * _series(shape, x)
    return 1 - front * _fraction(shape, x)


def _series(shape: int, x: float) -> float:
    term = total = 1 / shape
    divisor = shape
    while term > total * 1e-16:
        divisor += 1
        term *= x / divisor
        total += term
    return total


def _fraction(shape: int, x: float) -> float:
    """The continued fraction of the upper part, by Lentz's method."""
    b = x + 1 - shape
    c, d = 1 / TINY, 1 / b
    result, place = d, 0
    while True:
        place += 1
        a = -place * (place - shape)
        b += 2
        d = 1 / (a * d + b or TINY)
        c = b + a / c or TINY
        result *= c * d
        if abs(c * d - 1) < 1e-15:
            return result
