"""Rows of a file, and what is wrong in them: each fault by line, column and reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Literal, Self

from copro_map.base.characters import SPACE
from copro_map.base.i18n import N_, t
from copro_map.files.limits import Cells

MOST_FAULTS = 200  # that are told of one file
MORE = N_("More is wrong from here on. Mend what is told first.")
IGNORE = "ignore"  # the meaning of a column that is not read
How = Literal["told", "kept", "name", "private", "rest", "empty", "twice"]


@dataclass(frozen=True)
class Column:
    """A column of a file: its heading, or its letter if that is empty; its meaning."""

    heading: str
    meaning: str = IGNORE
    how: How = "rest"


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: a catalogue message and its facts."""

    row: int
    column: str
    message: str
    facts: dict[str, object] = field(default_factory=dict)

    def reason(self) -> str:
        """Return the fault as one line in the current language."""
        return SPACE.sub(" ", t(self.message, **self.facts))


@dataclass(frozen=True)
class Row:
    """One line of the file: its number (the header is line 1) and its cells.

    Cells are known by their fields; those of the columns that the file has not, the
    ``absent`` ones, are empty. ``headings`` are those of the file, by field.
    """

    number: int
    cells: dict[str, str]
    absent: Collection[str] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    def fault(self, column: str, message: str, **facts: object) -> Fault:
        """Return a fault in one of the row's cells, under the heading in the file."""
        return Fault(self.number, self.headings.get(column, column), message, facts)

    def whole(self, column: str) -> int | None:
        """Return the whole number in a cell; None if it is empty."""
        cell = self.cells[column]
        return int(cell) if cell else None


def first_faults(faults: Iterable[Fault]) -> list[Fault]:
    """Return the first faults of many, and that there are more; others are not made.

    Examples
    --------
    >>> told = first_faults(Fault(n, "level", "Bad.") for n in range(2, 20_000))
    >>> len(told), told[-2].row, told[-1].row, told[-1].reason()
    (201, 201, 202, 'More is wrong from here on. Mend what is told first.')
    """
    told = list(islice(faults, MOST_FAULTS + 1))
    more = [Fault(one.row, "", MORE) for one in told[MOST_FAULTS:]]
    return told[:MOST_FAULTS] + more


def in_order(*faults: Iterable[Fault]) -> list[Fault]:
    """Return faults, or notes, of several kinds in the order of the rows.

    Examples
    --------
    >>> [x.row for x in in_order([Fault(3, "", "Bad.")], [Fault(2, "", "Bad.")])]
    [2, 3]
    """
    return sorted(chain(*faults), key=lambda one: one.row)


@dataclass(frozen=True)
class Seen:
    """A file as it was understood, for whoever looks at it before it is brought in.

    ``lines`` are its rows as they stand, as long as ``columns``; ``rows`` the same by
    field, as far as they were read. ``nearest`` is the likeliest field of a heading
    that nobody understands.
    """

    columns: tuple[Column, ...] = ()
    lines: Cells = field(default_factory=list)
    rows: Sequence[Row] = ()
    nearest: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportResult:
    """What an import did. With faults, nothing was written.

    ``notes`` are things a steward should look at that do not stop the import.
    ``mapping`` is the field of each heading that was read, ``ignored`` those that were
    not, ``skipped_rows`` how many lines were passed over, such as titles and totals.
    ``seen`` is the file as it was understood.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict, compare=False)
    ignored: tuple[str, ...] = field(default=(), compare=False)
    skipped_rows: int = field(default=0, compare=False)
    seen: Seen = field(default_factory=Seen, compare=False, repr=False)

    @classmethod
    def of(cls, new: Sequence[Any], given: int, **more: Any) -> Self:
        """Return what was done with so many given records, of which these were new.

        ``supersedes`` of a new record is the id of the one that it changes, or None.
        """
        changed = sum(one.supersedes is not None for one in new)
        return cls(len(new) - changed, changed, given - len(new), **more)
