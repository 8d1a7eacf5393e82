"""Who somebody is now: read from the database at every look and before every write."""

from __future__ import annotations

from copro_map.base.i18n import t
from copro_map.base.store.became import successors
from copro_map.base.store.connection import Database
from copro_map.people.links import Link
from copro_map.people.rules.permissions import (
    MACHINE,
    PUBLIC,
    Action,
    Actor,
    Belongs,
    keeping_to,
    require,
)
from copro_map.people.rules.persons import Person
from copro_map.people.store.contacts import entries_of
from copro_map.people.store.persons import person_by_number


def actor_of(database: Database, person: Person) -> Actor:
    """Return what a person may say and do now, with the entries of their address."""
    return Actor(
        role=person.role,
        person=person.number,
        name=person.name if person.address else t(person.name),
        address=person.address,
        areas=frozenset(person.areas) if person.role == "officer" else frozenset(),
        own=entries_of(database, person.address) if person.address else frozenset(),
        epoch=person.epoch,
    )


def bearer(database: Database, link: Link) -> Actor:
    """Return who somebody is who holds a link for an address: the owner of its entries.

    A link about one entry opens that one alone, as long as the address speaks for it.
    The public for a link of any other purpose.
    """
    own = entries_of(database, link.address) if link.address else frozenset()
    if link.purpose == "entry":
        own &= {successors(database).get(link.entry, link.entry)}
    elif link.purpose != "my_page":
        own = frozenset()
    return Actor(role="owner", address=link.address, own=own) if own else PUBLIC


def now_of(database: Database, actor: Actor) -> Actor:
    """Return who somebody is by the database, not by what a page was drawn with.

    A person as they are entered now; the public if they are switched off, or their
    sessions were ended. Of whoever holds a link the entries that their address still
    speaks for. The command line stays what it is. Whoever keeps to some areas goes on
    keeping to them.
    """
    if actor == keeping_to(MACHINE, actor.within):
        return actor
    if actor.person is not None:
        person = person_by_number(database, actor.person)
        if person is None or not person.active or person.epoch != actor.epoch:
            return PUBLIC
        return keeping_to(actor_of(database, person), actor.within)
    if actor.role != "owner" or not actor.address:
        return PUBLIC
    own = actor.own & entries_of(database, actor.address)
    return Actor(role="owner", address=actor.address, own=own) if own else PUBLIC


def require_now(
    database: Database, actor: Actor, action: Action, *where: Belongs
) -> Actor:
    """Refuse what somebody may not do now, inside the transaction that would do it.

    Role, areas, active flag and epoch are read again; so are the entries that an
    address speaks for. Returned is who they are now, for what is written of them.

    Raises
    ------
    RefusedError
        If they may not, or not any more; the message says what to do.
    """
    present = now_of(database, actor)
    require(present, action, *where)
    return present
