"""Writing to an entry's people: neither side knows the other's address until both say.

A first message is held until whoever wrote it has pressed in the letter sent to the
address that they gave. Words stay in the database, for 30 days: no letter has them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.store.sweeping import swept
from copro_map.people.contacts import reached
from copro_map.people.limits import TooOftenError
from copro_map.people.links import Link, make_link, use_link
from copro_map.people.outbox import put
from copro_map.people.paragraphs import Name
from copro_map.people.rules.addresses import address_key, read_address
from copro_map.talks import talking
from copro_map.talks.blocking import is_blocked
from copro_map.talks.often import check_often
from copro_map.talks.rules.talks import (
    First,
    NobodyError,
    Said,
    Side,
    Talk,
    TalkError,
    across,
    read_words,
)
from copro_map.talks.store import talks as store

GONE = N_(
    "This conversation is not kept any more: what was written is deleted after 30 days."
)
BLOCKED = N_(
    "The map passes on no messages from this address, as its stewards decided. If that "
    "is wrong, write to them: their address is under each entry."
)
# What was never sent; words and addresses; that there was a conversation.
LINES = ("held_messages", "messages", "conversations")
MOST_HELD = 5  # messages of an address that are not sent yet
TOO_MANY_HELD = N_(
    "Some messages from this address are not sent yet. Press the links in the "
    "e-mails that you got, or wait two days: then what is not sent is deleted. What "
    "you wrote stays here as long as this page is open."
)
Beside = Callable[[Database, Talk], None]
NOBODY = N_("There is no longer anybody to write to about this entry.")


@dataclass(frozen=True)
class Seen:
    """A conversation as one side of it sees it.

    ``theirs`` is the other side's address; "" unless both gave theirs.
    """

    talk: Talk
    side: Side
    words: tuple[Said, ...]
    theirs: str

    @property
    def own(self) -> str:
        """Return the address of whoever sees it."""
        return self.talk.of(self.side).address

    @property
    def has_answer(self) -> bool:
        """Say whether the other side has written something."""
        return any(one.side != self.side for one in self.words)


def can_be_written_to(settings: Settings, entry: str) -> bool:
    """Say whether somebody can be written to about an entry; no more of them.

    Not whether the entry is on the map: people know no entries.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        return reached(database, entry) is not None


def hold_message(  # noqa: PLR0913 - what is written, to whom, by whom, when
    settings: Settings,
    first: First,
    name: Name,
    now: datetime,
    *,
    client: str,
    beside: Beside | None = None,
) -> None:
    """Hold a first message, and write to the address it is from: it leaves from there.

    ``name`` is how the entry is called; ``client`` the network address of who asks;
    ``beside`` does what belongs to it in the same transaction.

    Raises
    ------
    TalkError, AddressError
        If the words or the address cannot be taken.
    NobodyError
        If nobody can be written to about the entry.
    TooOftenError
        If too much was written of late, or more of this address waits than anybody
        leaves unsent: so nobody's mailbox is filled by somebody else.
    """
    read_words(first.words)
    key = address_key(read_address(first.address))
    with reading(settings.database) as database:
        if reached(database, first.entry) is None:
            raise NobodyError(NOBODY)
        held = [one for one in store.talks(database, key=key) if one.state == "held"]
    if len(held) >= MOST_HELD:
        raise TooOftenError(TOO_MANY_HELD)
    check_often(key, client, first.entry)
    with writing(settings.database, make=False) as database:
        talk = hold(database, first, name, now)
        if beside:
            beside(database, talk)


def hold(database: Database, first: First, name: Name, now: datetime) -> Talk:
    """Hold a first message, inside the caller's transaction, who asked how often.

    Raises
    ------
    TalkError, AddressError
        If the words or the address cannot be taken.
    """
    words, address = read_words(first.words), read_address(first.address)
    row = {
        "entry": first.entry,
        "address": address,
        "key": address_key(address),
        "language": first.language,
        "gives": int(first.gives),
        "at": written(now),
    }
    mark = store.put(database, row, words)
    token = make_link(database, "message", now, entry=f"{mark} one")
    (talk,) = store.talks(database, mark=mark)
    put(database, talking.to_send(talk, name, token), now)
    return talk


def of_link(database: Database, link: Link) -> tuple[Talk, Side]:
    """Return the conversation that a link is about, and whose link it is.

    Raises
    ------
    TalkError
        If it is kept no more.
    """
    mark, _, side = link.entry.partition(" ")
    found = store.talks(database, mark=mark) if mark else ()
    if not found or not found[0].of("one" if side == "one" else "other").key:
        raise TalkError(GONE)
    return found[0], "one" if side == "one" else "other"


def talks_of(database: Database, address: str) -> tuple[tuple[Talk, Side], ...]:
    """Return the conversations of an address, with its side of each; the last first.

    Not one that is held before it was sent: that is of whoever writes it alone.
    """
    key = address_key(address)
    sides: tuple[Side, ...] = ("one", "other")
    found = [
        (talk, side)
        for talk in store.talks(database, key=key)
        for side in sides
        if talk.of(side).key == key and (side == "one" or talk.state != "held")
    ]
    return tuple(reversed(found)) if key else ()


def seen(settings: Settings, link: Link) -> Seen:
    """Return a conversation as whoever holds a link to it sees it; nothing changes.

    Raises
    ------
    TalkError
        If it is kept no more.
    """
    with reading(settings.database) as database:
        talk, side = of_link(database, link)
        words = store.words_of(database, talk.number)
    theirs = talk.of(across(side)).address if talk.both_give else ""
    return Seen(talk, side, words, theirs)


def link_of(database: Database, talk: Talk, side: Side, now: datetime) -> str:
    """Make a link to a conversation for a side of it; return its token."""
    return make_link(database, "talk", now, entry=f"{talk.mark} {side}")


def leave(database: Database, talk: Talk, name: Name, now: datetime) -> None:
    """Let a first message leave: a letter tells the entry's contact of it.

    Inside the caller's transaction.

    Raises
    ------
    NobodyError
        If there is nobody (any more) to write to.
    """
    contact = reached(database, talk.entry)
    if contact is None:
        raise NobodyError(NOBODY)
    key = address_key(contact.address)
    store.meet(database, talk.number, contact.address, key, contact.language)
    store.become(database, talk.number, "open", written(now))
    (met,) = store.talks(database, number=talk.number)
    token = link_of(database, met, "other", now)
    put(database, talking.wrote_to_you(met, name, token, contact), now)


def send_held(
    settings: Settings,
    token: str,
    name: Name,
    now: datetime,
    *,
    beside: Beside | None = None,
) -> str:
    """Use the link of a held message up, and let it leave; return its writer's link.

    ``beside`` as for ``hold_message``, once it leaves; what it refuses stays. Kept
    back is what comes from an address of which something was said to be abuse, until a
    steward has judged.

    Raises
    ------
    LinkError
        If the link is used, or past.
    NobodyError
        If nobody can be written to any more.
    TalkError
        If it is not kept any more, or nothing of this address is passed on.
    """
    with writing(settings.database, make=False) as database:
        talk, side = of_link(database, use_link(database, token, now))
        if is_blocked(database, talk.one.key):
            raise TalkError(BLOCKED)
        if store.is_accused(database, talk.one.key):
            store.become(database, talk.number, "kept_back", written(now))
        else:
            leave(database, talk, name, now)
            if beside:
                beside(database, talk)
        return link_of(database, talk, side, now)


def sweep_talks(settings: Settings, now: datetime) -> int:
    """Delete what is past; return how many conversations it was of.

    What was not sent after 2 days, words and addresses 30 days after the last word, and
    that there was a conversation after 12 months.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something past.
    """
    held, words, fact = (written(now - kept_for(settings, x)) for x in LINES)
    path = settings.database
    return (
        swept(path, held, store.is_held_past, store.drop_held)
        + swept(path, words, store.are_words_past, store.empty)
        + swept(path, fact, store.is_fact_past, store.drop_past)
    )
