"""A file of entries as rows of ours: its columns understood, its cells tidied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from copro_map.assets.answering import (
    NO_ANSWERS,
    SKIP,
    Answered,
    Answers,
    with_answers,
    without_skipped,
)
from copro_map.assets.checks import entry_rules
from copro_map.assets.columns import beside, wanted
from copro_map.assets.exported import is_export, verification_notes
from copro_map.assets.identity import Alike, Origin, file_key, taken_ids
from copro_map.assets.naming import SAME, persons_before, with_ids, with_names
from copro_map.assets.store.answers import answered_rows
from copro_map.assets.store.identity import Held, held_entries
from copro_map.assets.tidying import tidy_rows
from copro_map.assets.words import in_our_words
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.store.connection import prepare, reading
from copro_map.base.store.programme import demonstration_start
from copro_map.files.columns import check_rows
from copro_map.files.headings import DEMONSTRATION
from copro_map.files.intake import Intake, take
from copro_map.files.rows import Fault, Row, in_order
from copro_map.files.told import Told
from copro_map.geography.areas import load_layers
from copro_map.geography.gazetteer import load_gazetteer

SUBJECT = "entries"
MOST_SHOWN = 10  # rows, of those that somebody looks at before


@dataclass(frozen=True)
class Read:
    """The rows of a file of entries, what is wrong and what was done; how it was read.

    ``marked`` says that it is the export of a demonstration; ``answered`` what was said
    of rows that may be there already.
    """

    rows: Sequence[Row]
    faults: Sequence[Fault]
    notes: Sequence[Fault]
    intake: Intake
    origin: Origin
    layers: Sequence[str] = ()
    answered: Answered = field(default_factory=lambda: Answered(()))

    @property
    def marked(self) -> bool:
        """Whether it is the export of a demonstration."""
        return DEMONSTRATION in self.intake.columns.mapping.values()

    def by_name(self) -> set[int]:
        """Return the lines of rows that were taken for an entry by their name alone."""
        return {note.row for note in self.notes if note.message == SAME}

    def is_apart(self, one: Alike) -> bool:
        """Say whether it was said of a row that it is none of those that are there."""
        return one.row.number in self.answered.apart and one.id != one.entry

    def answers_to_keep(self) -> dict[str, str]:
        """Return which entry each row is of which that was said now, by its mark."""
        marks = self.answered.marks
        known = {
            marks[row.number]: row.cells["id"]
            for row in self.rows
            if row.number in marks
        }
        return known | dict.fromkeys(self.answered.out, "")

    def how(self, *notes: Fault) -> dict[str, Any]:
        """Return how the file was read, as ``files.rows.ImportResult`` tells it.

        Columns that only say again what another one says were not read.
        """
        how = self.intake.how()
        again = {*beside(self.layers), DEMONSTRATION}
        left = tuple(name for name, x in how["mapping"].items() if x in again)
        return how | {
            "mapping": {
                name: x for name, x in how["mapping"].items() if x not in again
            },
            "ignored": (*how["ignored"], *left),
            "notes": tuple(in_order(how["notes"], self.notes, notes)),
            "seen": replace(how["seen"], rows=self.rows[:MOST_SHOWN]),
        }


def _known(
    settings: Settings, answers: Mapping[int, str]
) -> tuple[Mapping[str, Held], Answers]:
    """Return the entries that are there, and what is said of rows, now and before."""
    if not settings.database.exists():
        return {}, Answers(answers)
    with reading(settings.database) as database:
        return held_entries(database), Answers(answers, answered_rows(database))


def look_at_entries(settings: Settings, path: Path, told: Told, today: date) -> Read:
    """Return a file of entries as its columns are understood, and none of its rows.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all.
    DatabaseError
        If there is a database that cannot be read.
    """
    prepare(settings.database)
    layers = list(load_layers(settings.boundaries_dir, settings.data_dir))
    invented = demonstration_start(settings) is not None
    columns = wanted(layers, demonstration=invented)
    intake = take(settings, path, SUBJECT, columns, told, today=today)
    origin = Origin(file_key(path), file_key(settings.network_file))
    return Read((), intake.columns.faults, (), intake, origin, layers)


def read_entries(
    settings: Settings,
    path: Path,
    told: Told,
    today: date,
    answers: Mapping[int, str] = NO_ANSWERS,
) -> Read:
    """Return the rows of a file of entries, tidied and checked; nothing is written.

    ``answers`` are what is said of rows that may be there already (``answering``).

    Raises
    ------
    ImportFileError
        If the file cannot be read at all.
    DatabaseError
        If there is a database that cannot be read.
    """
    read = look_at_entries(settings, path, told, today)
    return read if read.faults else _tidied(settings, read, answers, today)


def _tidied(
    settings: Settings, read: Read, told: Mapping[int, str], today: date
) -> Read:
    """Return the rows of a file whose columns are understood, tidied and checked."""
    definitions = load_definitions(settings.data_dir)
    held, answers = _known(settings, told)
    rows, notes = tidy_rows(read.intake.rows, today)
    read.intake.rows.clear()  # of a large file no row is kept twice
    left = without_skipped(rows, answers)
    rows, of_names, nameless = with_names(left.rows)
    left = replace(left, rows=())
    if nameless:
        return replace(read, faults=nameless)
    rows, strange = in_our_words(rows, definitions, read.intake.words)
    said = with_answers(rows, answers, held)
    rows, of_ids = with_ids(said.rows, held, read.origin.file, said.apart)
    read = replace(
        read,
        rows=rows,
        notes=(*notes, *left.notes, *of_names, *of_ids),
        answered=replace(said, rows=(), out=left.out),
    )
    unread = (x for x in read.intake.faults if told.get(x.row) != SKIP)
    return _checked(settings, read, held, in_order(unread, strange, said.faults))


def _checked(
    settings: Settings, read: Read, held: Mapping[str, Held], faults: list[Fault]
) -> Read:
    """Return the rows of a file with all that is wrong in them, and more notes."""
    origin = replace(read.origin, file="", exported=True)
    origin = origin if is_export(read.rows) else read.origin
    areas = load_gazetteer(settings).area_names
    rules = entry_rules(areas, invented=read.marked, exported=origin.exported)
    _, wrong = check_rows([*read.rows], faults, rules)
    unsaid = (row for row in read.rows if row.number not in read.answered.known)
    taken = taken_ids(unsaid, wrong, held, origin)
    changed = persons_before(read.rows, held)
    definitions = load_definitions(settings.data_dir)
    notes = (*read.notes, *verification_notes(read.rows, held, definitions))
    faults = in_order(wrong, taken, changed)
    return replace(read, faults=faults, notes=notes, origin=origin)
