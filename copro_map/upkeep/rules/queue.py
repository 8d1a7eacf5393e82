"""What waits for a word: what nobody confirmed lately, and what somebody asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from copro_map.assets.rules.records import KeptEntry
from copro_map.base.freshness import Freshness as Freshness
from copro_map.base.freshness import freshness, reminders
from copro_map.upkeep.rules.words import ASKING, UNKNOWN, Said

# After how many months another word is due, and the last one is too old.
Months = tuple[int, int]


def fresh(entry: KeptEntry, today: date, months: Months) -> Freshness:
    """Return how fresh what is known of an entry is on a day."""
    return freshness(entry.verification, entry.verified_on, today, *months)


def asks(words: Sequence[Said]) -> Said | None:
    """Return the last word that asks for something, unless a later one answers it.

    ``words`` as ``rules.words.standing_words``.
    """
    told = [one for one in words if one.word != UNKNOWN]
    last = told[-1] if told else None
    return last if last and last.word in ASKING and not last.place else None


def waits(
    entry: KeptEntry,
    words: Sequence[Said],
    today: date,
    months: Months,
    *,
    asked: bool = False,
) -> bool:
    """Say whether an entry waits for somebody's word.

    It is on the map, and somebody asked for something, or it is not confirmed, or that
    was so long ago that it is due again. What has ended and was confirmed is not.
    ``asked``: a visitor said since the last word that something is wrong.
    """
    if entry.status != "published":
        return False
    if asked:
        return True
    state = fresh(entry, today, months)
    over = entry.ended_on != "" and state != "unverified"
    return asks(words) is not None or not (over or state == "confirmed")


def reminded_on(entry: KeptEntry, months: Months) -> tuple[date, ...]:
    """Return the days on which to remind of a confirmed entry; none of another."""
    if entry.verification == "unverified" or not entry.verified_on or entry.ended_on:
        return ()
    return reminders(date.fromisoformat(entry.verified_on), months[0])
