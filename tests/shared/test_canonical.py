"""The same content is the same bytes, whatever order it was put together in."""

import math

import pytest

from app.shared.canonical import canonical_json, content_hash


def test_the_order_in_which_content_was_put_together_does_not_change_its_bytes():
    first, second = {"b": [1, "ä"], "a": None}, {"a": None, "b": [1, "ä"]}
    assert canonical_json(first) == canonical_json(second) == '{"a":null,"b":[1,"ä"]}'.encode()
    assert content_hash(first) == content_hash(second)
    assert content_hash(first) != content_hash({"a": None, "b": ["ä", 1]})


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_a_number_that_json_cannot_hold_is_refused(number):
    with pytest.raises(ValueError, match="JSON"):
        canonical_json({"a": number})
