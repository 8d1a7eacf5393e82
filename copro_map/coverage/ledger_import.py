"""Import of the outreach ledger: one file, one transaction, all or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_
from copro_map.base.store.connection import writing
from copro_map.coverage.store.outreach import COLUMNS, OutreachRow, add_outreach
from copro_map.files.cells import (
    check_date,
    check_lengths,
    check_no_contacts,
    check_words,
)
from copro_map.files.rows import Fault, ImportResult, Row, read_rows
from copro_map.files.tables import typed_cell
from copro_map.geography.areas import ALL_WALES, load_layers

WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")
MOST_REPLIES = 999_999  # As many as six digits can say.
# Each thing that may have been done: when, by whom, and what else belongs to it.
DONE = (("asked_on", "asked_by", "replies"), ("none_on", "none_by"))
TEXTS = ("asked_by", "none_by", "note")


def _area(row: Row, area_codes: Collection[str]) -> Iterator[Fault]:
    if row.cells["area_code"] not in area_codes:
        yield row.fault(
            "area_code",
            N_(
                "Unknown area code: {value}. All Wales: {all_wales}. Other codes: "
                "python -m copro_map areas LAYER"
            ),
            value=row.cells["area_code"] or "-",
            all_wales=ALL_WALES,
        )


def _who_and_when(row: Row) -> Iterator[Fault]:
    cells = row.cells
    if not any(cells[when] for when, *_ in DONE):
        yield row.fault(
            DONE[0][0],
            N_("Give a date in at least one of these: {columns}."),
            columns=", ".join(when for when, *_ in DONE),
        )
        return
    for when, who, *more in DONE:
        if cells[when] and not cells[who]:
            yield row.fault(
                who,
                N_(
                    "Say who did this by their role, such as development officer; "
                    "never name a person."
                ),
            )
        for column in (who, *more):
            if cells[column] and not cells[when]:
                yield row.fault(
                    when, N_("No date is given for this: {given}."), given=column
                )


def _replies(row: Row) -> Iterator[Fault]:
    cell = row.cells["replies"]
    if cell and not WHOLE_NUMBER.fullmatch(cell):
        yield row.fault(
            "replies",
            N_("Write a whole number from 0 to {most}, or leave it empty."),
            most=MOST_REPLIES,
        )


def check_outreach(
    row: Row, area_codes: Collection[str], themes: Collection[str], today: date
) -> list[Fault]:
    """Return everything that is wrong in a row; an empty list if nothing is."""
    return [
        *_area(row, area_codes),
        *check_words(row, "theme", [row.cells["theme"]], themes),
        *check_date(row, "asked_on", today),
        *check_date(row, "none_on", today),
        *_who_and_when(row),
        *_replies(row),
        *check_lengths(row, TEXTS),
        *check_no_contacts(row, TEXTS),
    ]


def _to_outreach(row: Row) -> OutreachRow:
    texts = {name: cell for name, cell in row.cells.items() if name != "replies"}
    replies = row.cells["replies"]
    return OutreachRow(**texts, replies=int(replies) if replies else None)


def import_outreach(
    settings: Settings, path: Path, *, dry_run: bool = False, today: date
) -> ImportResult:
    """Import a file of the outreach ledger: all of it, or nothing.

    Rows are added, never changed: ``changed`` of the result is always 0. The file may
    be one that ``coverage.ledger.ledger_csv`` wrote. A dry run does everything in a
    real transaction and rolls it back.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all or its header differs.
    DatabaseError
        If the database cannot be written.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    area_codes = {ALL_WALES, *(c for layer in layers.values() for c in layer.areas)}
    themes = load_definitions(settings.data_dir).terms["themes"]
    read, faults = read_rows(path, COLUMNS)
    rows = [
        Row(row.number, {name: typed_cell(cell) for name, cell in row.cells.items()})
        for row in read
    ]
    for row in rows:
        faults += check_outreach(row, area_codes, themes, today)
    if faults:
        return ImportResult(faults=tuple(sorted(faults, key=lambda f: f.row)))
    with writing(settings.database, keep=not dry_run) as database:
        saved = add_outreach(database, [_to_outreach(row) for row in rows])
    return ImportResult(added=saved.added, unchanged=saved.unchanged)
