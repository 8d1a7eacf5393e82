"""What a side of a meeting says: yes, no, that they met, or that they did not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.store.connection import Database, writing
from copro_map.exchange import letters, moving
from copro_map.exchange.rules.records import Meeting
from copro_map.exchange.rules.standing import other, yes_of
from copro_map.exchange.sides import (
    SIDES,
    Met,
    Names,
    To,
    link_for,
    met_by,
    names_of,
    talk_side,
    whom_to_tell,
)
from copro_map.people.links import Link
from copro_map.people.outbox import put
from copro_map.people.rules.letters import Letter
from copro_map.talks.introducing import close, give

Write = Callable[[Met, To, Names, str], Letter]


def _across(met: Met, meeting: Meeting) -> Met:
    return replace(met, meeting=meeting, side=other(met.side))


def tell(database: Database, met: Met, write: Write, now: datetime) -> bool:
    """Write to a side, inside the caller's transaction; say whether it was written to.

    ``write`` makes the letter of whom it is to, the names, and the token of a link.
    """
    to = whom_to_tell(database, met)
    if to is None:
        return False
    token = link_for(database, met, to, now)
    return put(database, write(met, to, names_of(database, met.meeting), token), now)


def agree(settings: Settings, link: Link, now: datetime) -> Meeting | None:
    """Say yes for the side of a link; agreed, and both addresses shown, once both have.

    None if the conversation of the link is of no meeting. A second press changes
    nothing, and nobody is written to again.

    Raises
    ------
    MeetingError
        If it has ended, or somebody else has agreed meanwhile.
    TalkError
        If it is kept no more.
    """
    with writing(settings.database, make=False) as database:
        met = met_by(database, link)
        if met is None:
            return None
        if yes_of(met.meeting, met.side):
            return moving.said_yes(database, met.meeting.number, met.side, now)
        after = moving.said_yes(database, met.meeting.number, met.side, now)
        talk = met.talk
        if talk:
            talk = give(database, talk, talk_side(after, met.side), now)
        met = replace(met, meeting=after, talk=talk)
        if after.state == "agreed":
            for side in SIDES:
                tell(database, replace(met, side=side), _agreed, now)
        else:
            tell(database, _across(met, after), _said_yes, now)
    return after


def _agreed(met: Met, to: To, names: Names, token: str) -> Letter:
    theirs = ""
    if met.talk:
        across = talk_side(met.meeting, other(met.side))
        theirs = met.talk.of(across).address
    return letters.agreed(met.meeting, met.side, to, names, token, theirs)


def _said_yes(met: Met, to: To, names: Names, token: str) -> Letter:
    return letters.said_yes(met.meeting, met.side, to, names, token)


def say_no(settings: Settings, link: Link, now: datetime) -> Meeting | None:
    """Say no for the side of a link, take back a yes, or that it did not come about.

    Both are free again, and the other side is told once. None as for ``agree``.

    Raises
    ------
    MeetingError
        If it was done.
    TalkError
        If it is kept no more.
    """
    with writing(settings.database, make=False) as database:
        met = met_by(database, link)
        if met is None:
            return None
        was = met.meeting
        after = moving.decline(database, was.number, met.side, now)
        if after.state == was.state:
            return after
        why = "taken_back" if after.state == "withdrawn" else "declined"
        if was.state == "agreed":
            why = "not_about"
        elif met.talk:
            close(database, met.talk, talk_side(was, met.side), now)
        tell_over(database, _across(met, after), why, now)
    return after


def tell_over(database: Database, met: Met, why: str, now: datetime) -> bool:
    """Tell a side that it is over, and why, inside the caller's transaction."""
    to = whom_to_tell(database, met)
    names = names_of(database, met.meeting)
    if to is None:
        return False
    return put(database, letters.over(met.meeting, met.side, to, names, why), now)


def met_each_other(  # noqa: PLR0913 - what a form asks for
    settings: Settings,
    link: Link,
    now: datetime,
    *,
    thanks: str,
    outcome: str,
    is_story: bool,
) -> Meeting | None:
    """Say for the side of a link that they met; the other side is told once.

    None as for ``agree``; words and errors as for ``moving.done``.
    """
    with writing(settings.database, make=False) as database:
        met = met_by(database, link)
        if met is None:
            return None
        after = moving.done(
            *(database, met.meeting.number, met.side, now),
            thanks=thanks,
            outcome=outcome,
            is_story=is_story,
        )
        if met.meeting.state != "done":
            tell(database, _across(met, after), _thanked, now)
    return after


def _thanked(met: Met, to: To, names: Names, token: str) -> Letter:
    return letters.thanked(met.meeting, met.side, to, names, token)
