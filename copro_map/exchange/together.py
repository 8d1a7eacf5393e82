"""Introducing a pair or a whole ring from the desk, and ending it kindly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import writing
from copro_map.exchange.answering import tell_over
from copro_map.exchange.belonging import belongs_between
from copro_map.exchange.bringing import introduce_in
from copro_map.exchange.meetings import MeetingError, withdraw
from copro_map.exchange.rules.records import Meeting, Pair
from copro_map.exchange.sides import SIDES, Met
from copro_map.exchange.store.meetings import meetings
from copro_map.exchange.words import why_in_words
from copro_map.people.changes import note
from copro_map.people.paragraphs import both, mark
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor
from copro_map.talks.introducing import talk_at


def introduce_all(
    settings: Settings, actor: Actor, pairs: Sequence[Pair], now: datetime
) -> tuple[int, ...]:
    """Introduce a pair, or all the pairs of a ring; return the meetings' numbers.

    Those of a ring have one mark. Each side gets a letter that says why.

    Raises
    ------
    RefusedError
        If somebody may not introduce all of them, or not any more.
    MeetingError
        If one of them cannot be introduced (any more). Nothing is written then.
    """
    ids = "+".join(f"{one.request}~{one.offer}" for one in pairs)
    ring = mark(ids) if len(pairs) > 1 else ""
    whys = [both(partial(why_in_words, one, settings)) for one in pairs]
    with writing(settings.database, make=False) as database:
        return tuple(
            introduce_in(
                database,
                settings,
                actor,
                (one.request, one.offer),
                now,
                why=why,
                ring=ring,
            )
            for one, why in zip(pairs, whys, strict=True)
        )


def can_be_ended(one: Meeting) -> bool:
    """Say whether the Network may end a meeting: its own, and not agreed yet.

    What people began themselves, or have agreed on, is theirs to end.
    """
    return one.begun_by == "network" and one.state in ("introduced", "tentative")


def end_kindly(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """End an introduction whose letters have left: both are told, and both are free.

    Raises
    ------
    RefusedError
        If somebody may not introduce the two, or not any more.
    MeetingError
        If it has ended, is agreed, or is not the Network's to end.
    """
    with writing(settings.database, make=False) as database:
        found = meetings(database, number=number)
        ids = [x for one in found for x in (one.request, one.offer)]
        where = belongs_between(settings, database, *ids)
        present = require_now(database, actor, "introduce", where)
        if not (found and can_be_ended(found[0])):
            raise MeetingError(
                N_(
                    "This cannot be ended from here any more: the two have agreed, or "
                    "it has ended. Load the page again."
                )
            )
        after = withdraw(database, number, "network", now)
        talk = talk_at(database, after.talk)
        for side in SIDES:
            tell_over(database, Met(after, side, talk), "network", now)
        ended = Change(
            *("meeting", str(number), "ended"),
            was=f"{after.request} {after.offer}",
            entry=after.request,
            areas=where.areas,
        )
        note(database, present, ended, now)
