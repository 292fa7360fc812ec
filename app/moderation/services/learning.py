"""What earlier codings teach: which meaning and which concepts texts with a code have in common.

For each code the mean of its texts, as far as it stands out of the mean of all (J. J. Rocchio,
Relevance feedback in information retrieval, 1971), and how often it is given. Of few texts little
is believed. No word of a text is kept, only means of vectors and concepts of the thesaurus.
"""

import base64
import functools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from app.moderation.services.code_texts import (
    CodeTexts,
    Scores,
    TextParts,
    fit_to_texts,
    standing_out,
)
from app.moderation.services.similarity import likenesses, means_that_stand_out

# Chosen on the example content; see docs/decisions/0015-code-suggestions.md.
CONCEPTS_COUNT, VECTORS_COUNT, FREQUENCY_COUNTS = 1.0, 3.0, 1.0
FEW = 2
BELIEVED_AT = 20
Example = tuple[TextParts, frozenset[int]]


@dataclass
class Learned:
    """What was learned; by code id as text, so that it goes into JSON and back as it is."""

    contributions: int = 0
    given: dict[str, int] = field(default_factory=dict)
    concept_weights: dict[str, float] = field(default_factory=dict)
    concepts: dict[str, dict[str, float]] = field(default_factory=dict)
    vectors: dict[str, str] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        """Return it for storing; `Learned(**stored)` is the same again."""
        return asdict(self)

    @functools.cached_property
    def means(self) -> dict[str, bytes]:
        """The vectors as they are compared; many texts are compared with the same ones."""
        return {name: base64.b85decode(vector) for name, vector in self.vectors.items()}


def learn(examples: Sequence[Example]) -> Learned:
    """Return what can be learned from these texts with their codes."""
    learned = Learned(len(examples))
    given = Counter(code for _, codes in examples for code in codes)
    learned.given = {str(code): times for code, times in sorted(given.items())}
    known = Counter(name for text, _ in examples for name in text.concepts)
    number = len(examples)
    learned.concept_weights = {one: math.log((1 + number) / n) for one, n in known.items()}
    rows = [(_weighted(text, learned.concept_weights), codes) for text, codes in examples]
    learned.concepts = _concept_means(rows)
    seen = [(text.vector, codes) for text, codes in examples if text.vector is not None]
    if seen:
        means = means_that_stand_out([v for v, _ in seen], [codes for _, codes in seen], FEW)
        learned.vectors = {str(code): base64.b85encode(v).decode() for code, v in means.items()}
    return learned


def rank(text: TextParts, codes: CodeTexts, learned: Learned) -> list[tuple[int, float]]:
    """Return (code id, score) of all codes, best first; equal ones in the catalogue's order."""
    belief = learned.contributions / (learned.contributions + BELIEVED_AT)
    scores = fit_to_texts(text, codes)
    if belief:
        kinds = [[belief * score for score in kind] for kind in _evidence(text, codes, learned)]
        scores = [math.fsum(values) for values in zip(scores, *kinds, strict=True)]
    ordered = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    return [(codes.ids[place], scores[place]) for place in ordered]


def _evidence(text: TextParts, codes: CodeTexts, learned: Learned) -> Iterable[Scores]:
    names = [str(code_id) for code_id in codes.ids]
    given = [math.log(learned.given.get(name, 0) / learned.contributions + 0.01) for name in names]
    yield _counted(given, FREQUENCY_COUNTS)
    own = _weighted(text, learned.concept_weights)
    shared = [_product(own, learned.concepts.get(name, {})) for name in names]
    yield _counted(shared, CONCEPTS_COUNT)
    if text.vector is not None and learned.vectors:
        known = [name for name in names if name in learned.means]
        vectors = [learned.means[name] for name in known]
        near = dict(zip(known, likenesses(text.vector, vectors), strict=True))
        yield _counted([near.get(name, 0.0) for name in names], VECTORS_COUNT)


def _counted(scores: Scores, count: float) -> Scores:
    return [count * score for score in standing_out(scores)]


def _concept_means(
    rows: Sequence[tuple[dict[str, float], frozenset[int]]],
) -> dict[str, dict[str, float]]:
    everything: Counter[str] = Counter()
    own: dict[int, Counter[str]] = defaultdict(Counter)
    given = Counter(code for _, codes in rows for code in codes)
    for weights, codes in rows:
        everything.update(weights)
        for code in codes:
            own[code].update(weights)
    return {
        str(code): {
            name: (own[code][name] - number * total / len(rows)) / (number + FEW)
            for name, total in everything.items()
        }
        for code, number in given.items()
    }


def _weighted(text: TextParts, weights: dict[str, float]) -> dict[str, float]:
    found = {name: weights[name] for name in sorted(text.concepts) if name in weights}
    length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {name: weight / length for name, weight in found.items()}


def _product(one: dict[str, float], other: dict[str, float]) -> float:
    return math.fsum(weight * other.get(name, 0.0) for name, weight in one.items())
