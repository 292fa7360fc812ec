"""Intervals against tables from the literature and against independent implementations."""

import pytest
from scipy.stats import chi2
from statsmodels.stats.proportion import proportion_confint

from app.shared.intervals import poisson, poisson_rate, wilson


@pytest.mark.parametrize(
    ("number", "total", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_printed_by_newcombe(number, total, low, high):
    assert wilson(number, total) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(
    ("number", "low", "high"),
    # The table of exact Poisson limits as in K. Ulm, Am. J. Epidemiology 131 (1990), and others.
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)],
)
def test_poisson_as_printed_in_tables(number, low, high):
    assert poisson(number) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_wilson_equals_statsmodels(confidence):
    for total in (1, 2, 7, 100, 5_000, 215_000):
        for number in {0, 1, total // 3, total - 1, total}:
            alpha = 1 - confidence
            known = proportion_confint(number, total, alpha=alpha, method="wilson")
            assert wilson(number, total, confidence) == pytest.approx(known, abs=1e-9)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.999])
def test_poisson_equals_quantiles_of_chi_square(confidence):
    outside = (1 - confidence) / 2
    for number in [*range(300), 999, 4_321, 100_000]:
        low = chi2.ppf(outside, 2 * number) / 2 if number else 0
        high = chi2.ppf(1 - outside, 2 * number + 2) / 2
        assert poisson(number, confidence) == pytest.approx((low, high), rel=1e-9)


def test_a_rate_is_told_per_thousand():
    rate, low, high = poisson_rate(10, 5_000)
    assert rate == 2
    assert (low, high) == pytest.approx((4.795 / 5, 18.390 / 5), abs=0.001)


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: wilson(1, 0),
        lambda: wilson(5, 4),
        lambda: wilson(-1, 4),
        lambda: poisson(-1),
        lambda: poisson_rate(1, 0),
    ],
)
def test_what_is_no_share_and_no_count_is_refused(impossible):
    with pytest.raises(ValueError):
        impossible()
