"""Self-audits as files: imported, all or nothing, and taken away as a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import pandas as pd

from copro_map.audits.deciding import Sitting, note_imported
from copro_map.audits.importing import (
    LONGEST_NOTE,
    MOST_PEOPLE,
    check_role,
    in_force_rows,
    row_of,
    says_the_same,
)
from copro_map.audits.listing import instrument_in_use, words_of_rows
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.audits.store.audits import AuditRow, add_audits, audits
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.files.bringing import NOBODY, Bringing
from copro_map.files.columns import (
    EMPTY,
    Rule,
    at_most,
    check_rows,
    column,
    day_until,
    no_contacts,
    once,
    one_of,
    where,
)
from copro_map.files.intake import take
from copro_map.files.marking import table_file
from copro_map.files.rows import Fault, ImportResult, Row, first_faults
from copro_map.files.told import NOTHING, Told, Wanted
from copro_map.people.rules.permissions import MACHINE, Actor

WRITTEN = ("asset_id", "date", "group", "people", "principle", "level", "note")

SUBJECT = "audits"
# What a file says, and what people call it.
WANTED = (
    Wanted("asset_id", ("project", "project id", "id", "prosiect"), must=True),
    Wanted("date", ("day", "audited on", "dyddiad"), must=True, day=True),
    Wanted("group", ("grŵp",), must=True),
    Wanted("principle", ("egwyddor",), must=True),
    Wanted("level", ("lefel",), must=True),
    Wanted("people", ("how many", "pobl", "nifer")),
    Wanted("note", ("notes", "evidence", "nodyn", "nodiadau", "tystiolaeth")),
)
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


def _project_and_day(row: Row) -> tuple[str, str]:
    """Return what makes rows one audit: audits are taken in the order of their days."""
    return row.cells["date"], row.cells["asset_id"]


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
        if not (old and old.status == "checked" and says_the_same(row, old)):
            new.append(replace(row, supersedes=number))
    return new


def _not_scored(groups: Iterable[Sequence[Row]]) -> Iterator[Fault]:
    """Yield what is wrong with the audits of a file in which nothing is scored."""
    none = N_("No row of this project and date has a level. Give at least 1.")
    for own in groups:
        if not any(row.cells["level"] for row in own):
            yield own[0].fault("level", none)


def _add(
    sitting: Sitting, given: Iterable[AuditRow], bringing: Bringing
) -> list[AuditRow]:
    """Add what is new of a file, and note it, inside the transaction; return it."""
    new = _new(given, sitting.known)
    add_audits(sitting.database, new)
    note_imported(sitting, new)
    changed = sum(row.supersedes is not None for row in new)
    bringing.done(sitting.database, SUBJECT, (len(new) - changed, changed))
    return new


def import_audits(  # noqa: PLR0913 - a file, by whom, as told, and when
    settings: Settings,
    path: Path,
    by: str,
    told: Told = NOTHING,
    *,
    dry_run: bool = False,
    now: datetime,
    actor: Actor = MACHINE,
    bringing: Bringing = NOBODY,
) -> ImportResult:
    """Import a file of audits, accepted by a role today: all of it, or nothing.

    One row a project, date, group and principle; the file may be one that the page
    offered for download. The result counts audits, not rows. One that says something
    else than the accepted audit of its project and date supersedes that one
    (``changed``); the same again is ``unchanged``. A dry run does everything in a real
    transaction and rolls it back. ``told`` says what columns mean where their names do
    not. ``bringing`` says who does it; what is superseded is noted as ``actor``'s.

    Raises
    ------
    AuditError
        If ``by`` is no role.
    ImportFileError
        If the file cannot be read at all.
    RefusedError
        If who does it may not.
    DatabaseError
        If the database cannot be written.
    """
    check_role(by)
    today = now.astimezone(WALES).date()
    words = words_of_rows(settings, today)
    intake = take(settings, path, SUBJECT, WANTED, told, today=today, words=words)
    if intake.columns.faults:
        return ImportResult(faults=intake.columns.faults, **intake.how())
    instrument = instrument_in_use(settings.data_dir)
    table = _table(instrument, words["asset_id"], today)
    rows, faults = check_rows(intake.rows, intake.faults, table)
    ordered = sorted(rows, key=_project_and_day)
    groups = [list(own) for _, own in groupby(ordered, _project_and_day)]
    faults += _not_scored(groups)
    if faults:
        told_first = first_faults(sorted(faults, key=lambda fault: fault.row))
        return ImportResult(faults=tuple(told_first), **intake.how())
    given = [
        replace(row_of(instrument, _to_answers(x), by, today), status="checked")
        for x in groups
    ]
    with writing(settings.database, keep=not dry_run) as database:
        bringing.begin(database)
        sitting = Sitting(settings, database, actor, now, audits(database))
        new = _add(sitting, given, bringing)
        intake.keep(database, today)
    return ImportResult.of(new, len(given), **intake.how())


def audit_csv(settings: Settings, answers: Answers) -> bytes:
    """Return an audit as a CSV file, with the header that ``audits import`` expects.

    A row for each group and principle; what is not filled in is empty. That of a
    demonstration has a column more, so that no import takes it.
    """
    instrument = instrument_in_use(settings.data_dir)
    rows = [
        (
            answers.asset_id,
            answers.audited_on.isoformat(),
            group,
            str(answers.people.get(group) or ""),
            principle,
            answers.scores.get(group, {}).get(principle, ""),
            " ".join(answers.notes.get(principle, "").split()),
        )
        for group in instrument.groups
        for principle in instrument.principles
    ]
    table = pd.DataFrame(rows, columns=list(WRITTEN), dtype=object)
    return table_file(settings, table, "csv")
