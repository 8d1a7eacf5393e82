"""Workshops on the desk: opened with a code to say aloud, given another one, ended."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from copro_map.base.characters import HIDDEN, has_control, tidied
from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.names import BASE_LAYER, COUNCIL_LAYER
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.store.sweeping import swept
from copro_map.base.today import WALES
from copro_map.contribute.rules.workshop import (
    CODE_GROUP,
    CODE_SIGNS,
    LONGEST_NAME,
    Workshop,
    end_of,
)
from copro_map.contribute.store import workshops as store
from copro_map.geography.areas import load_layers
from copro_map.geography.officers import officers_areas
from copro_map.people.changes import note
from copro_map.people.marks import mark_of
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.codes import SIGNS, folded
from copro_map.people.rules.permissions import Actor, Belongs, may


class WorkshopError(CoproMapError):
    """Something that a workshop cannot take, or not any more; says what to do."""


@dataclass(frozen=True)
class Opened:
    """A workshop that was opened, or given another code: the code is kept nowhere."""

    number: int
    code: str = field(repr=False)


def belongs(settings: Settings, area: str) -> Belongs:
    """Return whose a workshop is by its area: that of the councils of it.

    One of no area is the stewards'.
    """
    if not area:
        return Belongs("", frozenset())
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    return Belongs("", officers_areas(layers, {}, (area,)))


def mark_of_code(database: Database, typed: str) -> str:
    """Return the keyed mark of a code, however it is typed."""
    return mark_of(database, f"workshop {folded(typed)}")


def made_code() -> str:
    """Return a new code: two groups of four signs, none of which look alike."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(CODE_SIGNS))
    return f"{signs[:CODE_GROUP]}-{signs[CODE_GROUP:]}"


def _name(text: str) -> str:
    plain = tidied(text).strip()
    if has_control(plain):
        raise WorkshopError(HIDDEN)
    if len(plain) > LONGEST_NAME:
        raise WorkshopError(
            N_("Write a name of at most {n} characters."), n=LONGEST_NAME
        )
    return plain


def _check_area(settings: Settings, area: str) -> None:
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    known = {x for one in (BASE_LAYER, COUNCIL_LAYER) for x in layers[one].areas}
    if area and area not in known:
        raise WorkshopError(N_("Choose an area of the list, or none."))


def open_workshop(
    settings: Settings,
    actor: Actor,
    name: tuple[str, str],
    area: str,
    hours: float | None,
    now: datetime,
) -> Opened:
    """Open a workshop: until today's end, or for so many hours, 24 at most.

    ``name`` is what it is called in English and in Welsh; one of the two is enough.
    The code is returned, and only its keyed mark is kept.

    Raises
    ------
    RefusedError
        If somebody may not in this area.
    WorkshopError
        If it has no name, or there is no such area.
    """
    english, welsh = (_name(one) for one in name)
    if not (english or welsh):
        raise WorkshopError(N_("Give the workshop a name, in either language."))
    _check_area(settings, area)
    where, code = belongs(settings, area), made_code()
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "open_workshop", where)
        row = {
            "name": english or welsh,
            "name_cy": welsh,
            "code_mark": mark_of_code(database, code),
            "area": area,
            "opened_at": written(now),
            "opened_by": present.person,
            "ends_at": written(end_of(now.astimezone(WALES), hours)),
        }
        number = store.add(database, row)
        change = _change(number, "opened", str(row["ends_at"]), where)
        note(database, present, change, now)
    return Opened(number, code)


def _change(number: int, what: str, now: str, where: Belongs) -> Change:
    return Change("workshop", str(number), what, now=now, areas=where.areas)


def _found(database: Database, number: int) -> Workshop:
    found = store.workshop_with(database, number)
    if found is None:
        raise WorkshopError(N_("This is not there any more. Load the page again."))
    return found


def new_code(settings: Settings, actor: Actor, number: int, now: datetime) -> Opened:
    """Give a workshop another code; the one before opens nothing any more.

    Whoever is in the room stays in it.

    Raises
    ------
    RefusedError
        If somebody may not in this area.
    WorkshopError
        If there is no such workshop, or it has ended.
    """
    code = made_code()
    with writing(settings.database, make=False) as database:
        one = _found(database, number)
        where = belongs(settings, one.area)
        present = require_now(database, actor, "open_workshop", where)
        if not one.is_open(written(now)):
            raise WorkshopError(N_("This workshop has ended. Open another one."))
        store.give_code(database, number, mark_of_code(database, code))
        note(database, present, _change(number, "code", "", where), now)
    return Opened(number, code)


def end_workshop(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """End a workshop now; its lines wait to be read. One that has ended stays so.

    Raises
    ------
    RefusedError
        If somebody may not in this area.
    WorkshopError
        If there is no such workshop.
    """
    with writing(settings.database, make=False) as database:
        one = _found(database, number)
        where = belongs(settings, one.area)
        present = require_now(database, actor, "open_workshop", where)
        if one.is_open(written(now)):
            store.end(database, number, written(now))
            note(database, present, _change(number, "ended", written(now), where), now)


def workshops(settings: Settings, actor: Actor) -> tuple[Workshop, ...]:
    """Return the workshops of somebody's areas that still have a name, the last first.

    Raises
    ------
    RefusedError
        If somebody has no desk.
    """
    with reading(settings.database) as database:
        present = require_now(database, actor, "open_desk")
        found = store.workshops(database)
    return tuple(
        one
        for one in found
        if one.name and may(present, "open_workshop", belongs(settings, one.area))
    )


def empty_past(settings: Settings, now: datetime) -> int:
    """Empty the names of workshops with the last of their lines; return how many.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to empty.
    """
    before = written(now - kept_for(settings, "workshops"))
    return swept(settings.database, before, store.is_past, store.sweep)


# Each returns how much it emptied.
SWEEPS: tuple[Callable[[Settings, datetime], int], ...] = (empty_past,)
