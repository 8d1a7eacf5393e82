"""Places that the gazetteer does not know: which entries wait, and setting them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from copro_map.assets.face import kept_entries, public_assets
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, t
from copro_map.base.names import ALL_WALES
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.base.waiting import Line
from copro_map.geography.areas import BASE_LAYER
from copro_map.people.changes import check_seen, note, undoable, version_of
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change, Made, UndoError
from copro_map.people.rules.consents import PERSON
from copro_map.people.rules.permissions import Actor, Belongs, may
from copro_map.upkeep.belonging import belonging, belongs
from copro_map.upkeep.moving import (
    Moved,
    located,
    move,
    placed,
    stands,
    where_found,
    where_of,
)
from copro_map.upkeep.rules.where import Where, as_text
from copro_map.upkeep.rules.words import Said
from copro_map.upkeep.store.places import PlaceSet, add_place, set_by, standing

Why = Literal["unknown", "nowhere"]


@dataclass(frozen=True)
class Unplaced:
    """An entry that waits for a place.

    ``place`` is what its source calls it, maybe empty. ``why``: "unknown", the place is
    not known here; "nowhere", it has no point at all. ``since`` is the day of its
    source (ISO, maybe a year or a month alone, or empty).
    """

    id: str
    name: Label
    place: str
    why: Why
    since: str
    where: Where
    belongs: Belongs


@dataclass(frozen=True)
class Understood:
    """What a place that somebody wrote was taken for; codes as the layers have them."""

    where: Where
    name: Label | None
    authority: str
    belongs: Belongs


def _why(row: Any) -> Why | None:
    """Say why an entry waits for a place; None if it does not."""
    where = where_of(row)
    if row.practitioner_type == PERSON:  # a district at most, and only if they agree
        return None
    if where.location is not None:
        is_rough = where.location.precision == "area"
        return "unknown" if is_rough and where.place else None
    # Of a body known by name only nobody can say more than its name.
    has_none = ALL_WALES in where.served or row.origin == "named"
    return None if has_none and not where.place else "nowhere"


def to_place(settings: Settings, actor: Actor, today: date) -> tuple[Unplaced, ...]:
    """Return the entries that wait for a place, the oldest source first.

    Only those whose place ``actor`` may set; none that has ended, and none of which
    somebody said that it stands where it should.
    """
    with reading(settings.database) as database:
        entries, rows = kept_entries(database), public_assets(database)
        done = standing(database)
    found = []
    for row in rows.itertuples():
        entry_id, why = str(row.Index), _why(row)
        entry, where = entries[entry_id], where_of(row)
        is_done = entry_id in done and done[entry_id].now == where
        if why is None or is_done or entry.ends < today.isoformat():
            continue
        here = belonging(settings, entry)
        if may(actor, "set_place", here):
            told = (entry.name, where.place, why, entry.source_date, where, here)
            found.append(Unplaced(entry_id, *told))
    return tuple(sorted(found, key=lambda one: (one.since, one.id)))


def understood(settings: Settings, entry_id: str, text: str) -> Understood:
    """Return what a place would be taken for; nothing is written.

    Raises
    ------
    WordError
        If it is not known as one place in Wales, or the entry is not on the map.
    """
    with reading(settings.database) as database:
        return _understood(settings, database, entry_id, text)


def _understood(
    settings: Settings, database: Database, entry_id: str, text: str
) -> Understood:
    found = located(settings, text.strip())
    was, there = stands(database, entry_id), where_found(found)
    # What its source calls the place stays; a place without a name is given one.
    where = replace(there, place=was.place or there.place, served=was.served)
    moved = placed(settings, database, entry_id, where)
    return Understood(where, found.name, where.areas[BASE_LAYER], moved.belongs)


def seen_place(settings: Settings, entry_id: str) -> int:
    """Return the version of an entry's place, for ``set_place``."""
    with reading(settings.database) as database:
        return version_of(database, "place", entry_id)


def set_place(  # noqa: PLR0913 - what is set, of what, by whom and when
    settings: Settings,
    actor: Actor,
    entry_id: str,
    text: str,
    now: datetime,
    *,
    seen: int | None = None,
) -> Where:
    """Set where an entry is: a postcode, a name of a place or a point in degrees.

    A later import does not undo it, unless the source then says something new.

    Raises
    ------
    RefusedError
        If ``actor`` may not set it where it is, or where it will be.
    WordError
        If the place is not known as one in Wales, or the entry is not on the map.
    ConflictError
        If somebody set it otherwise since version ``seen``.
    """
    with writing(settings.database, make=False) as database:
        there = _understood(settings, database, entry_id, text).where
        return _set(settings, database, actor, entry_id, there, now, seen)


def set_without(  # noqa: PLR0913 - what is set, of what, by whom and when
    settings: Settings,
    actor: Actor,
    entry_id: str,
    what: Literal["all_wales", "as_it_stands"],
    now: datetime,
    *,
    seen: int | None = None,
) -> Where:
    """Set that an entry serves all Wales and has no place, or stands as it should.

    Raises
    ------
    RefusedError, WordError, ConflictError
        As ``set_place``; all Wales is the stewards'.
    """
    with writing(settings.database, make=False) as database:
        there = stands(database, entry_id)
        if what == "all_wales":
            there = Where(place=there.place, served=(ALL_WALES,))
        return _set(settings, database, actor, entry_id, there, now, seen)


def _set(  # noqa: PLR0913 - as its callers
    settings: Settings,
    database: Database,
    actor: Actor,
    entry_id: str,
    there: Where,
    now: datetime,
    seen: int | None,
) -> Where:
    here = belongs(settings, entry_id, database)
    moved = placed(settings, database, entry_id, there)
    present = require_now(database, actor, "set_place", here, moved.belongs)
    check_seen(database, "place", entry_id, seen, {"place": as_text(there)})
    return keep_place(settings, database, present, moved, now)


def keep_place(
    settings: Settings, database: Database, present: Actor, moved: Moved, now: datetime
) -> Where:
    """Write where an entry is from now on, and note it, inside the transaction."""
    entry = moved.asset.id
    was, here = stands(database, entry), belongs(settings, entry, database)
    move(settings, database, moved, now.astimezone(WALES).date())
    there = stands(database, entry)
    number = note(database, present, _change(was, there, moved, here), now)
    add_place(database, entry, number, was, there)
    return there


def _change(was: Where, there: Where, moved: Moved, here: Belongs) -> Change:
    """Return what is written down: where it is shown, a person no more exactly."""
    entry = moved.asset.id
    return Change(
        subject="place",
        record=entry,
        what="place",
        was=as_text(was),
        now=as_text(there),
        entry=entry,
        areas=here.areas | moved.belongs.areas,
    )


def undo_place(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Put the place of an entry back as it was before a change.

    Raises
    ------
    RefusedError
        If ``actor`` may not set it where it is, or where it was.
    UndoError
        If it was taken back, or the place is not any more what the change set.
    """
    with writing(settings.database, make=False) as database:
        made = undoable(database, made.number)
        done = set_by(database, made.number)
        if done is None or stands(database, done.asset_id) != done.now:
            raise UndoError(
                N_("The place was changed by an import after that. Set it anew.")
            )
        _put_back(settings, database, actor, done, now)


def _put_back(
    settings: Settings, database: Database, actor: Actor, done: PlaceSet, now: datetime
) -> None:
    entry = done.asset_id
    here = belongs(settings, entry, database)
    moved = placed(settings, database, entry, done.was)
    present = require_now(database, actor, "set_place", here, moved.belongs)
    if done.was != done.now:
        move(settings, database, moved, now.astimezone(WALES).date())
    back = _change(done.now, done.was, moved, here)
    back = replace(back, undoes=done.change)
    number = note(database, present, back, now)
    add_place(database, entry, number, done.now, done.was, undoes=done.id)


def move_back(
    settings: Settings, database: Database, actor: Actor, word: Said, now: datetime
) -> None:
    """Put the place back that a word set, if it stands there still.

    Inside the transaction that takes the word back.

    Raises
    ------
    RefusedError
        If ``actor`` may not set it where it is, or where it was.
    """
    done = standing(database).get(word.asset_id)
    if done is None or stands(database, word.asset_id) != done.now:
        return
    if where_found(located(settings, word.place)).location == done.now.location:
        _put_back(settings, database, actor, done, now)


def places_wait(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:
    """Return how many entries wait for a place, in words, with the way there."""
    found = to_place(settings, actor, today)
    if not found:
        return ()
    words = t("Entries that wait for a place: {n}", n=len(found))
    since = min((one.since for one in found if one.since), default="")
    return (Line(words, "desk?part=places", len(found), since),)
