"""The small-cell rule (P11): nothing small is published, and nothing small can be worked out."""

import pytest
from hypothesis import given, settings

from app.insights.services.suppression import Breakdown, hidden_cells
from tests.insights.breakdowns import K, breakdowns, revealed


def table_of(rows, adds_up=True, unions=None, totals=None):
    values = tuple("abcdef"[: len(next(iter(rows.values())))])
    leaves = {name: dict(zip(values, row, strict=True)) for name, row in rows.items()}
    totals = totals or {name: sum(row) for name, row in rows.items()}
    return Breakdown(values, leaves, totals, unions or {"city": frozenset(rows)}, adds_up)


@given(breakdowns())
@settings(max_examples=80, deadline=None)
def test_nothing_small_is_published(table):
    hidden = hidden_cells(table, K)
    shown = {cell: number for cell, number in table.numbers.items() if cell not in hidden}
    assert not [cell for cell, number in shown.items() if 0 < number < K]


@given(breakdowns())
@settings(max_examples=80, deadline=None)
def test_no_two_published_figures_of_which_one_holds_the_other_differ_by_a_few(table):
    hidden = hidden_cells(table, K)
    shown = {cell: number for cell, number in table.numbers.items() if cell not in hidden}
    for (place, value), number in shown.items():
        assert table.sums[place] - number not in range(1, K)
        for other, leaves in table.places.items():
            larger = shown.get((other, value))
            if table.places[place] < leaves and larger is not None:
                assert larger - number not in range(1, K), (place, other, value)


@given(breakdowns())
@settings(max_examples=120, deadline=None)
def test_sums_reveal_no_small_figure_to_a_linear_program(table):
    assert not revealed(table, hidden_cells(table, K))


@given(breakdowns(most_leaves=3, most_values=3))
@settings(max_examples=30, deadline=None)
def test_a_smallest_number_of_three_holds_as_well(table):
    assert not revealed(table, hidden_cells(table, 3), 3)


def test_hiding_only_what_is_small_would_not_be_enough():
    """Without the second step the program finds the figure: the tests above can fail."""
    table = table_of({"x": [2, 10], "y": [20, 30]})
    small = {cell for cell, number in table.numbers.items() if 0 < number < K}
    assert revealed(table, small) == [(("x", "a"), 2, 2, 2)]


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        # Nothing is small: nothing is hidden, zeros are shown.
        (table_of({"x": [10, 20], "y": [0, 7]}), set()),
        # One small figure takes its row, its column and the corner with it.
        (
            table_of({"x": [2, 10], "y": [20, 30]}),
            {("x", "a"), ("x", "b"), ("y", "a"), ("y", "b")},
        ),
        # Topics need not add up: another place of the same column is enough.
        (
            table_of(
                {"x": [2], "y": [20], "z": [9]}, adds_up=False, totals={"x": 9, "y": 60, "z": 30}
            ),
            {("x", "a"), ("z", "a")},
        ),
        # All but three are about this: that tells of the three.
        (
            table_of({"x": [17], "y": [20]}, adds_up=False, totals={"x": 20, "y": 60}),
            {("x", "a"), ("y", "a")},
        ),
    ],
)
def test_worked_out_by_hand(table, hidden):
    assert hidden_cells(table, K) == hidden
