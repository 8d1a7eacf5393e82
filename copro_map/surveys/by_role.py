"""What may be published of a figure by role, and of all together."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from copro_map.base.statistics.hiding import TOTAL, Bound, bound_of, hidden_groups
from copro_map.base.statistics.intervals import LOW, Interval, wilson
from copro_map.surveys.rules.replies import Figure


@dataclass(frozen=True)
class RoleRow:
    """A row to publish: of a role, or of all together ("total"); percent from 0 to 100.

    Every number is None where it is hidden: fewer than 10 answered, or it would give
    away those of another row; or where all or none said so: then ``bound`` says so.
    """

    role: str
    numerator: int | None = None
    denominator: int | None = None
    percent: float | None = None
    interval: Interval | None = None
    bound: Bound = ""

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of this row may be shown."""
        return self.denominator is None and not self.bound


def _row(role: str, numerator: int, denominator: int) -> RoleRow:
    limits = wilson(numerator, denominator)
    return RoleRow(
        role,
        numerator,
        denominator,
        100 * numerator / denominator,
        Interval(100 * limits.lower, 100 * limits.upper),
    )


def role_split(figure: Figure) -> tuple[RoleRow, ...]:
    """Return what may be published of a figure by role, and of all together.

    Returns
    -------
    tuple of RoleRow
        One for each role asked, in the question's order, then one "total". Hidden are
        roles in which fewer than 10 answered (0 too), those that other figures of the
        wave hide, so many others that neither a base below 10 nor a role's own share
        comes out by subtraction (``base.statistics.hiding.hidden_groups``), and
        everything if fewer than 10 answered in all. Of those that are (nearly) of one
        mind only a bound is told. Intervals are Wilson's, 95%.

    Examples
    --------
    >>> rows = role_split(Figure(31, 79, None, {"citizen": (20, 42, None),
    ...     "provider": (9, 31, None), "frontline": (2, 6, None)}))
    >>> [(row.role, row.numerator, row.denominator) for row in rows][:2]
    [('citizen', 20, 42), ('provider', None, None)]
    >>> [row.is_hidden for row in rows]
    [False, True, True, False]
    """
    pairs: dict[Hashable, tuple[int, int]] = {
        role: (said, answered) for role, (said, answered, _) in figure.by_role.items()
    }
    bounds = {
        role: bound
        for role, (said, n) in pairs.items()
        if n >= LOW and role not in figure.hidden and (bound := bound_of(said, n))
    }
    hidden = hidden_groups(pairs, {*figure.hidden, *bounds}, figure.told)
    if figure.denominator < LOW:
        hidden, bounds = frozenset([*pairs, TOTAL]), {}
    elif bound := bound_of(figure.numerator, figure.denominator):
        bounds[TOTAL] = bound
    pairs[TOTAL] = (figure.numerator, figure.denominator)
    return tuple(
        RoleRow(str(role), bound=bounds.get(role, ""))
        if role in hidden or role in bounds
        else _row(str(role), *pair)
        for role, pair in pairs.items()
    )
