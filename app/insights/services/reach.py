"""How much a place was heard: figures per inhabitant, with their intervals, or too few."""

from dataclasses import dataclass

from app.insights.queries.places import Place
from app.insights.queries.statistics import Statistics
from app.shared.intervals import poisson_rate, wilson

# An interval whose upper end is more than so many times the lower one says too little.
WIDEST = 3


@dataclass(frozen=True)
class Estimate:
    """A figure with the ends of its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval is narrow enough for a statement."""
        return 0 < self.high <= WIDEST * self.low


@dataclass(frozen=True)
class Reach:
    """Contributions per 1,000 inhabitants (Poisson), and the share of inhabitants that the voices
    are at most (Wilson); None where they are too few for a statement."""

    per_thousand: Estimate | None
    share: Estimate | None


def reach_of(found: Statistics, place: Place) -> Reach | None:
    """Return how far a place was reached; None where its population is not known."""
    if not place.population:
        return None
    rate = Estimate(*poisson_rate(found.contributions, place.population))
    share = None
    if 0 < found.voices <= place.population:
        share = Estimate(found.voices / place.population, *wilson(found.voices, place.population))
    return Reach(
        rate if rate.is_clear else None, share if share is not None and share.is_clear else None
    )
