"""Two entries of one body: judged to be two, or merged; and taken apart again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from copro_map.assets.face import (
    Asset,
    EntryState,
    KeptEntry,
    kept_entries,
    public_assets,
    save_entries,
    set_states,
)
from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.people.changes import note, undoable
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, UndoError
from copro_map.people.rules.consents import PERSON
from copro_map.people.rules.permissions import Actor, Belongs
from copro_map.upkeep.belonging import belonging
from copro_map.upkeep.moving import whole_entry
from copro_map.upkeep.rules.pairs import (
    DAYS,
    NUMBERS_OF,
    TEXTS,
    UNITED,
    Pair,
    as_noted,
    is_as_noted,
    is_empty,
    record_of,
)
from copro_map.upkeep.store.pairs import Judged, add_judged, judged_by, judged_pairs

# What an entry is found by beside its own texts, so it is given again.
FOUND_BY = ("kind", "name_en", "name_cy", "themes", "stages", "served")
STATE = ("verification", "verified_on", "verified_role")


class MergeError(CoproMapError):
    """Two entries that cannot become one; the message says what to do instead."""


def _both(database: Database, one: str, other: str) -> tuple[KeptEntry, KeptEntry]:
    kept = kept_entries(database)
    if one == other or not {one, other} <= kept.keys():
        raise MergeError(N_("Choose two entries of the map."))
    if any(kept[x].status != "published" for x in (one, other)):
        raise MergeError(
            N_(
                "One of the two is not on the map any more: it was merged or taken off "
                "meanwhile. Look at what is there now."
            )
        )
    if kept[one].kind != kept[other].kind:
        raise MergeError(
            N_("The two are of different kinds, such as a body and its project.")
        )
    return kept[one], kept[other]


def note_judged(  # noqa: PLR0913 - what was judged, of what, by whom and when
    database: Database,
    present: Actor,
    judged: Judged,
    where: tuple[Belongs, ...],
    now: datetime,
    made: Made | None = None,
) -> None:
    """Keep what was judged, and write it down, inside the caller's transaction."""
    areas = frozenset[str]().union(*(one.areas for one in where))
    entry = judged.stays or judged.record.split(" ", maxsplit=1)[0]
    was, is_now = "", f"{judged.gone} {judged.stays}" if judged.gone else "two"
    if made:
        was, is_now = is_now, ""
    change = Change(
        subject="duplicate",
        record=judged.record,
        what="merged" if judged.gone else "two",
        was=was,
        now=is_now,
        entry=entry,
        areas=areas,
        undoes=made.number if made else None,
    )
    number = note(database, present, change, now)
    add_judged(database, judged, number, judged.id if made else None)


def are_two(
    settings: Settings, actor: Actor, one: str, other: str, now: datetime
) -> None:
    """Keep that two entries are two bodies: they are not proposed again.

    Raises
    ------
    RefusedError
        If ``actor`` may not judge both.
    MergeError
        If there are no such two on the map.
    """
    with writing(settings.database, make=False) as database:
        both = _both(database, one, other)
        where = tuple(belonging(settings, entry) for entry in both)
        present = require_now(database, actor, "merge", *where)
        _refuse_judged(database, one, other)
        judged = Judged(0, record_of(one, other), "two", "", "", {}, {})
        note_judged(database, present, judged, where, now)


def _refuse_judged(database: Database, one: str, other: str) -> None:
    if record_of(one, other) in judged_pairs(database):
        raise MergeError(
            N_("Somebody judged these two meanwhile. Look at what happened.")
        )


def merge(
    settings: Settings, actor: Actor, gone: str, stays: str, now: datetime
) -> None:
    """Let an entry become another, of the same body: it leaves the map and leads there.

    What the one that stays did not say it says as the other did; self-audits, words,
    contacts and what it runs are found under it. No later import brings the other back.

    Raises
    ------
    RefusedError
        If ``actor`` may not merge both.
    MergeError
        If there are no such two on the map, of one kind.
    """
    day = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        both = _both(database, gone, stays)
        where = tuple(belonging(settings, entry) for entry in both)
        present = require_now(database, actor, "merge", *where)
        _refuse_judged(database, gone, stays)
        was, filled = _taken_over(_row(database, stays), _row(database, gone))
        state = _later(both[0], both[1])
        before = {name: getattr(both[1], name) for name in STATE} if state else {}
        _write(settings, database, stays, filled, now)
        known = day.isoformat()
        states = [EntryState(gone, known, became=stays)]
        if state:
            states.append(EntryState(stays, known, **state))
        set_states(database, states)
        judged = Judged(
            *(0, record_of(gone, stays), "one", gone, stays),
            *({**was, **before}, as_noted(filled) | state),
        )
        note_judged(database, present, judged, where, now)


def _row(database: Database, entry: str) -> Any:
    """Return an entry as the public reads it, with the days that it was given."""
    row = public_assets(database, entry).loc[entry]
    given = whole_entry(database, entry).given
    for name, known in DAYS.items():
        row[name] = given[name] or row[known]
    return row


def _taken_over(row: Any, other: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what an entry says, and what it is given of the other one.

    Of a person nothing: what they agreed to be shown is shown of that entry alone.

    Raises
    ------
    MergeError
        If one of the two is a person, and the other is not.
    """
    persons = [one.practitioner_type == PERSON for one in (row, other)]
    if all(persons):
        return {}, {}
    if any(persons):
        raise MergeError(
            N_("One of the two is a person, and the other is not: they are two.")
        )
    return _given(row, other)


def _given(row: Any, other: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what an entry says, and what it is given, of all that it is given."""
    given: dict[str, Any] = {}
    for name in TEXTS:
        if is_empty(row[name]) and not is_empty(other[name]):
            value = other[name]
            given[name] = int(value) if name in NUMBERS_OF else str(value)
    for name in UNITED:
        both = sorted({*row[name], *other[name]})
        if set(both) != set(row[name]):
            given[name] = both
    was: dict[str, Any] = {}
    for name in given:
        value = row[name]
        told = list(value) if name in UNITED else str(value)
        was[name] = None if name in NUMBERS_OF else told
    return was, given


def _later(gone: KeptEntry, stays: KeptEntry) -> dict[str, Any]:
    """Return how far the other one was checked, if that was later."""
    if gone.verification != "confirmed":
        return {}
    if stays.verification == "confirmed" and stays.verified_on >= gone.verified_on:
        return {}
    return {name: getattr(gone, name) for name in STATE}


def _write(
    settings: Settings,
    database: Database,
    stays: str,
    fields: dict[str, Any],
    now: datetime,
) -> None:
    """Write fields of an entry; what its source says of them stays known."""
    if not fields:
        return
    kept = whole_entry(database, stays)
    told = {x: tuple(y) if x in UNITED else y for x, y in fields.items()}
    given = {name: kept.given[name] for name in FOUND_BY} | told
    by_hand = frozenset(given) | {"location"}
    asset = Asset(stays, given, kept.areas, kept.location, by_hand, is_set=True)
    save_entries(database, settings, [asset], now.astimezone(WALES).date())


def undo_pair(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take apart what was merged, each as it was; or let two be proposed again.

    Raises
    ------
    RefusedError
        If ``actor`` may not judge both.
    UndoError
        If it was taken back, or the one that stayed became another one since.
    """
    with writing(settings.database, make=False) as database:
        made = undoable(database, made.number)
        judged = judged_by(database, made.number)
        if judged is None:
            raise UndoError(N_("This was taken back already; look at the list again."))
        kept = kept_entries(database)
        both: Pair = (judged.gone, judged.stays)
        if not judged.gone:
            one, other = judged.record.split()
            both = one, other
        where = tuple(belonging(settings, kept[x]) for x in both if x in kept)
        present = require_now(database, actor, "merge", *where)
        if judged.gone:
            _apart(settings, database, judged, kept, now)
        note_judged(database, present, judged, where, now, made)


def _apart(
    settings: Settings,
    database: Database,
    judged: Judged,
    kept: dict[str, KeptEntry],
    now: datetime,
) -> None:
    stays = kept.get(judged.stays)
    if stays is None or stays.status != "published":
        raise UndoError(
            N_(
                "The entry that stayed was merged or taken off itself after that. Take "
                "that back first."
            )
        )
    row = _row(database, judged.stays)
    # What was changed since is newer than what was given.
    back = {
        name: judged.was[name]
        for name, value in judged.now.items()
        if name not in STATE and is_as_noted(row[name], value)
    }
    _write(settings, database, judged.stays, back, now)
    known = now.astimezone(WALES).date().isoformat()
    states = [EntryState(judged.gone, known, became="")]
    state = {name: judged.was[name] for name in STATE if name in judged.was}
    if state and all(getattr(stays, x) == judged.now[x] for x in STATE):
        states.append(EntryState(judged.stays, known, **state))
    set_states(database, states)
