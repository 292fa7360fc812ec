"""Which words two texts share, in plain words: the same word, or words for the same thing."""

import re
from dataclasses import dataclass

from app.moderation.services.similarity import belongs_to, shared_concepts, without_small_words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDING = re.compile(r"(?:en|er|em|es|e|n|s)$")
SHORTEST_WORD, SHORTEST_MARKED = 4, 3


@dataclass(frozen=True)
class Shared:
    """A text in parts, each with whether the other text has it too, and the words in question."""

    parts: tuple[tuple[str, bool], ...]
    words: tuple[str, ...]


def shared_with(text: str, other: str) -> Shared:
    """Return the first text in parts, with the words marked that it shares with the other."""
    concepts = shared_concepts(text, other)
    known = _stems_of(other)
    parts: list[tuple[str, bool]] = []
    words: dict[str, str] = {}
    at = 0
    for found in _WORD.finditer(text):
        word = found.group()
        if len(word) < SHORTEST_MARKED:
            continue
        if _stem(word) in known or belongs_to(word, concepts):
            parts += [(text[at : found.start()], False), (word, True)]
            words.setdefault(_stem(word), word)
            at = found.end()
    return Shared((*parts, (text[at:], False)), tuple(words.values()))


def _stems_of(text: str) -> set[str]:
    kept = _WORD.findall(without_small_words(text))
    return {_stem(word) for word in kept if len(word) >= SHORTEST_WORD}


def _stem(word: str) -> str:
    lower = word.lower()
    return _ENDING.sub("", lower) if len(lower) > SHORTEST_WORD else lower
