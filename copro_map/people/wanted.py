"""Who wants letters that are written by the clock to those who work here, and who not.

One press ends them, from the letter itself; only a press lets them be written again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Literal

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.people.changes import note
from copro_map.people.links import Link, LinkError
from copro_map.people.persons import persons
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import MACHINE, PUBLIC, Actor, require
from copro_map.people.store import wanted as store

Kind = Literal["monthly", "monday"]

NAMES: Mapping[str, str] = {
    "monthly": N_("The letter on the first of the month"),
    "monday": N_("The letter on Mondays"),
}


def _note(
    database: Database,
    by: Actor,
    person: int,
    letter: str,
    *,
    wanted: bool,
    now: datetime,
) -> None:
    was, to = ("stopped", "written") if wanted else ("written", "stopped")
    change = Change("person", str(person), f"letter_{letter}", was=was, now=to)
    note(database, by, change, now)


def _of(link: Link) -> tuple[int, str]:
    """Return the person and the letter that a link is about.

    Raises
    ------
    LinkError
        If it is about none.
    """
    if link.purpose != "letters" or link.person is None or link.entry not in NAMES:
        raise LinkError(
            N_("This link ends no letter. Open the one at the end of a letter.")
        )
    return link.person, link.entry


def not_wanted(database: Database) -> Collection[tuple[int, str]]:
    """Return who wants no more of which letter: number of the person, and letter."""
    return store.stopped(database).keys()


def is_stopped(settings: Settings, link: Link) -> bool:
    """Say whether whoever a letter's link is for wants no more of that letter."""
    with reading(settings.database) as database:
        return _of(link) in store.stopped(database)


def set_wanted(settings: Settings, link: Link, now: datetime, *, wanted: bool) -> None:
    """Write a letter no more to whoever its link is for, or again.

    Twice is as once. Nothing else that is written to them changes.

    Raises
    ------
    LinkError
        If the link is not one of such a letter.
    """
    person, letter = _of(link)
    day = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        if wanted:
            is_new = store.start(database, person, letter)
        else:
            is_new = store.stop(database, person, letter, day)
        if is_new:
            by = _whose(settings, person)
            _note(database, by, person, letter, wanted=wanted, now=now)


def _whose(settings: Settings, person: int) -> Actor:
    """Return who pressed: whoever the letter was to, if they still work here."""
    own = (one for one in persons(settings, MACHINE) if one.number == person)
    here = next(own, None)
    return Actor(role=here.role, person=person) if here else PUBLIC


def stopped_letters(settings: Settings, actor: Actor) -> Mapping[int, dict[Kind, date]]:
    """Return who wants no more of which letter, since when, by number of the person.

    Raises
    ------
    RefusedError
        If the one who asks may not see persons.
    """
    require(actor, "see_persons")
    found: dict[int, dict[Kind, date]] = {}
    with reading(settings.database) as database:
        require_now(database, actor, "see_persons")
        for (person, letter), since in store.stopped(database).items():
            known: Kind = "monthly" if letter == "monthly" else "monday"
            found.setdefault(person, {})[known] = date.fromisoformat(since)
    return found


def write_again(
    settings: Settings, actor: Actor, person: int, letter: Kind, now: datetime
) -> None:
    """Let a letter be written to somebody again, as they asked an administrator.

    Raises
    ------
    RefusedError
        If the one who asks may not.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "enter_person")
        if store.start(database, person, letter):
            _note(database, present, person, letter, wanted=True, now=now)
