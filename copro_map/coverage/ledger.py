"""The outreach ledger: as a frame, and a file of it out and in again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, Label
from copro_map.base.store.connection import reading, writing
from copro_map.coverage.store.outreach import (
    add_outreach,
    outreach_rows,
)
from copro_map.files.bringing import NOBODY, Bringing, Files
from copro_map.files.columns import (
    NO_ROLE,
    Rule,
    check_rows,
    column,
    day_until,
    no_contacts,
    one_of,
    where,
)
from copro_map.files.intake import take
from copro_map.files.marking import table_file
from copro_map.files.rows import Fault, ImportResult, Row
from copro_map.files.told import NOTHING, Told, Wanted
from copro_map.geography.areas import ALL_WALES, load_layers
from copro_map.geography.gazetteer import area_labels

SUBJECT = "outreach"
# What a file says, and what people call it.
WANTED = (
    Wanted("area_code", ("area", "code", "ardal", "cod", "cod ardal"), must=True),
    Wanted("area_name", ("enw ardal",)),  # for people; the code is what is read
    Wanted("theme", ("thema",)),
    Wanted("asked_on", ("asked", "date asked", "gofynnwyd ar"), day=True),
    Wanted("asked_by", ("gofynnwyd gan",)),
    Wanted("replies", ("replied", "answers", "ymatebion", "atebion")),
    Wanted("none_on", ("none", "checked on", "dim ar"), day=True),
    Wanted("none_by", ("checked by", "dim gan")),
    Wanted("note", ("notes", "comment", "comments", "nodyn", "nodiadau", "sylwadau")),
)
WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")
MOST_REPLIES = 999_999  # As many as six digits can say.
# Each thing that may have been done: when, by whom, and what else belongs to it.
DONE = (("asked_on", "asked_by", "replies"), ("none_on", "none_by"))
TEXTS = ("asked_by", "none_by", "note")


def ledger(settings: Settings) -> pd.DataFrame:
    """Return who was asked where, as of ``coverage.store.outreach.outreach_rows``.

    It changes only when ``base.store.connection.data_revision`` grows.

    Raises
    ------
    DatabaseError
        If there is no database yet, or one from before the ledger; the message says how
        to bring it up to date.
    """
    with reading(settings.database) as database:
        return outreach_rows(database)


def ledger_csv(settings: Settings, rows: pd.DataFrame | None = None) -> bytes:
    """Return the ledger as a CSV file that an import takes again, changing nothing.

    ``rows`` are those of ``ledger`` that are wanted (None: all). Beside each code of an
    area stands its name, in the current language. That of a demonstration has a column
    more, so that no import takes it. Errors as ``ledger``.
    """
    table = (ledger(settings) if rows is None else rows).copy()
    labels = area_labels(load_layers(settings.boundaries_dir, settings.data_dir))
    names = [
        labels[code].text() if code in labels else "" for code in table["area_code"]
    ]
    table.insert(1, "area_name", names)
    return table_file(settings, table, "csv")


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
            yield row.fault(who, NO_ROLE)
        for other in (who, *more):
            if cells[other] and not cells[when]:
                yield row.fault(
                    when, N_("No date is given for this: {given}."), given=other
                )


def words_of_rows(settings: Settings, today: date) -> dict[str, dict[str, Label]]:  # noqa: ARG001 - as of every subject
    """Return what a row can say by a name: areas of every layer, and themes."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    themes = load_definitions(settings.data_dir).terms["themes"]
    return {
        "area_code": area_labels(layers),
        "theme": {one: term.label for one, term in themes.items()},
    }


def rules_of_rows(settings: Settings, today: date) -> tuple[Rule, ...]:
    """Return what a row of the ledger holds, in the order in which faults are told."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    area_codes = {ALL_WALES, *(c for layer in layers.values() for c in layer.areas)}
    themes = load_definitions(settings.data_dir).terms["themes"]
    area = N_(
        "Unknown area code: {value}. All Wales: {all_wales}. Other codes: "
        "python -m copro_map areas LAYER"
    )
    replies = N_("Write a whole number from 0 to {most}, or leave it empty.")
    return (
        column("area_code", one_of(area_codes, area, all_wales=ALL_WALES), empty="-"),
        column("theme", one_of(themes)),
        column("asked_on", day_until(today)),
        column("none_on", day_until(today)),
        _who_and_when,
        column("replies", where(WHOLE_NUMBER.fullmatch, replies, most=MOST_REPLIES)),
        *(column(name, no_contacts) for name in TEXTS),
    )


def import_outreach(
    settings: Settings,
    path: Path,
    told: Told = NOTHING,
    *,
    dry_run: bool = False,
    today: date,
    bringing: Bringing = NOBODY,
) -> ImportResult:
    """Import a file of the outreach ledger: all of it, or nothing.

    ``told`` says what its columns mean where their names do not.

    Rows are added, never changed: ``changed`` of the result is always 0. The file may
    be one that ``ledger_csv`` wrote. A dry run does everything in a
    real transaction and rolls it back. ``bringing`` says who does it.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all.
    RefusedError
        If who does it may not.
    DatabaseError
        If the database cannot be written.
    """
    words = words_of_rows(settings, today)
    intake = take(settings, path, SUBJECT, WANTED, told, today=today, words=words)
    if intake.columns.faults:
        return ImportResult(faults=intake.columns.faults, **intake.how())
    table = rules_of_rows(settings, today)
    rows, faults = check_rows(intake.rows, intake.faults, table)
    if faults:
        return ImportResult(faults=tuple(faults), **intake.how())
    new = [row.cells | {"replies": row.whole("replies")} for row in rows]
    with writing(settings.database, keep=not dry_run) as database:
        bringing.begin(database)
        saved = add_outreach(database, new)
        intake.keep(database, today)
        bringing.done(database, SUBJECT, (saved.added, 0))
    return ImportResult(saved.added, unchanged=saved.unchanged, **intake.how())


FILES = Files(SUBJECT, WANTED, words_of_rows, import_outreach)
