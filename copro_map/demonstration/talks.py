"""Conversations of a demonstration: between invented people, about their entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.demonstration.made_up import Days
from copro_map.demonstration.sent_in import moment
from copro_map.demonstration.stories import NIA, OWAIN, SIAN
from copro_map.people.links import LIFETIMES, Link
from copro_map.people.outbox import as_if_sent
from copro_map.talks.conversing import give_address, say, say_abuse
from copro_map.talks.rules.talks import First, Side
from copro_map.talks.talks import hold, leave, of_link

LATER = timedelta(hours=5)


@dataclass(frozen=True)
class _Talk:
    """Somebody writes to the ``to``-th new entry; ``back`` is what its people write."""

    to: int
    sender: str
    language: str
    ago: int
    words: str
    back: str = ""
    both_give: bool = False
    is_abuse: bool = False


TALKS = (
    _Talk(
        to=0,
        sender=NIA,
        language="en",
        ago=6,
        words="Demonstration: may we visit your kitchen with six neighbours?",
        back="Demonstration: gladly, on any Tuesday. How many of you eat no meat?",
    ),
    _Talk(
        to=1,
        sender=SIAN,
        language="cy",
        ago=5,
        words="Arddangosiad: hoffem ddysgu sut rydych yn rhannu'r cludiant.",
        back="Arddangosiad: dewch draw ryw fore. Dyma fy nghyfeiriad.",
        both_give=True,
    ),
    _Talk(
        to=2,
        sender=OWAIN,
        language="en",
        ago=3,
        words="Demonstration: this is an advert, sent again and again.",
        is_abuse=True,
    ),
)


def _link(mark: str, side: Side, now: datetime) -> Link:
    """Return what a link to a conversation opens; nobody has its address."""
    ends = now + LIFETIMES["talk"]
    return Link("talk", "", None, f"{mark} {side}", "", ends, used=False)


def _write(settings: Settings, days: Days, entry: str, one: _Talk) -> None:
    now, later = moment(days, one.ago), moment(days, one.ago) + LATER
    first = First(entry, one.words, one.sender, one.both_give, one.language)
    with writing(settings.database) as database:
        name = kept_entries(database, entry)[entry].name
        talk = hold(database, first, name, now)
        leave(database, talk, name, now)
        theirs = _link(talk.mark, "other", now)
        if one.back:
            say(database, *of_link(database, theirs), one.back, name, later)
    if one.is_abuse:
        say_abuse(settings, theirs, later)
    if one.both_give:
        give_address(settings, theirs, name, later)


def write_talks(settings: Settings, days: Days, entries: Sequence[str]) -> None:
    """Write some conversations about new entries; no letter of them ever leaves."""
    for one in TALKS:
        _write(settings, days, entries[one.to], one)
    with writing(settings.database) as database:
        as_if_sent(database, moment(days, 0))
