"""Breakdowns by chance, and what an attacker works out of what is published (scipy)."""

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from app.insights.services.suppression import Breakdown

K = 5
SIZES = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 8, 12, 30])


@st.composite
def breakdowns(draw, most_leaves=6, most_values=4):
    """A table of places and values; larger places of up to three schemes may cross each other."""
    names = [f"a{number}" for number in range(draw(st.integers(2, most_leaves)))]
    adds_up = draw(st.booleans())
    # Where everything has the only value there is, its figure is the total that everybody knows.
    values = tuple(f"v{n}" for n in range(draw(st.integers(2 if adds_up else 1, most_values))))
    leaves = {name: {value: draw(SIZES) for value in values} for name in names}
    totals = {name: sum(numbers.values()) for name, numbers in leaves.items()}
    if not adds_up:
        totals = {
            name: draw(st.integers(max(leaves[name].values()), max(totals[name], 1)))
            for name in names
        }
    unions = {"city": frozenset(names)}
    for scheme in range(draw(st.integers(0, 2))):
        for number in range(draw(st.integers(1, 2))):
            members = draw(st.sets(st.sampled_from(names), min_size=2))
            unions[f"z{scheme}{number}"] = frozenset(members)
    unshown = frozenset(draw(st.sampled_from([[], names[-1:]])))
    return Breakdown(values, leaves, totals, unions, adds_up, unshown)


class Attacker:
    """Knows every published figure and every total, and nothing else."""

    def __init__(self, table, hidden):
        self.table = table
        self.place = {
            cell: number
            for number, cell in enumerate((a, v) for a in table.leaves for v in table.values)
        }
        rows, sums = [], []
        for cell, number in table.numbers.items():
            if cell not in hidden:
                rows.append(self.row(cell))
                sums.append(number)
        if table.adds_up:
            for leaf, total in table.totals.items():
                rows.append(sum(self.row((leaf, value)) for value in table.values))
                sums.append(total)
        self.known = {"A_eq": np.array(rows), "b_eq": np.array(sums)} if rows else {}
        self.bounds = [(0, table.totals[leaf]) for leaf, _value in self.place]

    def row(self, cell):
        row = np.zeros(len(self.place))
        for leaf in self.table.places[cell[0]]:
            row[self.place[(leaf, cell[1])]] = 1
        return row

    def interval(self, cell):
        """The smallest and the largest figure that agrees with all that is published."""
        ends = []
        for sign in (1, -1):
            found = linprog(sign * self.row(cell), bounds=self.bounds, **self.known)
            assert found.status == 0, found.message
            ends.append(sign * found.fun)
        return ends


def revealed(table, hidden, k=K):
    """Return the small figures that the attacker can pin down, with the interval."""
    attacker = Attacker(table, hidden)
    found = []
    for cell, number in table.numbers.items():
        total = table.sums[cell[0]]
        for part, turned in ((number, False), (total - number, True)):
            if not 0 < part < k or not number or cell not in hidden:
                continue
            low, high = attacker.interval(cell)
            low, high = (total - high, total - low) if turned else (low, high)
            if low > 1 + 1e-6 or high < min(k, total) - 1e-6:
                found.append((cell, part, low, high))
    return found
