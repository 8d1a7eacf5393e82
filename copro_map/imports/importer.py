"""How files of one subject are brought in: what its columns can be, and what it does.

What a page shows and what a subject does meet here: the page knows no subject, a
subject knows no page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.connection import Database
from copro_map.files.bringing import Bringing
from copro_map.files.rows import Fault, ImportResult
from copro_map.files.told import NOTHING, Column, Told
from copro_map.people.rules.permissions import Actor


class Brought(Bringing, Protocol):
    """Whoever brings a file in by a page: as any, and known by who they are."""

    @property
    def actor(self) -> Actor:
        """Whoever pressed; what they may is asked anew inside the transaction."""


@dataclass(frozen=True)
class Meaning:
    """What a column can be: a field, what people call it, and whether it must be there.

    ``words`` are what its cells can say, in our words, where it is a vocabulary; a
    value for all rows is chosen from them, else typed.
    """

    name: str
    label: Label
    must: bool = False
    words: Mapping[str, Label] = field(default_factory=dict)


@dataclass(frozen=True)
class Given:
    """A file that somebody wants to bring in, with all that they said of it.

    ``of`` says which set of records it is, such as "members/Year 1" of a wave; "" where
    there is but one. ``rows`` says of a row by the number of its line: "skip" leaves it
    out before it is checked, whatever is wrong in it; of one that may be there already
    "both", or the id of the entry that it is. ``look`` asks only what the columns mean:
    nothing is tried, so that a page can show a large file at once. ``answers`` are
    those to what an import asked (``Tried.asks``), by name.
    """

    path: Path
    told: Told = NOTHING
    of: str = ""
    rows: Mapping[int, str] = field(default_factory=dict)
    look: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Twin:
    """A row that may be an entry that is there already: its line, and both names.

    ``point`` and ``there`` are longitude and latitude of each (EPSG:4326), if known.
    ``says`` is what the row says, by the label of each field, as in a preview.
    """

    row: int
    name: str
    entry: str
    known: str
    point: tuple[float, float] | None = None
    there: tuple[float, float] | None = None
    says: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Strange:
    """A word of a vocabulary that nobody understands, and in how many rows it is."""

    field: str
    word: str
    rows: int


@dataclass(frozen=True)
class Asked:
    """What nobody can see in a file, in words, and the answers to choose from."""

    name: str
    words: Label
    answers: Mapping[str, Label]


@dataclass(frozen=True)
class Tried:
    """What a file is, as it was understood, and what it does, or would do.

    Attributes
    ----------
    result
        What was done, or would be; with faults, nothing.
    columns
        Each column, what it was taken for, and how that is known.
    guesses
        The nearest field of a column that nobody understands, by its heading.
    samples
        The first values of each column that say something, by its heading.
    preview
        The first ten rows as they will look: values by the label of their field.
    cells
        The rows with faults as they stand in the file, by their line.
    rows
        How many rows of the file hold something, below its header.
    asks
        What must be answered before it can be brought in, besides the faults.
    """

    result: ImportResult
    columns: tuple[Column, ...] = ()
    guesses: Mapping[str, str] = field(default_factory=dict)
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    preview: tuple[Mapping[str, str], ...] = ()
    twins: tuple[Twin, ...] = ()
    strange: tuple[Strange, ...] = ()
    cells: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    rows: int = 0
    asks: tuple[Asked, ...] = ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong; with any, nothing is written."""
        return self.result.faults


@dataclass(frozen=True)
class Importer:
    """How files of a subject are brought in.

    Attributes
    ----------
    label, help
        What its records are called, and what such a file is: catalogue messages.
    meanings
        What a column can be, in the order in which they are offered.
    sets
        The sets of records to choose from (the waves of a survey), with their labels;
        None where there is but one.
    bring
        Does it, in one transaction, with what stands around it; with ``dry_run`` all of
        that is rolled back. Raises ``ImportFileError`` if the file cannot be read.
    undo
        Takes an import back, inside the caller's transaction, by its number, as whoever
        they are now; raises ``UndoError`` if what it brought was changed since.
    """

    name: str
    label: str
    help: str
    meanings: Callable[[Settings, str], tuple[Meaning, ...]]
    bring: Callable[[Settings, Given, Brought, datetime, bool], Tried]
    undo: Callable[[Settings, Database, Actor, int, datetime], None]
    sets: Callable[[Settings, date], Mapping[str, Label]] | None = None
