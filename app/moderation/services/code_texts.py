"""How well a text fits what the catalogue says about each code: from the first day on.

Four kinds of likeness, each measured against the other codes for the same text: the sentence
vector of the definition, that of the example, stems of words, concepts of everyday language.
Without the package for vectors the last two are left.
"""

import functools
import math
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.guidelines.queries import Catalogue, CodeEntry
from app.moderation.services.similarity import concepts_in, has_vectors, likenesses, vector_of
from app.shared.lazy import part_of

SHORTEST_PART = 5
PART_COUNTS = 0.7
_WORD = re.compile(r"\w{3,}")
_STEMMER = part_of("snowballstemmer", "german_stemmer").GermanStemmer()
Scores = list[float]


@dataclass(frozen=True)
class TextParts:
    """What is compared of a text; the vector is None without the package."""

    stems: frozenset[str]
    concepts: frozenset[str]
    vector: bytes | None


@dataclass(frozen=True)
class CodeTexts:
    """The same of the codes of a catalogue, in its order."""

    ids: tuple[int, ...]
    stems: tuple[frozenset[str], ...]
    concepts: tuple[frozenset[str], ...]
    definitions: tuple[bytes, ...]
    examples: tuple[bytes, ...]


def parts_of(text: str, vector: bytes | None) -> TextParts:
    """Return what is compared of a text whose vector is at hand."""
    return TextParts(stems_of(text), frozenset(concepts_in(text)), vector)


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the words of a text, by the rules for German."""
    return frozenset(_STEMMER.stemWords(_WORD.findall(text.lower())))


@functools.lru_cache(maxsize=2)
def code_texts(known: Catalogue) -> CodeTexts:
    """Return what is compared of the codes of a catalogue; kept as long as it is."""
    codes = known.codes
    definitions = [_german(code, "title", "definition", "includes") for code in codes]
    everything = [_german(code, "title", "definition", "includes", "example") for code in codes]
    examples = [_german(code, "example") or code.title["de"] for code in codes]
    return CodeTexts(
        ids=tuple(code.id for code in codes),
        stems=tuple(map(stems_of, everything)),
        concepts=tuple(frozenset(concepts_in(text)) for text in everything),
        definitions=tuple(_vectors(definitions)),
        examples=tuple(_vectors(examples)),
    )


def fit_to_texts(text: TextParts, codes: CodeTexts) -> Scores:
    """Return how well the text fits each code by what the catalogue says, higher is better."""
    kinds = [
        [_shared_stems(text.stems, own, _rarity(codes.stems)) for own in codes.stems],
        [_shared(text.concepts, own, _rarity(codes.concepts)) for own in codes.concepts],
    ]
    if text.vector is not None and codes.definitions:
        kinds += [
            likenesses(text.vector, codes.definitions),
            likenesses(text.vector, codes.examples),
        ]
    return added(kinds)


def added(kinds: Sequence[Scores]) -> Scores:
    """Return the sums of several kinds of likeness, each brought to one measure."""
    return [math.fsum(values) for values in zip(*map(standing_out, kinds), strict=True)]


def standing_out(scores: Scores) -> Scores:
    """Return by how many standard deviations each code stands out of all."""
    mean, spread = statistics.fmean(scores), statistics.pstdev(scores)
    return [(score - mean) / spread if spread else 0.0 for score in scores]


def _german(code: CodeEntry, *names: str) -> str:
    return " ".join(getattr(code, name).get("de", "") for name in names).strip()


def _vectors(texts: Iterable[str]) -> Iterable[bytes]:
    return filter(None, map(_vector, texts)) if has_vectors() else ()


@functools.lru_cache(maxsize=1000)
def _vector(text: str) -> bytes | None:
    """The texts of codes hardly ever change, and making a vector takes milliseconds."""
    return vector_of(text)


@functools.lru_cache(maxsize=8)
def _rarity(sets: tuple[frozenset[str], ...]) -> dict[str, float]:
    """What few codes have says more."""
    known = Counter(one for own in sets for one in own)
    return {one: math.log((1 + len(sets)) / number) for one, number in known.items()}


def _shared_stems(stems: frozenset[str], own: frozenset[str], rarity: dict[str, float]) -> float:
    """Stems that both have, and those that are a part of a longer word: Rad in Radweg."""
    whole = sum(rarity[stem] for stem in own & stems)
    longer = [stem for stem in own - stems if len(stem) >= SHORTEST_PART]
    parts = sum(rarity[stem] for stem in longer if any(stem in word for word in stems))
    return (whole + PART_COUNTS * parts) / math.sqrt(1 + len(own))


def _shared(one: frozenset[str], own: frozenset[str], rarity: dict[str, float]) -> float:
    return sum(rarity[name] for name in own & one) / math.sqrt(1 + len(own))
