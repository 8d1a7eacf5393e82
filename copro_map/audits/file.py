"""Import of self-audits, such as those made on paper: one file, all or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from copro_map.audits.checks import LONGEST_NOTE, MOST_PEOPLE, check_role
from copro_map.audits.importing import in_force_rows, row_of, says_the_same
from copro_map.audits.instruments import instrument_in_use
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.audits.store.audits import AuditRow, add_audits, audits, project_names
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading, writing
from copro_map.files.columns import (
    EMPTY,
    Rule,
    at_most,
    column,
    day_until,
    no_contacts,
    once,
    one_of,
    read_table,
    where,
)
from copro_map.files.rows import Fault, ImportResult, Row

COLUMNS = ("asset_id", "date", "group", "principle", "level")
OPTIONAL = ("people", "note")
HOW_MANY = re.compile(r"(?!0+$)[0-9]{1,3}")
# What must be the same wherever it is written: the number of a group, a note.
SAID_ONCE = {"people": "group", "note": "principle"}


def _one_word() -> Rule:
    """Return the rule that what is written twice in an audit is the same."""
    seen: dict[tuple[str, ...], tuple[int, str]] = {}

    def rule(row: Row) -> Iterator[Fault]:
        for name, of in SAID_ONCE.items():
            if cell := row.cells[name]:
                key = (*(row.cells[x] for x in ("asset_id", "date", of)), name)
                line, before = seen.setdefault(key, (row.number, cell))
                if cell != before:
                    yield row.fault(
                        name,
                        N_("Another row says something else: line {line}."),
                        line=line,
                    )

    return rule


def _table(
    instrument: Instrument, projects: Collection[str], today: date
) -> tuple[Rule, ...]:
    """Return what the columns hold, in the order in which faults are told."""
    project = N_("Unknown project: {value}. Its id is in the address of its page.")
    people = N_("Write a whole number from 1 to {most}, or leave it empty.")
    again = N_("Another row has this group and this principle: line {line}.")
    return (
        column("asset_id", one_of(projects, project), empty="-"),
        column("date", day_until(today), missing=EMPTY),
        column("group", one_of(instrument.groups), empty="-"),
        column("principle", one_of(instrument.principles), empty="-"),
        column("level", one_of(instrument.levels)),
        column("people", where(HOW_MANY.fullmatch, people, most=MOST_PEOPLE)),
        column("note", at_most(LONGEST_NOTE), no_contacts),
        once("asset_id", "date", "group", "principle", message=again),
        _one_word(),
    )


def _to_answers(rows: Iterable[Row]) -> Answers:
    """Return the rows of one project and day as one audit."""
    cells = [row.cells for row in rows]
    scores: dict[str, dict[str, str]] = {}
    for one in cells:
        scores.setdefault(one["group"], {})[one["principle"]] = one["level"]
    return Answers(
        asset_id=cells[0]["asset_id"],
        audited_on=date.fromisoformat(cells[0]["date"]),
        scores=scores,
        people={one["group"]: int(one["people"]) for one in cells if one["people"]},
        notes={one["principle"]: one["note"] for one in cells if one["note"]},
    )


def _by_audit(rows: Iterable[Row]) -> list[list[Row]]:
    """Return the rows of each project and day, audits in the order of their days."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.cells["date"], row.cells["asset_id"]), []).append(row)
    return [found[key] for key in sorted(found)]


def _unscored(audit: Iterable[Row]) -> Iterator[Fault]:
    """Yield a fault for an audit in which no level is given."""
    rows = list(audit)
    if not any(row.cells["level"] for row in rows):
        yield rows[0].fault(
            "level", N_("No row of this project and date has a level. Give at least 1.")
        )


def _new(rows: Iterable[AuditRow], known: pd.DataFrame) -> list[AuditRow]:
    """Return the audits that say something new; other drafts are left to wait."""
    new = []
    for row in rows:
        own = in_force_rows(known, row.asset_id).items()
        held = [
            (number, old)
            for number, old in own
            if old.audited_on == row.audited_on
            and (old.status != "draft" or says_the_same(row, old))
        ]
        number, old = held[-1] if held else (None, None)
        if old and old.status == "checked" and says_the_same(row, old):
            continue
        new.append(replace(row, supersedes=number))
    return new


def import_audits(
    settings: Settings, path: Path, by: str, *, dry_run: bool = False, today: date
) -> ImportResult:
    """Import a file of audits, accepted by a role today: all of it, or nothing.

    One row a project, date, group and principle; the file may be one that the page
    offered for download. The result counts audits, not rows. One that says something
    else than the accepted audit of its project and date supersedes that one
    (``changed``); the same again is ``unchanged``. A dry run does everything in a real
    transaction and rolls it back.

    Raises
    ------
    AuditError
        If ``by`` is no role.
    ImportFileError
        If the file cannot be read at all or its header differs.
    DatabaseError
        If the database cannot be written.
    """
    check_role(by)
    instrument = instrument_in_use(settings.data_dir)
    with reading(settings.database) as database:
        table = _table(instrument, project_names(database), today)
    rows, faults = read_table(path, table, COLUMNS, OPTIONAL)
    groups = _by_audit(rows)
    faults += [fault for group in groups for fault in _unscored(group)]
    if faults:
        return ImportResult(faults=tuple(sorted(faults, key=lambda f: f.row)))
    given = [
        replace(row_of(instrument, _to_answers(x), by, today), status="checked")
        for x in groups
    ]
    with writing(settings.database, keep=not dry_run) as database:
        new = _new(given, audits(database))
        add_audits(database, new)
    return ImportResult.of(new, len(given))
