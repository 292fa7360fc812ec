"""The coverage check with 1,000 and 100,000 contributions and 1,000 measures."""

import statistics
import sys
import time
from collections.abc import Callable

from app.demo.services import ensure_recipients
from app.demo.services.bulk_plan import generate_plan
from app.plan.queries.coverage import coverage
from app.plan.queries.coverage_list import uncovered, uncovered_by_area
from app.plan.queries.plan_content import working_state
from bench.city import city, table

SIZES = [int(size) for size in sys.argv[1:]] or [1000, 100_000]
MEASURES, ROUNDS = 1000, 7
QUESTIONS: dict[str, Callable[[], object]] = {
    "the check": coverage,
    "numbers by Ortsteil": uncovered_by_area,
    "first page of the work list": lambda: uncovered(None, None, 30),
    "the working state": working_state,
}


def main() -> None:
    """Print the median of several rounds, and how much longer it takes with more stored."""
    found: dict[tuple[int, str], float] = {}
    for size in SIZES:
        _folder, app = city(size, "-planned", _plan)
        with app.app_context():
            for name, ask in QUESTIONS.items():
                found[size, name] = _median(ask)
    rows: list[list[object]] = [
        [f"{size:,}", name, milliseconds, milliseconds / found[SIZES[0], name]]
        for (size, name), milliseconds in found.items()
    ]
    table(["contributions", "what", "median ms", "ratio"], rows)


def _plan() -> None:
    generate_plan(MEASURES, 1, ensure_recipients().id)


def _median(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


if __name__ == "__main__":
    main()
