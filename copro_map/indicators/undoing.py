"""Figures taken back: what was before is written again, and supersedes that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label
from copro_map.base.store.connection import Database, writing
from copro_map.base.store.programme import programmes_of
from copro_map.base.superseded import current, stands_as, stored
from copro_map.base.today import WALES
from copro_map.indicators.definitions import load_indicators
from copro_map.indicators.due import following
from copro_map.indicators.observed import add_noted, percents_of, record_of
from copro_map.indicators.rules.records import (
    NO_TARGET,
    WHOLE,
    Observation,
    TargetChange,
)
from copro_map.indicators.store.progress import (
    add_target_changes,
    observations,
    target_changes,
)
from copro_map.people.changes import note, undoable, version_of
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, Subject, UndoError
from copro_map.people.rules.permissions import Actor
from copro_map.people.wording import in_both

TAKEN_BACK = Label("Taken back:", "Wedi'i dynnu'n ôl:")
GONE = N_(
    "This figure is not the one in force any more, so it cannot be taken back. Look at "
    "it under Figures."
)

CHANGED = N_(
    "Some of these figures were changed since, so the file cannot be taken back. Take "
    "back the later change first."
)


def _as_before(
    rows: list[tuple[int, Observation]], version: int, of: int
) -> Observation:
    """Return the record that puts back what was before a version of a figure.

    ``rows`` are all records of its period, by id in the order of entry; the last one
    made version ``of``. Withdrawn if there was nothing; and of a checked one if there
    was a draft, which supersedes no checked one.
    """
    number, now = rows[-1]
    undone = rows[version - of - 1][1]
    before = dict(rows).get(undone.supersedes or 0)
    return _again(before, now, number, now.entered_by)


def _again(
    before: Observation | None, now: Observation, number: int, by: str
) -> Observation:
    """Return the record that puts back what was before the one of a number."""
    if before and (before.status != "draft" or now.status != "checked"):
        return replace(before, supersedes=number)
    return replace(now, status="withdrawn", supersedes=number, entered_by=by)


def undo_observation(
    settings: Settings, actor: Actor, made: Made, now: datetime
) -> None:
    """Take back what was entered of a period: what was before counts again.

    Raises
    ------
    UndoError
        If something was changed there after it.
    RefusedError
        If somebody may not.
    """
    today = now.astimezone(WALES).date()
    percents = percents_of(load_indicators(settings.data_dir))
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "enter_figure")
        made = undoable(database, made.number)
        known = observations(database)
        whole = stored(known[known["breakdown"] == WHOLE], Observation)
        record = made.change.record
        rows = [pair for pair in whole.items() if record_of(pair[1]) == record]
        of = version_of(database, "observation", record)
        again = replace(
            _as_before(rows, made.version, of),
            entered_by=in_both(present.role).en,
            entered_on=today.isoformat(),
        )
        change = replace(made.change, undoes=made.number)
        add_noted(database, present, [again], percents, now, change)


def _in_force(changes: dict[int, TargetChange], record: str) -> int:
    """Return the id of the change in force of a target, by what it is noted under."""
    for number, one in changes.items():
        if record == f"{one.indicator} {one.due_on}":
            return number
    raise UndoError(GONE)


def _taken_back(
    one: TargetChange, number: int, change: Change, today: date
) -> TargetChange:
    """Return the change that puts a target back to what it was before another."""
    was, why = change.was, change.why
    return replace(
        one,
        value=None if was == NO_TARGET else float(was),
        changed_on=today.isoformat(),
        supersedes=number,
        reason=f"{TAKEN_BACK.en} {why.en}",
        reason_cy=f"{TAKEN_BACK.cy} {why.cy or why.en}",
    )


def undo_target(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take back a change of a target: it is again what it was before.

    Raises
    ------
    UndoError
        If something was changed there after it.
    RefusedError
        If somebody may not.
    """
    today, programmes = now.astimezone(WALES).date(), programmes_of(settings)
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "enter_figure")
        made = undoable(database, made.number)
        was, change = made.change.was, made.change
        known = current(target_changes(database))
        number = _in_force(stored(known, TargetChange), change.record)
        due = following(known, programmes, settings.data_dir, today)
        again = _taken_back(stored(due, TargetChange)[number], number, change, today)
        role = in_both(present.role)
        by = {"changed_by": role.en, "changed_by_cy": role.cy}
        add_target_changes(database, [replace(again, **by)])  # type: ignore[arg-type] # two texts
        undone = replace(change, was=change.now, now=was, undoes=made.number)
        note(database, present, undone, now)


# What takes a change back, by its subject; a snapshot is kept for good.
UNDO: Mapping[Subject, Callable[[Settings, Actor, Made, datetime], None]] = {
    "observation": undo_observation,
    "target": undo_target,
}


def take_back(
    settings: Settings,
    database: Database,
    present: Actor,
    added: Collection[int],
    now: datetime,
) -> None:
    """Take figures back by their ids, inside the caller's transaction, and note each.

    What counted before counts again.

    Raises
    ------
    UndoError
        If something else is in force by now.
    """
    today = now.astimezone(WALES).date()
    percents = percents_of(load_indicators(settings.data_dir))
    known = observations(database)
    every = stored(known, Observation)
    by, day = in_both(present.role).en, today.isoformat()
    again = []
    for n in sorted(added):
        one, last = every[n], stands_as(every, n)
        if last is None:
            raise UndoError(CHANGED)
        before = every.get(one.supersedes or 0)
        again.append(replace(_again(before, one, last, by), entered_on=day))
    change = Change("observation", "", "figure", why=TAKEN_BACK)
    add_noted(database, present, again, percents, now, change)
