"""Totals that were entered, and corrected: what is shown changes by ten, or not.

Records are as ``indicators.store.progress.observations`` has them, with their ``id``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from copro_map.base.statistics.intervals import LOW

Record = Mapping[str, Any]
# Those who said so, and those who answered; None where nothing was reported.
Total = tuple[int, int] | None
Cell = tuple[str, str]  # indicator, end of the period


class Entered(NamedTuple):
    """What was in force of a period from a day on; None for nothing."""

    day: str
    record: Record | None

    @property
    def total(self) -> Total:
        """Those who said so, of those who answered."""
        if self.record is None or self.record["numerator"] is None:
            return None
        return self.record["numerator"], self.record["denominator"] or 0


def apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two totals differ by ten people or more, not all of one mind.

    Of fewer, or of ten who all said the same, the difference would tell what each said.

    Examples
    --------
    >>> apart((10, 14), (10, 15)), apart((10, 14), (16, 24)), apart((10, 14), (20, 24))
    (False, True, False)
    """
    said, answered = other[0] - one[0], other[1] - one[1]
    changed = max(abs(answered), abs(said), abs(answered - said))
    return changed >= LOW and said not in (0, answered)


def may_follow(total: Total, shown: Iterable[Total]) -> bool:
    """Say whether a total may be shown after others: apart from each, or the same.

    Those of fewer than ten told no number; that nothing is reported tells none either.

    Examples
    --------
    >>> may_follow((10, 15), [(10, 14)]), may_follow((10, 15), [(4, 8), None])
    (False, True)
    """
    told = [one for one in shown if one and one[1] >= LOW]
    return total is None or all(one == total or apart(one, total) for one in told)


def histories(records: Iterable[Record]) -> dict[Cell, list[Entered]]:
    """Return what was in force of each period, one after the other.

    ``records`` are in the order of entry, without drafts: those replace nothing.
    """
    found: dict[Cell, list[Entered]] = {}
    cells: dict[int, Cell] = {}
    for one in records:
        cell = cells[one["id"]] = (one["indicator"], one["period_end"])
        old = cells.get(one["supersedes"], cell)
        if old != cell:  # it moved to another period
            found[old].append(Entered(one["entered_on"], None))
        checked = one if one["status"] == "checked" else None
        found.setdefault(cell, []).append(Entered(one["entered_on"], checked))
    return found


def shown_of(history: Iterable[Entered]) -> Sequence[Entered]:
    """Return what was shown of a period, first to last: each may follow the others.

    Examples
    --------
    >>> def entered(said, answered):
    ...     return Entered("2027-04-02", {"numerator": said, "denominator": answered})
    >>> rows = [entered(10, 14), entered(10, 15), entered(20, 30), entered(11, 15)]
    >>> [one.total for one in shown_of(rows)]
    [(10, 14), (20, 30)]
    """
    found: list[Entered] = []
    for one in history:
        if may_follow(one.total, [x.total for x in found]):
            found.append(one)
    return found
