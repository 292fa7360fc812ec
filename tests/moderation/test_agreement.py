"""Agreement of coders: equal to independent programs, honest where nothing can be said."""

import random

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa as reference_kappa

from app.moderation.services.agreement import (
    RESAMPLES,
    cohens_kappa,
    krippendorffs_alpha,
    with_interval,
)

VALUES = ["yes", "no", "partly"]


@given(st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from(VALUES)), min_size=2))
def test_kappa_equals_the_reference(pairs):
    table = np.zeros((3, 3))
    for one, other in pairs:
        table[VALUES.index(one), VALUES.index(other)] += 1
    ours = cohens_kappa(pairs)
    if ours is None:
        assert len({value for pair in pairs for value in pair}) == 1
    else:
        assert ours == pytest.approx(reference_kappa(table, return_results=False), abs=1e-9)


@given(
    st.lists(
        st.lists(st.sampled_from([*VALUES, None]), min_size=4, max_size=4), min_size=3, max_size=30
    )
)
def test_alpha_with_missing_values_equals_the_reference(units):
    pairable = [[v for v in unit if v is not None] for unit in units]
    kept = {v for unit in pairable if len(unit) > 1 for v in unit}
    assume(len(kept) > 1)
    data = [[VALUES.index(v) if v is not None else np.nan for v in unit] for unit in units]
    reference = krippendorff.alpha(
        reliability_data=np.array(data).T, level_of_measurement="nominal", value_domain=[0, 1, 2]
    )
    assert krippendorffs_alpha(units) == pytest.approx(reference, abs=1e-9)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([("a", "a")] * 20 + [("b", "b")] * 15 + [("a", "b")] * 5 + [("b", "a")] * 10, 0.4),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a")] * 9, None),
        ([], None),
    ],
)
def test_kappa_of_tables_worked_out_by_hand(pairs, kappa):
    assert cohens_kappa(pairs) == pytest.approx(kappa)


@pytest.mark.parametrize("units", [[], [[True, None]], [[True, True], [True, None]]])
def test_alpha_says_nothing_where_nothing_can_be_said(units):
    assert krippendorffs_alpha(units) is None


def test_the_interval_holds_the_value_and_is_the_same_each_time():
    dice = random.Random(7)
    units = [(dice.random() < 0.4, dice.random() < 0.5) for _ in range(60)]
    units += [(value, value) for value in (True, False) for _ in range(40)]
    found = with_interval(units, cohens_kappa)
    assert found.low < found.value < found.high
    assert found == with_interval(units, cohens_kappa)


def test_the_interval_is_as_wide_as_an_independent_bootstrap_says():
    dice = np.random.default_rng(1)
    units = [(bool(a), bool(a) ^ bool(b)) for a, b in dice.random((200, 2)) < [0.5, 0.15]]
    found = with_interval(units, cohens_kappa)
    array = np.array(units)
    drawn = []
    for _ in range(RESAMPLES):
        sample = array[dice.integers(0, 200, 200)]
        table = np.histogram2d(sample[:, 0], sample[:, 1], bins=2)[0]
        drawn.append(reference_kappa(table, return_results=False))
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.03)


def test_too_few_contributions_give_no_figure():
    assert with_interval([(True, True), (False, False)] * 5, cohens_kappa).value is None
