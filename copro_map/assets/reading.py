"""A file of entries as rows of ours: its columns understood, its cells tidied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from copro_map.assets.checks import entry_rules
from copro_map.assets.columns import beside, wanted
from copro_map.assets.exported import is_export, verification_notes
from copro_map.assets.identity import Origin, file_key, taken_ids
from copro_map.assets.naming import persons_before, with_ids, with_names
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


@dataclass(frozen=True)
class Read:
    """The rows of a file of entries, what is wrong and what was done; how it was read.

    ``marked`` says that it is the export of a demonstration.
    """

    rows: Sequence[Row]
    faults: Sequence[Fault]
    notes: Sequence[Fault]
    intake: Intake
    origin: Origin
    layers: Sequence[str] = ()

    @property
    def marked(self) -> bool:
        """Whether it is the export of a demonstration."""
        return DEMONSTRATION in self.intake.columns.mapping.values()

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
        }


def _held(settings: Settings) -> Mapping[str, Held]:
    """Return the entries that are there; none if there is no database yet."""
    if not settings.database.exists():
        return {}
    with reading(settings.database) as database:
        return held_entries(database)


def read_entries(settings: Settings, path: Path, told: Told, today: date) -> Read:
    """Return the rows of a file of entries, tidied and checked; nothing is written.

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
    if intake.columns.faults:
        return Read((), intake.columns.faults, (), intake, origin, layers)
    return _tidied(settings, Read((), (), (), intake, origin, layers), today)


def _tidied(settings: Settings, read: Read, today: date) -> Read:
    """Return the rows of a file whose columns are understood, tidied and checked."""
    definitions, held = load_definitions(settings.data_dir), _held(settings)
    rows, notes = tidy_rows(read.intake.rows, today)
    rows, of_names, nameless = with_names(rows)
    if nameless:
        return replace(read, faults=nameless)
    rows, strange = in_our_words(rows, definitions, read.intake.words)
    rows, of_ids = with_ids(rows, held, read.origin.file)
    origin = replace(read.origin, file="", exported=True)
    origin = origin if is_export(rows) else read.origin
    areas = load_gazetteer(settings).area_names
    rules = entry_rules(areas, invented=read.marked, exported=origin.exported)
    _, wrong = check_rows(rows, in_order(read.intake.faults, strange), rules)
    taken = taken_ids(rows, wrong, held, origin)
    changed = persons_before(rows if origin.exported else (), held)
    said = verification_notes(rows, held, definitions)
    return replace(
        read,
        rows=rows,
        faults=in_order(wrong, taken, changed),
        notes=(*notes, *of_names, *of_ids, *said),
        origin=origin,
    )
