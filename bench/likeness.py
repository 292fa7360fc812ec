"""What each kind of likeness finds on the shipped sample, alone and together."""

import time

from app.moderation.services import samples, similarity
from app.moderation.services.likeness import ENOUGH
from bench.city import table

# Pairs and thesaurus of these areas were written without seeing each other.
BLIND_AREAS = ("07", "08", "09")


def main() -> None:
    """Print recall among the first three for the whole sample and its blind part."""
    vectors, parts = similarity.VECTOR_PACKAGE, (similarity.CONCEPTS_COUNT, similarity.WORDS_COUNT)
    rows = [
        _row("vectors", vectors, 0.0, 0.0),
        _row("concepts", "none", 1.0, 0.0),
        _row("runs of letters", "none", 0.0, 1.0),
        _row("concepts and letters, without the package", "none", *parts),
        _row("the mix", vectors, *parts),
    ]
    table(["what", "all pairs", "written blind", "ms a text"], rows)
    right, wrong = _above()
    print(
        f"Of the first three at {ENOUGH} or more: {right:.2f} of right, {wrong:.2f} of wrong ones."
    )


def _row(name: str, package: str, concepts: float, words: float) -> list[object]:
    similarity.VECTOR_PACKAGE = package
    similarity.CONCEPTS_COUNT, similarity.WORDS_COUNT = concepts, words
    pairs = samples.duplicate_pairs()
    started = time.perf_counter()
    everything = samples.recall_on(pairs)
    took = 1000 * (time.perf_counter() - started) / (2 * len(pairs))
    return [name, everything, samples.recall_on([p for p in pairs if p[0] in BLIND_AREAS]), took]


def _above() -> tuple[float, float]:
    found = samples.partners_among_nearest(samples.duplicate_pairs())
    by_kind = {
        kind: [one.score for one, is_right in found if is_right is kind] for kind in (True, False)
    }
    return tuple(sum(s >= ENOUGH for s in scores) / len(scores) for scores in by_kind.values())  # type: ignore[return-value]


if __name__ == "__main__":
    main()
