"""S19: no text, however it is made, keeps a pattern busy: time grows with the length, no faster."""

import time

import pytest

from app.moderation.forms.passages import places_of, sentences_of
from app.moderation.services.personal_data import personal_data_in
from app.moderation.services.similarity import concepts_in
from app.shared.access import local_path
from app.shared.paging import read_position
from app.shared.secrets import read_code
from app.shared.spelling import normalised
from app.shared.text import first_words, tidy

LONGEST = 5_000  # what a contribution may have
FACTOR = 10
# Ten times the text may take ten times as long, and twice that on a noisy machine.
MOST_GROWTH = 2 * FACTOR
PATTERNS = ("a", "A", "1", " ", "0 ", "Aa ", "a@", "a.", "Am A", "Frau A", "DE12 ", "geb. 1")
CHECKS = {
    "personal data": personal_data_in,
    "sentences": sentences_of,
    "words": lambda text: places_of(text, ["aaa", "Frau"]),
    "concepts": concepts_in,
    "first words": first_words,
    "tidy": tidy,
    "normalised": normalised,
    "code": read_code,
    "position": read_position,
    "path": local_path,
}


def seconds(check, *texts):
    """Return the shortest of three times for each text: the others say how busy the machine is.

    In turns, because the processor's speed can change between the first text and the last.
    """
    times = [[once(check, text) for text in texts] for _ in range(3)]
    return [min(of_text) for of_text in zip(*times, strict=True)]


def once(check, text):
    started = time.process_time()
    check(text)
    return time.process_time() - started


def made_of(pattern, length):
    return (pattern * length)[: length - 1] + "!"


@pytest.mark.parametrize("name", CHECKS)
def test_fifty_thousand_characters_take_ten_times_five_thousand(app, name):
    check = CHECKS[name]
    with app.app_context():
        check("zum Aufwärmen")
        for pattern in PATTERNS:
            texts = [made_of(pattern, length) for length in (LONGEST, FACTOR * LONGEST)]
            short, long = seconds(check, *texts)
            assert long < max(MOST_GROWTH * short, 0.05), (pattern, short, long)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_contribution_of_the_longest_kind_is_looked_through_at_once(app, pattern):
    with app.app_context():
        personal_data_in("zum Aufwärmen")
        (took,) = seconds(personal_data_in, made_of(pattern, LONGEST))
        assert took < 0.05
