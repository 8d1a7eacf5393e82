"""A file of what was spent comes in: all of its rows, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, in_both
from copro_map.base.store.connection import Database, writing
from copro_map.files.bringing import NOBODY, Bringing, Files
from copro_map.files.columns import column, no_error
from copro_map.files.intake import Intake, take
from copro_map.files.rows import Fault, ImportResult, Row, first_faults
from copro_map.files.told import NOTHING, Told, Wanted
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import MACHINE, Actor
from copro_map.plan.rules.records import Spend
from copro_map.plan.rules.spending import Given, Known, facts_of, wrong
from copro_map.plan.spending import known
from copro_map.plan.store.plan import put, rows

SUBJECT = "spend"
NAMES = tuple(one.name for one in fields(Given))
WANTED = (
    Wanted("line", ("budget line", "cost", "llinell", "llinell y gyllideb"), must=True),
    Wanted("year", ("programme year", "blwyddyn"), must=True),
    Wanted("amount", ("sum", "pounds", "spent", "swm", "cost gbp", "£"), must=True),
    Wanted("in_kind", ("in kind", "mewn da")),
    Wanted("item", ("activity cost", "eitem")),
    Wanted("spent_on", ("date", "day", "paid on", "dyddiad", "diwrnod"), day=True),
    Wanted("helped", ("people helped", "helped to attend", "nifer a gafodd gymorth")),
    Wanted("words", ("note", "notes", "for", "nodyn", "disgrifiad")),
    Wanted("code", ("reference", "ref", "invoice", "cyfeirnod", "anfoneb")),
)
LABELS: Mapping[str, str] = {
    "line": N_("Line of the budget"),
    "year": N_("Year of the programme"),
    "amount": N_("Sum in pounds"),
    "in_kind": N_("In kind"),
    "item": N_("What of the breakdown by outcome"),
    "spent_on": N_("Day"),
    "helped": N_("How many were helped to attend"),
    "words": N_("What it was for"),
    "code": N_("Reference of your own"),
}
TWICE = N_(
    "The same stands in the file twice; before in line {line}. If both are right, "
    "give each a reference of its own."
)
SAME_CODE = N_("This reference stands in the file twice; before in line {line}.")
DIFFERS = N_(
    "This reference is entered already and says something else there. Withdraw that "
    "entry first, or leave this row out."
)
THERE = N_(
    "The same is entered already, so this row was left out. If it is another one, give "
    "it a reference of its own."
)


@dataclass(frozen=True)
class _Read:
    """A row as a spend; without faults also as its table would keep it."""

    row: Row
    given: Given
    faults: tuple[Fault, ...]
    facts: Mapping[str, object]


def words_of_rows(settings: Settings, today: date) -> dict[str, dict[str, Label]]:
    """Return what a row can say by a name: lines, items, years of the programme."""
    may_name = known(settings, today)
    return {
        "line": {x: one.label for x, one in may_name.lines.items()},
        "item": {x: one.label for x, one in may_name.items.items()},
        "year": {
            str(one.number): Label(f"Year {one.number}", f"Blwyddyn {one.number}")
            for one in may_name.years
        },
        "in_kind": {"yes": in_both(N_("Yes")), "no": in_both(N_("No"))},
    }


def _read(given: Iterable[Row], may_name: Known) -> Iterator[_Read]:
    """Yield each row as a spend, with what is wrong in it."""
    for row in given:
        one = Given(**{name: row.cells[name] for name in NAMES})
        errors = [x for name in NAMES for x in column(name, no_error)(row)]
        told = {fault.column for fault in errors}
        own = [row.fault(x, words, **facts) for x, words, facts in wrong(one, may_name)]
        faults = (*errors, *(x for x in own if x.column not in told))
        yield _Read(row, one, faults, {} if faults else facts_of(one, may_name))


def _twice(read: Iterable[_Read]) -> Iterator[Fault]:
    """Yield the rows that say what an earlier one of the file says."""
    lines: dict[object, int] = {}
    codes: dict[str, int] = {}
    for one in read:
        if one.faults:
            continue
        code = str(one.facts["code"])
        if code and (line := codes.setdefault(code, one.row.number)) != one.row.number:
            yield one.row.fault("code", SAME_CODE, line=line)
            continue
        line = lines.setdefault(tuple(one.facts.values()), one.row.number)
        if line != one.row.number:
            yield one.row.fault("amount", TWICE, line=line)


def _is_as(spend: Spend, facts: Mapping[str, object]) -> bool:
    return all(getattr(spend, name) == value for name, value in facts.items())


def _there(read: Sequence[_Read], spends: Sequence[Spend]) -> Iterator[Fault]:
    """Yield the rows whose reference stands already and says something else."""
    by_code = {spend.code: spend for spend in spends if spend.code}
    for one in read:
        if one.faults or not one.facts["code"]:
            continue
        before = by_code.get(str(one.facts["code"]))
        if before and not _is_as(before, one.facts):
            yield one.row.fault("code", DIFFERS)


def _keep(
    database: Database,
    read: Sequence[_Read],
    spends: Sequence[Spend],
    said: Mapping[str, object],
) -> tuple[int, list[Fault]]:
    """Keep what is new; return how many, and notes of what was there already."""
    added, notes = 0, []
    for one in read:
        if any(_is_as(spend, one.facts) for spend in spends):
            if not one.facts["code"]:
                notes.append(one.row.fault("amount", THERE))
            continue
        put(database, Spend, **{**one.facts, **said})
        added += 1
    return added, notes


def _brought(
    database: Database, intake: Intake, may_name: Known, person: int | None
) -> ImportResult:
    """Look at every row, and keep what is new if nothing is wrong in any."""
    read = list(_read(intake.rows, may_name))
    spends = rows(database, Spend, withdrawn_on="")
    own = (x for one in read for x in one.faults)
    wrong_rows = (*intake.faults, *own, *_twice(read), *_there(read, spends))
    faults = first_faults(sorted(wrong_rows, key=lambda one: one.row))
    if faults:
        return ImportResult(faults=tuple(faults), **intake.how())
    said = {"said_on": may_name.today, "person": person}
    added, notes = _keep(database, read, spends, said)
    how = intake.how()
    how["notes"] = (*how["notes"], *notes)
    return ImportResult(added, unchanged=len(read) - added, **how)


def import_spend(  # noqa: PLR0913 - a file, as told, and who brings it in
    settings: Settings,
    path: Path,
    told: Told = NOTHING,
    *,
    dry_run: bool = False,
    today: date,
    bringing: Bringing = NOBODY,
    actor: Actor = MACHINE,
) -> ImportResult:
    """Import a file of what was spent: all of its rows, or nothing.

    What stands already stays and is not entered anew. A dry run does everything in a
    real transaction and rolls it back. ``bringing`` writes down that it was done,
    ``actor`` is asked for the right to keep the money.

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
    with writing(settings.database, keep=not dry_run) as database:
        bringing.begin(database)
        present = require_now(database, actor, "keep_money")
        may_name = known(settings, today)
        result = _brought(database, intake, may_name, present.person)
        if result.faults:
            return result
        intake.keep(database, today)
        bringing.done(database, SUBJECT, (result.added, 0))
    return result


FILES = Files(SUBJECT, WANTED, words_of_rows, import_spend)
