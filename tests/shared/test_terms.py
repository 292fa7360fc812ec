"""Words of texts and queries meet, whatever people write and however they spell it."""

import threading
import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from app.shared.terms import needles_of, read_query, terms_of, with_facts, word_of, words_of

quiet = settings(database=None, deadline=None, max_examples=300)


def fits(query, text, is_exact=False):
    """Whether a line of terms has what a query asks for: what both databases do."""
    line = with_facts(terms_of(text), ("a12", "kproblem"))
    groups = query.exact() if is_exact else query.broad()
    return all(any(needle in line for needle in group) for group in groups)


@pytest.mark.parametrize(
    ("typed", "text", "whole", "part"),
    [
        ("Radwege", "Ein Radweg", True, True),
        ("radweg", "Der Fahrradweg", False, True),
        ("Bäume", "Ein Baum", True, True),
        ("Häuser", "Das Haus", True, True),
        ("müll", "Der Muell", True, True),
        ("mull", "Der Müll", True, True),
        ("strasse", "Die Straße", True, True),
        ("Straße", "Parkstrassen", False, True),
        ("schulen", "Schulhof", False, True),
        ("in", "Innen", False, False),
        ("in", "in der Stadt", True, True),
        ('"der Bus"', "der Busfahrer", False, False),
        ('"der Bus"', "Da ist der Bus.", True, True),
        ("مرحبا", "مَرْحَبًا بكم", True, True),
        ("ışık", "Isik", True, True),
        ("café", "Cafe", True, True),
        ("abend", "𝑨bend", True, True),
        ("problem", "Alles gut", False, False),
        ("a12", "Alles gut", False, False),
    ],
)
def test_what_meets(typed, text, whole, part):
    query = read_query(typed)
    assert (fits(query, text, is_exact=True), fits(query, text)) == (whole, part)
    assert any(is_hit for _, is_hit in query.parts_of(text)) == part


def test_facts_narrow_down_and_are_never_taken_for_words():
    line = with_facts(terms_of("12 problem"), ("a12", "kproblem"))
    other = with_facts(terms_of("12 problem"), ("a1", "a2", "kidea"))
    (first,), (second,) = needles_of(["a12", "kproblem"])
    assert first in line
    assert second in line
    assert first not in other
    assert second not in other


@quiet
@given(st.text(max_size=400))
@example('a "b" c "d')
def test_any_query_becomes_pieces_that_the_index_can_take(typed):
    query = read_query(typed)
    for group in query.exact() + query.broad():
        for needle in group:
            assert len(needle) >= 3
            assert not set(needle) & set('"%_\\\x00')


@quiet
@given(st.text(max_size=300), st.data())
def test_every_word_of_a_text_finds_it(text, data):
    words = words_of(text)
    assume(words)
    assert fits(read_query(data.draw(st.sampled_from(words)).plain), text)


@quiet
@given(st.text(max_size=300), st.text(max_size=60))
def test_marking_never_changes_a_text(text, typed):
    assert "".join(part for part, _ in read_query(typed).parts_of(text)) == text


def test_words_are_stemmed_by_many_threads_at_once():
    written = [f"Fahrradwege{'n' * (number % 3)}{number}" for number in range(3000)]
    expected = [word_of.__wrapped__(one) for one in written]
    found = {}

    def stem(name):
        found[name] = [word_of.__wrapped__(one) for one in written]

    threads = [threading.Thread(target=stem, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(found.values()) == [expected] * 4


def test_the_longest_texts_and_queries_are_read_quickly():
    """S19: nothing that somebody types takes long."""
    started = time.perf_counter()
    text = "Unvergleichlichkeitsbetrachtung " * 156
    line = terms_of(text)
    read_query("a" * 50_000)
    assert read_query("vergleich").parts_of(text)
    assert "~" in line
    assert time.perf_counter() - started < 1
