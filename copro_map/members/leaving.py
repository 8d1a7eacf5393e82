"""Leaving the Network, with one press; and coming back, with another."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.today import WALES
from copro_map.members import joining, welcoming
from copro_map.members.rules.joining import JoinError
from copro_map.members.rules.records import Member
from copro_map.members.store.members import become, rows
from copro_map.people.changes import note
from copro_map.people.outbox import put
from copro_map.people.rules.changes import Change

TOO_LATE = N_(
    "It is too long ago to come back like this: your name and your words are deleted. "
    "You are welcome to join anew."
)


def _changed(
    database: Database, member: Member, what: str, now: datetime, **facts: object
) -> Member:
    after = become(database, Member, member.number, **facts)
    change = Change("member", member.id, what, entry=member.entry)
    note(database, joining.BY_LINK, change, now)
    return after


def leave(database: Database, member: Member, now: datetime) -> Member:
    """Let somebody be a member no more from today, as they pressed; tell them so.

    Inside the caller's transaction. The letter has the way back. Whoever has left stays
    so, and is written to no more.
    """
    (member,) = rows(database, Member, number=member.number)
    if member.state != "member":
        return member
    day = max(now.astimezone(WALES).date().isoformat(), member.joined_on)
    after = _changed(database, member, "left", now, state="left", left_on=day)
    if after.address:
        token = joining.link_to(database, after, now)
        put(database, welcoming.goodbye(after, token), now)
    return after


def come_back(database: Database, member: Member, now: datetime) -> Member:
    """Let somebody who left by mistake be a member as before, as if they never had.

    Inside the caller's transaction.

    Raises
    ------
    JoinError
        If their words are deleted already, or they have joined anew meanwhile.
    """
    (member,) = rows(database, Member, number=member.number)
    if member.state == "member":
        return member
    if not member.address_key or member.state != "left":
        raise JoinError(TOO_LATE)
    if known := joining.known_as(database, member):
        raise joining.twice(known)
    return _changed(database, member, "came_back", now, state="member", left_on="")
