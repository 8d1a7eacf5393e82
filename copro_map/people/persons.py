"""Persons: entered by an administrator, with a role; switched off, never deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, t
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, reading, writing
from copro_map.people.changes import note
from copro_map.people.rights import require_now
from copro_map.people.rules.addresses import address_key, read_address
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor, require
from copro_map.people.rules.persons import Person, PersonError, check_person
from copro_map.people.store import persons as store
from copro_map.people.store.links import drop_links

# Whose work at the desk can be another's.
TAKES_OVER = ("officer", "steward", "administrator")


def persons(settings: Settings, actor: Actor) -> tuple[Person, ...]:
    """Return whoever is entered and not switched off, by name.

    Raises
    ------
    RefusedError
        If the one who asks may not see them.
    """
    require(actor, "see_persons")
    with reading(settings.database) as database:
        require_now(database, actor, "see_persons")
        found = store.active_persons(database)
    # Whoever is at the machine has no address, and a name of ours.
    return tuple(x if x.address else replace(x, name=t(x.name)) for x in found)


def person_at(settings: Settings, address: str) -> Person | None:
    """Return the person entered with an address, active or not; None if there is none.

    Capitals do not count.
    """
    if not address.strip():
        return None
    with reading(settings.database) as database:
        return store.person_by_key(database, address_key(address))


def enter_person(  # noqa: PLR0913 - a row of the table, by name
    settings: Settings,
    actor: Actor,
    *,
    address: str,
    name: str,
    role: str,
    areas: Sequence[str],
    language: str,
    now: datetime,
) -> Person:
    """Enter a person, or change whoever has the address; return how they are now.

    ``areas`` are codes of County Voluntary Councils, kept of an officer alone; whoever
    asks has looked whether they are any. Somebody who was switched off comes back.

    Raises
    ------
    AddressError, PersonError
        If something of it cannot be; the message says what to write.
    RefusedError
        If the one who asks may not.
    """
    kept = tuple(dict.fromkeys(areas)) if role == "officer" else ()
    key = address_key(address)
    check_person(name, role, kept, language)
    row = {
        "address": read_address(address),
        "address_key": key,
        "name": name.strip(),
        "role": role,
        "areas": kept,
        "language": language,
        "at": written(now),
    }
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "enter_person")
        known = store.person_by_key(database, key)
        if known and role != "administrator":
            leave_one_administrator(database, known)
        if known and known.active and _is_so(known, row):
            return known
        store.put_person(database, row | {"by": present.person})
        entered = store.person_by_key(database, key)
        assert entered is not None
        for change in _changes(known, entered):
            note(database, present, change, now)
    return entered


def _is_so(person: Person, row: Mapping[str, object]) -> bool:
    names = ("address", "name", "role", "areas", "language")
    return all(getattr(person, name) == row[name] for name in names)


def _changes(before: Person | None, after: Person) -> list[Change]:
    """Return what is written down of a person: never the name, nor the address."""
    record = str(after.number)
    if before is None or not before.active:
        return [Change("person", record, "entered", now=after.role)]
    fields = {
        "role": (before.role, after.role),
        "areas": (", ".join(before.areas), ", ".join(after.areas)),
        "language": (before.language, after.language),
    }
    changes = [
        Change("person", record, what, was, now)
        for what, (was, now) in fields.items()
        if was != now
    ]
    changes += [
        Change("person", record, what)
        for what in ("name", "address")
        if getattr(before, what) != getattr(after, what)
    ]
    return changes


def switch_off(
    settings: Settings,
    actor: Actor,
    number: int,
    *,
    now: datetime,
    hand_to: int | None = None,
) -> None:
    """Switch a person off: nobody signs in as them, and their sessions end.

    Their name is shown nowhere any more; what they said keeps their number. What waited
    for them goes to ``hand_to``: an officer gets their areas too, a steward has all.

    Raises
    ------
    PersonError
        If there is no such person, they are the last administrator, or whoever is to
        take over could not.
    RefusedError
        If the one who asks may not.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "enter_person")
        leaving = _known(database, number)
        leave_one_administrator(database, leaving)
        if hand_to is not None:
            to = _known(database, hand_to)
            _hand_over(database, leaving, to)
            for change in _changes(to, _known(database, hand_to)):
                note(database, present, change, now)
        store.raise_epoch(database, number, written(now), off=True)
        drop_links(database, number)
        change = Change("person", str(number), "switched_off", leaving.role)
        note(database, present, change, now)


def sign_out_everywhere(
    settings: Settings,
    actor: Actor,
    number: int,
    *,
    now: datetime,
) -> None:
    """End all sessions of a person, and the links that would begin one.

    Raises
    ------
    PersonError
        If there is no such person.
    RefusedError
        If the one who asks may not.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "enter_person")
        _known(database, number)
        store.raise_epoch(database, number, written(now), off=False)
        drop_links(database, number)
        note(database, present, Change("person", str(number), "signed_out"), now)


def _hand_over(database: Database, leaving: Person, to: Person) -> None:
    """Let somebody have the areas of a person who leaves."""
    if not to.active or to.number == leaving.number or to.role not in TAKES_OVER:
        raise PersonError(
            N_("{name} cannot take this over. Choose an officer or a steward."),
            name=to.name,
        )
    if to.role == "officer":
        both = tuple(dict.fromkeys((*to.areas, *leaving.areas)))
        store.set_areas(database, to.number, both)


def _known(database: Database, number: int) -> Person:
    person = store.person_by_number(database, number)
    if person is None:
        raise PersonError(N_("There is no such person. Load the page again."))
    return person


def leave_one_administrator(database: Database, person: Person) -> None:
    """Refuse to take the role of the last administrator who can be written to."""
    is_one = person.active and person.role == "administrator"
    if is_one and not store.other_administrators(database, person.number):
        raise PersonError(
            N_(
                "This is the last administrator. Enter another one first, or give "
                "that role to somebody who is entered."
            )
        )
