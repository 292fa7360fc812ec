"""How far a hidden figure could be another one while everything published stays as it is."""

import heapq
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.insights.services.suppression import Breakdown, Cell

# Columns without a published sum take in whatever comes.
FREE = ("", frozenset[str]())
# Hiding one figure more weighs more than any difference in size between two figures.
ONE_MORE = 1_000_000_000
Column = tuple[str, frozenset[str]]
Node = Column | str


class Slack:
    """The figures of the leaves as a network of rows and columns with fixed sums.

    Raising one figure by one must be made good by lowering another in its column (the leaves of a
    value within the same published larger places), which is made good in that one's row, and so
    on until the row of the first: each such round is another table that fits all that is known,
    if all figures in it are hidden. `make_room` hides those that are not.
    """

    def __init__(self, table: "Breakdown", hidden: set["Cell"]) -> None:
        self.table = table
        self.hidden = hidden
        self.numbers: dict[Cell, int] = {}
        self._arrange()

    def make_room(self, cell: "Cell", need: int, up: bool) -> None:
        """Hide what it takes so that the figure of a place can rise or fall by `need`."""
        if need == 0:
            return
        self.numbers = {one: self.table.numbers[one] for one in self.column}
        moved = 0
        while moved < need:
            if self._move(cell, up):
                moved += 1
            elif not self._hide_larger(cell):
                return

    def _arrange(self) -> None:
        """Sort the leaves into rows and columns."""
        self.column: dict[Cell, Column] = {}
        self.row: dict[Cell, str] = {}
        self.at: dict[Node, list[Cell]] = defaultdict(list)
        for leaf in self.table.leaves:
            for value in self.table.values:
                around = self.table.around(leaf, value, self.hidden)
                column = self.column[leaf, value] = (value, around) if around else FREE
                row = self.row[leaf, value] = leaf if self.table.adds_up else ""
                self.at[column].append((leaf, value))
                self.at[row].append((leaf, value))

    def _move(self, cell: "Cell", up: bool) -> bool:
        """Move the figure of a place by one along the cheapest round; return whether one is."""
        place, value = cell
        own = {(leaf, value) for leaf in self.table.places[place]}
        found = self._cheapest(own & self.hidden, own, up) or self._cheapest(own, own, up)
        if found is None:
            return False
        _cost, way = found
        for step, one in enumerate(way):
            self.numbers[one] += 1 if (step % 2 == 0) == up else -1
        self.hidden.update(way)
        return True

    def _cheapest(
        self, starts: set["Cell"], own: set["Cell"], up: bool
    ) -> tuple[int, list["Cell"]] | None:
        ways = [self._way(start, own, up) for start in sorted(starts) if self._can_move(start, up)]
        return min((way for way in ways if way is not None), default=None)

    def _hide_larger(self, cell: "Cell") -> bool:
        """Hide a figure of a larger place: of the same value first, the smallest place first."""
        value = cell[1]
        shown = [
            (one != value, len(leaves), self.table.numbers[name, one], (name, one))
            for name, leaves in self.table.unions.items()
            for one in self.table.values
            if (name, one) not in self.hidden
        ]
        if not shown:
            return False
        self.hidden.add(min(shown)[-1])
        self._arrange()
        return True

    def _way(self, start: "Cell", own: set["Cell"], up: bool) -> tuple[int, list["Cell"]] | None:
        """The cheapest way from the column of a cell to its row, with the cell in front.

        Against the first move from column to row, with it from row to column.
        """
        goal, begin = self.row[start], self.column[start]
        if not self.table.adds_up and begin == FREE:
            return 0, [start]
        order = count()
        waiting: list[tuple[int, int, Node, list[Cell]]] = [(0, next(order), begin, [start])]
        done: set[Node] = set()
        while waiting:
            cost, _place, node, way = heapq.heappop(waiting)
            if node == goal:
                return cost, way
            if node in done:
                continue
            done.add(node)
            for cell, target in self._steps(node, own, up):
                if target not in done and cell != start:
                    more = cost + self._cost(cell)
                    heapq.heappush(waiting, (more, next(order), target, [*way, cell]))
        return None

    def _cost(self, cell: "Cell") -> int:
        return 0 if cell in self.hidden else ONE_MORE + self.table.numbers[cell]

    def _steps(self, node: Node, own: set["Cell"], up: bool) -> list[tuple["Cell", Node]]:
        if isinstance(node, tuple):
            cells = [cell for cell in self.at[node] if cell not in own]
            return [(cell, self.row[cell]) for cell in cells if self._can_move(cell, not up)]
        return [(cell, self.column[cell]) for cell in self.at[node] if self._can_move(cell, up)]

    def _can_move(self, cell: "Cell", up: bool) -> bool:
        number = self.numbers[cell]
        return number < self.table.totals[cell[0]] if up else number > 0
