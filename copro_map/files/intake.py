"""A file with a column for each field, read into rows by field: one way for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from copro_map.base.characters import tidied
from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.connection import Database, prepare, reading
from copro_map.files.choices import keep, kept_choices
from copro_map.files.days import iso_days
from copro_map.files.headings import knows, map_columns, nearest
from copro_map.files.reading import Table, read_table, without
from copro_map.files.rows import Fault, Row, Seen
from copro_map.files.told import (
    IGNORE,
    NONE,
    NOTHING,
    Columns,
    Told,
    Wanted,
    heading_key,
    word_key,
)

# What the cells of a field can say: the names of each, by its id.
Words = Mapping[str, Mapping[str, Label]]


@dataclass(frozen=True)
class Intake:
    """A file as its subject understands it: rows by field, and how it was read.

    ``words`` is what words of the file are in ours, as ``word_key`` makes them.
    """

    subject: str
    table: Table
    columns: Columns
    told: Told = NOTHING
    words: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    tidied: list[Fault] = field(default_factory=list)
    nearest: dict[str, str] = field(default_factory=dict)

    @property
    def seen(self) -> Seen:
        """The file as it was understood, for whoever looks at it."""
        columns, lines = self.columns.columns, self.table.rows
        return Seen(columns, lines, self.rows, self.nearest)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the header, and with rows that could not be read."""
        return (*self.columns.faults, *self.table.faults)

    def how(self) -> dict[str, Any]:
        """Return how the file was read, as ``files.rows.ImportResult`` tells it."""
        return {
            "mapping": self.columns.mapping,
            "ignored": self.columns.ignored,
            "skipped_rows": self.table.skipped,
            "notes": (*self.table.notes, *self.tidied),
            "seen": self.seen,
        }

    def keep(self, database: Database, today: date) -> None:
        """Keep what was told of the file, inside the transaction that imports it."""
        header = self.table.header
        keep(database, self.subject, header, self.told, self.columns, today)


def kept_before(settings: Settings, subject: str, header: Sequence[str] = ()) -> Told:
    """Return what was told of files of a subject before, as ``kept_choices``.

    Raises
    ------
    DatabaseError
        If there is a database that cannot be read.
    """
    if not settings.database.exists():
        return NOTHING
    prepare(settings.database)
    with reading(settings.database) as database:
        return kept_choices(database, subject, header)


def take(  # noqa: PLR0913 - a file, as told, and what its subject knows
    settings: Settings,
    path: Path,
    subject: str,
    wanted: Sequence[Wanted],
    told: Told = NOTHING,
    *,
    today: date,
    words: Words | None = None,
) -> Intake:
    """Return the rows of a file by field, and what is not understood of its header.

    The header is the line of which most is known. A field of which the file has no
    column is absent and empty; a value that is told for all rows stands wherever a row
    says nothing. Days are ISO, if they can be read; what a field of ``words`` says by a
    name is its id. With faults (``columns.faults``) there are no rows.

    Raises
    ------
    ImportFileError
        As ``files.reading.read_table``.
    DatabaseError
        If there is a database that cannot be read.
    """
    before = kept_before(settings, subject)
    known = {*knows(wanted, before), *map(heading_key, told.columns)}
    table = read_table(path, lambda x: heading_key(x) in known, sheet=told.sheet)
    table = without(table, told.without)
    kept = kept_before(settings, subject, table.header)
    columns = map_columns(
        table.header, table.rows, wanted, told, kept, row=table.header_row
    )
    own = {word_key(word): ours for word, ours in told.words.items()}
    intake = Intake(subject, table, columns, told, {**kept.words, **own})
    intake.nearest.update(nearest(columns, wanted))
    if columns.faults:
        return intake
    values = {x: tidied(said) for x, said in {**kept.values, **told.values}.items()}
    rows = _rows(intake, wanted, values)
    for one in wanted:
        if one.day:
            rows, notes = iso_days(rows, one.name, today)
            intake.tidied.extend(notes)
    intake.rows.extend(_by_id(rows, words or {}, intake.words))
    return intake


def _by_id(rows: Iterable[Row], words: Words, told: Mapping[str, str]) -> Iterator[Row]:
    """Yield rows with the ids of what they name, as told or by a name of one alone."""
    known = {field: {**named(labels), **told} for field, labels in words.items()}
    for row in rows:
        said = {
            field: "" if ours == NONE else ours
            for field, names in known.items()
            if (cell := row.cells[field])
            and cell not in words[field]
            and (ours := names.get(word_key(cell)))
        }
        yield replace(row, cells=row.cells | said) if said else row


def named(labels: Mapping[str, Label]) -> dict[str, str]:
    """Return the id of each name, as ``word_key`` makes it; not of one of several.

    Examples
    --------
    >>> named({"a": Label("Old hall", "Hen neuadd"), "b": Label("Old Hall", "Neuadd")})
    {'hen neuadd': 'a', 'neuadd': 'b'}
    """
    ids: dict[str, set[str]] = {}
    for one, label in labels.items():
        for name in (label.en, label.cy):
            ids.setdefault(word_key(name), set()).add(one)
    return {name: min(of) for name, of in ids.items() if len(of) == 1}


def _rows(
    intake: Intake, wanted: Sequence[Wanted], values: dict[str, str]
) -> list[Row]:
    columns = intake.columns.columns
    absent = frozenset(x.name for x in wanted) - {x.meaning for x in columns}
    empty = dict.fromkeys((x.name for x in wanted), "") | values
    headings = {field: heading for heading, field in intake.columns.mapping.items()}
    return [
        Row(
            number, empty | _said(intake.columns, cells), absent - set(values), headings
        )
        for number, cells in intake.table.rows
    ]


def _said(columns: Columns, cells: Sequence[str]) -> dict[str, str]:
    return {
        one.meaning: cell
        for one, cell in zip(columns.columns, cells, strict=True)
        if one.meaning != IGNORE and cell
    }
