"""Keys for each purpose are derived as RFC 5869 says."""

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.shared.secrets import _derived

RFC_5869_CASE_3 = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"


def test_the_key_is_that_of_the_example_of_the_standard():
    assert _derived("\x0b" * 22, "").hex() == RFC_5869_CASE_3


@pytest.mark.parametrize("purpose", ["receipt", "contact encryption", "Zweck mit Umlaut: ü"])
def test_the_key_is_that_of_the_library(purpose):
    expected = HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(b"key of a city" * 9)
    assert _derived("key of a city" * 9, purpose) == expected
