"""Words of a text and of a query, so that both meet: spellings, stems, parts of words, phrases.

A text becomes one line of terms, `#fact#fact# ~stem~stem~ word word word `; whatever a query asks
for is a piece of that line: `~stem~` a whole word in any of its forms, `part` a part of a word,
` word word ` words in a row, and `#fact#` something known about the text. So one index of runs of
three letters answers all of it, on SQLite and PostgreSQL alike, with the same results
(docs/decisions/0009).
"""

import functools
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.shared.lazy import part_of
from app.shared.spelling import EXPANDED
from app.shared.text import tidy

LONGEST_QUERY, MOST_WORDS = 200, 12
BEFORE_HIT, LONGEST_EXCERPT = 80, 300
# Shorter ones stand in too many words to be looked for inside of them.
SHORTEST_PART, SHORTEST_STEM = 3, 4
# Signs that are written over letters belong to the word: accents, and vowels in Arabic and Hebrew.
_SIGNS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_SIGNS}])*")
_QUOTE = re.compile('["„“”«»]')
# Facts are written in signs for private use, so that no part of a word is found in them.
_PRIVATE = {code: 0xE000 + code for code in range(128)}
_stemmer = part_of("snowballstemmer", "german_stemmer").GermanStemmer()
_one_at_a_time = threading.Lock()

Needles = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word without capitals, accents and umlauts (ae, oe, ue, ss), and its German stem."""

    plain: str
    stem: str


@dataclass(frozen=True)
class Query:
    """What somebody typed: words that must all occur, and phrases in quotation marks."""

    words: tuple[Word, ...]
    phrases: tuple[tuple[Word, ...], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.phrases)

    def exact(self) -> list[Needles]:
        """Return groups of pieces; of each group one must occur: whole words, in any form."""
        return [(f"~{word.stem}~",) for word in self.words] + self._rows()

    def broad(self) -> list[Needles]:
        """Return the same groups, satisfied by parts of words as well."""
        return [(f"~{word.stem}~", *_parts(word)) for word in self.words] + self._rows()

    def parts_of(self, text: str) -> list[tuple[str, bool]]:
        """Return the text in parts, each with whether it is a hit."""
        parts: list[tuple[str, bool]] = []
        at = 0
        for start, end in _joined(self._hits(text)):
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
        return [part for part in (*parts, (text[at:], False)) if part[0]]

    def excerpt_of(self, text: str) -> list[tuple[str, bool]]:
        """Return the same parts of one line from shortly before the first hit, cut to a few."""
        parts = self.parts_of(" ".join(text.split()))
        if len(parts) > 1 and not parts[0][1] and len(parts[0][0]) > BEFORE_HIT:
            parts[0] = (f"… {parts[0][0][-BEFORE_HIT:].partition(' ')[2]}", False)
        shown: list[tuple[str, bool]] = []
        length = 0
        for part, is_hit in parts:
            left = LONGEST_EXCERPT - length
            if len(part) > left:
                return [*shown, (f"{part[:left].rpartition(' ')[0]} …", is_hit)]
            shown.append((part, is_hit))
            length += len(part)
        return shown

    def _rows(self) -> list[Needles]:
        return [(f" {' '.join(word.plain for word in phrase)} ",) for phrase in self.phrases]

    def _hits(self, text: str) -> Iterator[tuple[int, int]]:
        stems = {word.stem for word in self.words}
        inner = [part for word in self.words for part in _parts(word)]
        found = [(m.span(), word) for m in _WORD.finditer(text) if (word := word_of(m.group()))]
        for span, word in found:
            if word.stem in stems or any(p in word.plain or p in word.stem for p in inner):
                yield span
        plain = [word.plain for _span, word in found]
        for phrase in self.phrases:
            wanted = [word.plain for word in phrase]
            for first in range(len(plain) - len(wanted) + 1):
                if plain[first : first + len(wanted)] == wanted:
                    yield found[first][0][0], found[first + len(wanted) - 1][0][1]


def read_query(typed: str) -> Query:
    """Return what a typed text looks for; whatever was typed, only words are left of it."""
    pieces = _QUOTE.split(tidy(typed[:LONGEST_QUERY]))
    # Between two quotation marks; after a last one that was not closed stand words again.
    quoted = pieces[1 : len(pieces) - 1 : 2]
    loose = [*pieces[::2], pieces[-1]] if len(pieces) % 2 == 0 else pieces[::2]
    words = dict.fromkeys(word for piece in loose for word in words_of(piece))
    phrases = [tuple(words_of(piece)[:MOST_WORDS]) for piece in quoted]
    kept = dict.fromkeys(phrase for phrase in phrases if phrase)
    return Query(tuple(words)[:MOST_WORDS], tuple(kept)[:MOST_WORDS])


def terms_of(text: str) -> str:
    """Return the line of terms of a text, for the index."""
    words = words_of(text)
    stems = "~".join(dict.fromkeys(word.stem for word in words))
    return f" ~{stems}~ {' '.join(word.plain for word in words)} "


def with_facts(terms: str, facts: Iterable[str]) -> str:
    """Return the line of a text about which these facts are known."""
    return f"#{'#'.join(_fact(fact) for fact in facts)}#{terms}"


def needles_of(facts: Iterable[str]) -> list[Needles]:
    """Return groups of pieces that only a line with all of these facts has."""
    return [(f"#{_fact(fact)}#",) for fact in facts]


def words_of(text: str) -> list[Word]:
    """Return the words of a text in their order."""
    return [word for found in _WORD.findall(text) if (word := word_of(found))]


@functools.lru_cache(maxsize=50_000)
def word_of(written: str) -> Word | None:
    """Return a written word for comparing; None if nothing of it is a letter or digit."""
    lower = unicodedata.normalize("NFC", written).lower()
    plain = _bare(lower.translate(EXPANDED))
    return Word(plain, _stem(plain) or plain) if plain else None


def _stem(word: str) -> str:
    """The stemmer knows umlauts and ae, oe, ue: müll, muell and mull have one stem."""
    with _one_at_a_time:  # it keeps the word that it works on
        return str(_stemmer.stemWord(word))


def _bare(word: str) -> str:
    # Capitals of mathematics (𝑨) are capitals only once they are split.
    split = unicodedata.normalize("NFKD", word).lower().replace("ı", "i")
    return "".join(letter for letter in split if letter.isalnum())


def _fact(fact: str) -> str:
    return fact.translate(_PRIVATE)


def _parts(word: Word) -> list[str]:
    """What of a word may stand inside of another one: its stem, and the word as it is."""
    shortest = {word.stem: SHORTEST_STEM, word.plain: SHORTEST_PART}
    parts = [part for part, least in shortest.items() if len(part) >= least]
    return [part for part in parts if not any(o != part and o in part for o in parts)]


def _joined(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
