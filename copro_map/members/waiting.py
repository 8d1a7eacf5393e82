"""What waits of members: who joined and was not looked at, terms that end soon."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.store.connection import reading
from copro_map.base.waiting import Line
from copro_map.members.rules.records import Member, Seat
from copro_map.members.rules.seats import ends_soon
from copro_map.members.store.members import rows
from copro_map.people.rules.permissions import Actor, may

MEMBERS, SEATS = "desk?part=members", "desk?part=forum"


def new_members(settings: Settings, actor: Actor, _: date) -> tuple[Line, ...]:
    """Return how many joined and wait for a steward's look, and since when."""
    if not may(actor, "keep_members"):
        return ()
    with reading(settings.database) as database:
        found = rows(database, Member, state="member", seen_on="")
    if not found:
        return ()
    since = min(one.joined_on for one in found)
    words = t("New members to look at: {n}", n=len(found))
    return (Line(words, MEMBERS, len(found), since),)


def terms_that_end(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:
    """Return how many terms on the Forum and the Board ended, or end in 90 days.

    Since when is the day on which the first one ended, "" if none has.
    """
    if not may(actor, "keep_forum"):
        return ()
    with reading(settings.database) as database:
        found = [one for one in rows(database, Seat) if ends_soon(one, today)]
    if not found:
        return ()
    first = min(one.term_ends_on for one in found)
    since = first if first <= today.isoformat() else ""
    words = t("Terms on the Forum and the Board that end soon: {n}", n=len(found))
    return (Line(words, SEATS, len(found), since),)


Ask = Callable[[Settings, Actor, date], tuple[Line, ...]]
WAITING: tuple[Ask, ...] = (new_members, terms_that_end)
