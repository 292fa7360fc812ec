"""Which pages count as built alike, so that one of them is inspected for all."""

import pytest

from tests.page_checks import shape_of

PAGE = '<h2 class="heat-3" id="b-12">12 Stimmen</h2><a href="#b-12" tabindex="0">EF-2026-000012</a>'


def test_other_numbers_make_no_other_page():
    assert shape_of(PAGE) == shape_of(PAGE.replace("12", "47"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("h2", "h3"),
        ("heat-3", "heat-5"),
        ('id="b-12"', 'id="b-13"'),
        ('tabindex="0"', 'tabindex="5"'),
        ("Stimmen", "Stimme"),
    ],
)
def test_what_a_rule_looks_at_makes_another_page(old, new):
    assert shape_of(PAGE) != shape_of(PAGE.replace(old, new))
