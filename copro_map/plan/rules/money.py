"""The budget beside what is spent of it: by line and year, by item, by outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from copro_map.base.names import MINUS
from copro_map.plan.rules.events import Year
from copro_map.plan.rules.kinds import BudgetItem, BudgetLine
from copro_map.plan.rules.records import Forecast, Spend

PENCE = 100  # in a pound


@dataclass(frozen=True)
class Sums:
    """What was planned, paid, given in kind and is expected, each in pence."""

    planned: int = 0
    spent: int = 0
    in_kind: int = 0
    forecast: int = 0

    @property
    def used(self) -> int:
        """What was paid and what was given in kind."""
        return self.spent + self.in_kind

    @property
    def left(self) -> int:
        """What of the plan is not used; less than nothing if more was used."""
        return self.planned - self.used

    def __add__(self, other: Sums) -> Sums:
        """Return both together."""
        return Sums(
            self.planned + other.planned,
            self.spent + other.spent,
            self.in_kind + other.in_kind,
            self.forecast + other.forecast,
        )


@dataclass(frozen=True)
class Cell:
    """A line of the budget in a year; ``is_said`` if its forecast was entered."""

    line: str
    year: int
    sums: Sums
    is_said: bool = False


@dataclass(frozen=True)
class OfItem:
    """A cost of the breakdown by outcome; "" is what was entered without one.

    ``helps``: it pays so that people can take part.
    """

    item: str
    outcome: int | None
    sums: Sums
    helps: bool = False


@dataclass(frozen=True)
class Helped:
    """What was used in a year so that people could take part, in pence; and how many.

    Of ``uncounted`` entries nobody said how many.
    """

    year: int
    used: int
    people: int
    uncounted: int


def together(sums: Iterable[Sums]) -> Sums:
    """Return the sum of sums.

    Examples
    --------
    >>> together([Sums(5, 2), Sums(1, 0, 3)]).left
    1
    """
    return sum(sums, Sums())


def sterling(pence: int) -> str:
    """Return a sum of money as people read it.

    Examples
    --------
    >>> sterling(125050), sterling(1200000), sterling(-5)
    ('£1,250.50', '£12,000', '\u2212£0.05')
    """
    whole, rest = divmod(abs(pence), PENCE)
    sign = MINUS if pence < 0 else ""
    return f"{sign}£{whole:,}.{rest:02}" if rest else f"{sign}£{whole:,}"


def expected(planned: int, used: int, said: int | None, *, is_over: bool) -> int:
    """Return what a line is expected to come to in a year, in pence.

    What was said of it, else what was used if the year ``is_over``; else what is
    planned, or what is used already if that is more.

    Examples
    --------
    >>> expected(100, 30, None, is_over=False), expected(100, 30, None, is_over=True)
    (100, 30)
    >>> expected(100, 130, None, is_over=False), expected(100, 130, 90, is_over=True)
    (130, 90)
    """
    if said is not None:
        return said
    return used if is_over else max(planned, used)


def _used(spends: Iterable[Spend]) -> Sums:
    found = list(spends)
    kind = sum(one.pence for one in found if one.in_kind)
    return Sums(spent=sum(one.pence for one in found) - kind, in_kind=kind)


def cells_of(
    lines: Mapping[str, BudgetLine],
    years: Sequence[Year],
    spends: Sequence[Spend],
    forecasts: Iterable[Forecast],
    day: date,
) -> tuple[Cell, ...]:
    """Return each line in each year, in the order of the budget.

    ``spends`` and ``forecasts`` are those that stood on the day, the one said last
    last. A line or a year that no file knows any more stands last: no sum is lost.
    """
    said = {(one.line, one.year): one.pence for one in forecasts}
    over = {year.number for year in years if year.last < day}
    known = {(line, n) for line, n, _ in _planned(lines, years)}
    names = dict.fromkeys([*lines, *(one.line for one in spends)])
    numbers = sorted({n for _, n in known} | {one.year for one in spends})
    plan = {(line, n): pounds * PENCE for line, n, pounds in _planned(lines, years)}
    found = []
    for line in names:
        for n in numbers:
            used = _used(x for x in spends if (x.line, x.year) == (line, n))
            planned, own = plan.get((line, n), 0), said.get((line, n))
            ahead = expected(planned, used.used, own, is_over=n in over)
            whole = Sums(planned, used.spent, used.in_kind, ahead)
            found.append(Cell(line, n, whole, own is not None))
    return tuple(found)


def _planned(
    lines: Mapping[str, BudgetLine], years: Sequence[Year]
) -> Iterable[tuple[str, int, int]]:
    """Yield what is planned in pounds by line and year, of every year there is."""
    for name, one in lines.items():
        for n in range(1, max(len(one.years), len(years)) + 1):
            yield name, n, one.years[n - 1] if n <= len(one.years) else 0


def items_of(
    items: Mapping[str, BudgetItem], spends: Sequence[Spend]
) -> tuple[OfItem, ...]:
    """Return each cost of the breakdown, and last what was entered without one."""
    named = dict.fromkeys([*items, *sorted({x.item for x in spends if x.item})])
    without = [""] if any(not one.item for one in spends) else []
    return tuple(
        _item(name, items.get(name), [x for x in spends if x.item == name])
        for name in [*named, *without]
    )


def _item(name: str, one: BudgetItem | None, own: Sequence[Spend]) -> OfItem:
    planned = Sums(planned=one.total * PENCE if one else 0)
    helps = one is not None and one.helps_to_attend
    return OfItem(name, one.outcome if one else None, planned + _used(own), helps)


def helped_of(
    items: Mapping[str, BudgetItem], spends: Iterable[Spend], years: Iterable[int]
) -> tuple[Helped, ...]:
    """Return for each year what helped people to attend, of the items that do so."""
    helping = {name for name, one in items.items() if one.helps_to_attend}
    found = [one for one in spends if one.item in helping]

    def of_year(year: int) -> Helped:
        own = [one for one in found if one.year == year]
        return Helped(
            year,
            sum(one.pence for one in own),
            sum(one.helped or 0 for one in own),
            sum(one.helped is None for one in own),
        )

    return tuple(of_year(year) for year in years)


def by_outcome(items: Iterable[OfItem]) -> dict[int | None, Sums]:
    """Return the sums of each outcome in order; None is what no outcome has."""
    found: dict[int | None, Sums] = {}
    for one in sorted(items, key=lambda x: (x.outcome is None, x.outcome or 0)):
        found[one.outcome] = found.get(one.outcome, Sums()) + one.sums
    return found
