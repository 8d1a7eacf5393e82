"""A conversation as another subject begins and ends it, inside its transaction.

No letter is written here: whoever introduces two people tells them why.
"""

from __future__ import annotations

from datetime import datetime

from copro_map.base.moments import written
from copro_map.base.store.connection import Database
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.contacts import Contact
from copro_map.talks.rules.talks import Side, State, Talk
from copro_map.talks.store import talks as store


def talk_at(database: Database, mark: str) -> Talk | None:
    """Return the conversation of a mark; None if it is kept no more."""
    found = store.talks(database, mark=mark) if mark else ()
    return found[0] if found else None


def open_between(
    database: Database, entry: str, one: Contact, other: Contact, now: datetime
) -> Talk:
    """Begin a conversation that is open, without words, between two contacts.

    ``entry`` is what it is about, and whose contact ``other`` is.
    """
    row = {
        "entry": entry,
        "address": one.address,
        "key": address_key(one.address),
        "language": one.language,
        "gives": 0,
        "at": written(now),
    }
    mark = store.put(database, row, "")
    (talk,) = store.talks(database, mark=mark)
    key = address_key(other.address)
    store.meet(database, talk.number, other.address, key, other.language)
    store.become(database, talk.number, "open", written(now))
    return store.talks(database, mark=mark)[0]


def give(database: Database, talk: Talk, side: Side, now: datetime) -> Talk:
    """Give a side's address; both are shown once both are given."""
    store.give(database, talk.number, side, written(now), gives=True)
    return store.talks(database, number=talk.number)[0]


def close(database: Database, talk: Talk, side: Side, now: datetime) -> None:
    """End a conversation that is open, as a side wants it.

    It is "no, thank you" of whoever was written to.
    """
    if talk.state == "open":
        state: State = "no_thanks" if side == "other" else "ended"
        store.become(database, talk.number, state, written(now), side)
