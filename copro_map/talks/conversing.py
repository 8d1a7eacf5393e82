"""What either side of a conversation does: write back, give an address, end it."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, writing
from copro_map.people.links import Link
from copro_map.people.outbox import put
from copro_map.people.paragraphs import Name
from copro_map.talks import talking
from copro_map.talks.blocking import is_blocked
from copro_map.talks.often import check_often
from copro_map.talks.rules.talks import (
    SIDES,
    Side,
    State,
    Talk,
    TalkError,
    across,
    read_words,
)
from copro_map.talks.store import talks as store
from copro_map.talks.talks import BLOCKED, link_of, of_link

WAITS = N_(
    "Something that was written from this address was said to be abuse. Nothing is "
    "passed on until a steward of the map has looked. What you wrote stays here."
)


def _open(database: Database, link: Link) -> tuple[Talk, Side]:
    """Return a conversation in which something can be said."""
    talk, side = of_link(database, link)
    if talk.state != "open":
        raise TalkError(N_("This conversation has ended; nothing more is passed on."))
    return talk, side


def write_back(
    settings: Settings,
    link: Link,
    words: str,
    name: Name,
    now: datetime,
    *,
    client: str,
) -> None:
    """Keep what a side writes, and tell the other by a letter that there is something.

    The same words twice in a row are one press.

    Raises
    ------
    TalkError
        If the conversation has ended, the words cannot be taken, or nothing of this
        address is passed on (yet).
    TooOftenError
        If too much was written of late.
    """
    text = read_words(words)
    with writing(settings.database, make=False) as database:
        talk, side = _open(database, link)
        key = talk.of(side).key
        for stopped, why in ((is_blocked, BLOCKED), (store.is_accused, WAITS)):
            if stopped(database, key):
                raise TalkError(why)
        before = store.words_of(database, talk.number)
        if before and (before[-1].side, before[-1].words) == (side, text):
            return
        check_often(key, client, talk.entry)
        say(database, talk, side, text, name, now)


def say(  # noqa: PLR0913 - who says what to whom, about what and when
    database: Database, talk: Talk, side: Side, text: str, name: Name, now: datetime
) -> None:
    """Keep what a side writes, inside the caller's transaction, and tell the other."""
    before = store.words_of(database, talk.number)
    store.say(database, talk.number, side, text, written(now))
    _tell(database, talk, side, f"word {len(before)}", name, now)


def _tell(
    database: Database, talk: Talk, side: Side, news: str, name: Name, now: datetime
) -> None:
    """Write to the other side that there is something new."""
    what, _, nth = news.partition(" ")
    to = across(side)
    if talk.of(to).address:
        token = link_of(database, talk, to, now)
        put(database, talking.news(talk, to, what, nth, name, token), now)


def give_address(
    settings: Settings, link: Link, name: Name, now: datetime, *, gives: bool = True
) -> None:
    """Give a side's address, or not after all; shown are both once both are given.

    What both gave is not taken back: it was read.

    Raises
    ------
    TalkError
        If the conversation has ended.
    """
    with writing(settings.database, make=False) as database:
        talk, side = _open(database, link)
        if talk.both_give or talk.of(side).gives == gives:
            return
        store.give(database, talk.number, side, written(now), gives=gives)
        (after,) = store.talks(database, number=talk.number)
        if after.both_give:
            for to in SIDES:
                token = link_of(database, after, to, now)
                put(database, talking.both_gave(after, to, name, token), now)
        elif gives:
            _tell(database, after, side, f"gives {written(now)}", name, now)


def end(
    settings: Settings, link: Link, name: Name, now: datetime, *, kindly: bool = False
) -> None:
    """End a conversation; the other side is told, in kind words for "no, thank you".

    Raises
    ------
    TalkError
        If it is kept no more.
    """
    with writing(settings.database, make=False) as database:
        talk, side = of_link(database, link)
        if talk.state == "kept_back":
            store.drop(database, talk.number)
        if talk.state != "open":
            return
        is_no = kindly and side == "other"
        state: State = "no_thanks" if is_no else "ended"
        store.become(database, talk.number, state, written(now), side)
        if is_no:
            put(database, talking.no_thanks(talk, name), now)
        else:
            put(database, talking.ended(talk, across(side), name), now)


def say_abuse(settings: Settings, link: Link, now: datetime) -> None:
    """End a conversation as abuse: a steward sees it, and nobody is written to.

    Raises
    ------
    TalkError
        If it is kept no more, or the other side has written nothing.
    """
    with writing(settings.database, make=False) as database:
        talk, side = of_link(database, link)
        words = store.words_of(database, talk.number)
        if talk.state == "abuse":
            return
        if all(one.side == side for one in words):
            raise TalkError(N_("There is nothing here from the other person."))
        store.become(database, talk.number, "abuse", written(now), side)
