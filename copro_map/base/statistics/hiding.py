"""Small bases: what a table must not show, so that no total gives it back.

A number below 10 is hidden. If its row or column shows the total and everything else,
subtraction gives it back: so others are hidden with it, as few and small as may be.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Hashable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from copro_map.base.statistics.intervals import LOW, check_count, check_share

TOTAL = "total"
Cell = tuple[int, int]
Counts = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
# A step from one line of the table to another: through which cell, at what cost.
Steps = dict[int, list[tuple[int, int, Cell]]]


def _with_totals(table: pd.DataFrame) -> Counts:
    """Return the numbers with a total for each row, each column, and all."""
    inner = table.to_numpy(dtype=np.int64)
    wide = np.hstack([inner, inner.sum(axis=1, keepdims=True)])
    return np.vstack([wide, wide.sum(axis=0, keepdims=True)])


def _unpublished(full: Counts) -> Marks:
    """Return the totals that only repeat a cell: those of a single column or row."""
    marks = np.zeros(full.shape, dtype=bool)
    if full.shape[1] == 2:
        marks[:, -1] = True
    elif full.shape[0] == 2:
        marks[-1, :] = True
    return marks


def _grand_total(full: Counts) -> Cell:
    """Return the cell that shows the total of all; it is hidden only below 10."""
    row, column = full.shape[0] - 1, full.shape[1] - 1
    if column == 1:
        return row, 0
    return (0, column) if row == 1 else (row, column)


def _steps(full: Counts, hidden: Marks, keep: Cell) -> Steps:
    """Return how a change can travel from line to line without breaking a total.

    Lines are the rows, then the columns. A cell that grows leads from its row to its
    column, one that shrinks (it must not be 0) from its column to its row. A total
    stands on the other side of its sum: it leads the other way. A cell that is shown
    may be hidden at the cost of its number.
    """
    rows, columns = full.shape
    steps: Steps = {line: [] for line in range(rows + columns)}
    for cell in np.ndindex(rows, columns):
        row, column = int(cell[0]), int(cell[1])
        if (row, column) == keep and not hidden[row, column]:
            continue
        number = int(full[row, column])
        cost = 0 if hidden[row, column] else number + 1
        is_total = (row == rows - 1) != (column == columns - 1)
        ends = (rows + column, row) if is_total else (row, rows + column)
        steps[ends[0]].append((ends[1], cost, (row, column)))
        if number:
            steps[ends[1]].append((ends[0], cost, (row, column)))
    return steps


def _cheapest(
    steps: Steps, start: int, goal: int, without: Cell
) -> tuple[int, list[Cell]] | None:
    """Return the cost and the cells of the cheapest way from a line to another."""
    waiting: list[tuple[int, int, list[Cell]]] = [(0, start, [])]
    done = set()
    while waiting:
        cost, line, cells = heapq.heappop(waiting)
        if line == goal:
            return cost, cells
        if line in done:
            continue
        done.add(line)
        for end, more, cell in steps[line]:
            if cell != without and end not in done:
                heapq.heappush(waiting, (cost + more, end, [*cells, cell]))
    return None


def _cover(steps: Steps, cell: Cell, rows: int) -> tuple[int, list[Cell]] | None:
    """Return what to hide so that the cell could be another number; 0 if it could be.

    A closed way through the cell lets every total stay while the cell changes.
    """
    row, column = cell[0], rows + cell[1]
    ways = []
    for first, last in ((row, column), (column, row)):
        if any(end == last and at == cell for end, _, at in steps[first]):
            ways.append(_cheapest(steps, last, first, cell))
    return min((way for way in ways if way), default=None)


def _too_light(full: Counts, hidden: Marks) -> Cell | None:
    """Return the cell to hide next where what a line hides adds up to less than 10.

    Its total less what it shows would be a base of less than 10.
    """
    for axis in (0, 1):
        numbers, marks = (full, hidden) if axis == 0 else (full.T, hidden.T)
        for line in range(numbers.shape[0]):
            inner, mark = numbers[line, :-1], marks[line, :-1]
            if marks[line, -1] or not mark.any() or inner[mark].sum() >= LOW:
                continue
            shown = np.flatnonzero(~mark)
            at = int(shown[inner[shown].argmin()])
            return (line, at) if axis == 0 else (at, line)
    return None


def _marks(full: Counts) -> Marks:
    """Return which cells of a table with totals must not be shown."""
    unpublished, keep = _unpublished(full), _grand_total(full)
    hidden: Marks = (full < LOW) | unpublished
    while True:
        light = _too_light(full, hidden)
        if light:
            hidden[light] = True
            continue
        steps = _steps(full, hidden, keep)
        cells = [(int(a), int(b)) for a, b in np.argwhere(hidden & ~unpublished)]
        covers = [_cover(steps, cell, full.shape[0]) for cell in cells]
        costly = [way for way in covers if way and way[0]]
        if not costly:
            return hidden
        for cell in costly[0][1]:
            hidden[cell] = True


def suppress(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of replies with its totals, small numbers hidden for good.

    Parameters
    ----------
    table
        Whole numbers, 0 or more: groups down; across one column (a one-way table) or
        several (two-way).

    Returns
    -------
    pandas.DataFrame
        With a row "total" and, of a two-way table, a column "total"; None where hidden.
        Hidden are numbers below 10 (totals too, and 0), and so many more that each
        hidden number could be another one with every number shown the same, and that no
        total less what is shown beside it is below 10. The total of all is hidden only
        if it is below 10 itself.

    Raises
    ------
    SampleError
        If a number is negative.

    Notes
    -----
    A hidden number can be another one if a closed way of hidden cells leads through it
    (Gusfield 1988, A graph theoretic approach to statistical data security, SIAM
    Journal on Computing 17). The cells added are chosen one at a time, so there may be
    a choice that hides less.

    Examples
    --------
    >>> roles = ["citizen", "provider", "other"]
    >>> suppress(pd.DataFrame({"n": [42, 31, 6]}, index=roles))["n"].tolist()
    [42, None, None, 79]
    """
    for number in table.to_numpy().ravel():
        check_count(float(number))
    full = _with_totals(table)
    hidden = _marks(full)
    shown = full.astype(object)
    shown[hidden] = None
    rows, columns = [*table.index, TOTAL], [*table.columns, TOTAL]
    answer = pd.DataFrame(shown, index=rows, columns=columns, dtype=object)
    if table.shape[1] == 1:
        return answer.iloc[:, :-1]
    return answer.iloc[:-1] if table.shape[0] == 1 else answer


def hidden_groups(
    replies: Mapping[Hashable, tuple[int, int]],
    also: Collection[Hashable] = (),
    told: Collection[Hashable] = (),
) -> frozenset[Hashable]:
    """Return the groups whose percentage must not be shown beside that of all.

    Parameters
    ----------
    replies
        For each group those who said so and those who answered; the groups do not
        overlap and add up to all, whose figures are shown.
    also
        Groups that are hidden whatever they are here, as in another table of the same
        people.
    told
        Groups of which another figure tells how many they are. Where there are others,
        these are hidden last, and the hidden ones hide each other without them.

    Returns
    -------
    frozenset
        The groups of fewer than 10, and with them the smallest others until the hidden
        ones are at least two, are 10 replies together, and neither all nor none of them
        said so: what all less the groups shown gives is then no group's own figure.
        (If all, or none, of everyone said so, the figure of all tells it of each.)

    Raises
    ------
    SampleError
        If a pair is no share of a group that has replies.

    Examples
    --------
    >>> pairs = {"citizen": (20, 42), "provider": (9, 31), "x": (2, 6), "y": (9, 35)}
    >>> sorted(hidden_groups(pairs)), sorted(hidden_groups(pairs, told={"provider"}))
    (['provider', 'x'], ['x', 'y'])
    """
    for said, answered in replies.values():
        if (said, answered) != (0, 0):
            check_share(said, answered)
    hidden = [one for one in replies if replies[one][1] < LOW or one in also]
    others = sorted(
        replies.keys() - hidden, key=lambda x: (x in told, replies[x][1], str(x))
    )
    while hidden and others:
        untold = [replies[one] for one in hidden if one not in told]
        covered = _mixed(untold) or not untold or others[0] in told
        if covered and _blended([replies[one] for one in hidden]):
            break
        hidden.append(others.pop(0))
    return frozenset(hidden)


def _mixed(pairs: list[tuple[int, int]]) -> bool:
    """Say whether hidden groups hide each other's size."""
    groups = sum(1 for _, answered in pairs if answered)
    return groups > 1 and sum(answered for _, answered in pairs) >= LOW


def _blended(pairs: list[tuple[int, int]]) -> bool:
    """Say whether the sum of hidden groups gives no group's own figure away."""
    said, answered = (sum(part) for part in zip(*pairs, strict=True))
    return _mixed(pairs) and 0 < said < answered
