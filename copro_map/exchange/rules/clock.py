"""What is due of a meeting on a day: a gentle reminder, or that it lapses."""

from __future__ import annotations

from datetime import date
from typing import Literal

from copro_map.assets.rules.records import EXCHANGE_KINDS, KeptEntry
from copro_map.exchange.rules.records import Meeting
from copro_map.exchange.rules.standing import days_between

Due = Literal["unanswered", "did_you_meet", "lapse"]
REMIND_AFTER, LAPSE_AFTER, ASK_AFTER = 14, 30, 30  # days
# An entry that closed longer ago is not written about any more: it is history.
WRITTEN_WITHIN = 30


def due(meeting: Meeting, quiet_since: str, day: date) -> Due | None:
    """Return what is due of a meeting on a day; None if nothing is.

    ``quiet_since``: the day (ISO) of the last word, said or pressed. Each is once: what
    was written is kept in ``reminded_on``.
    """
    today = day.isoformat()
    if meeting.state in ("introduced", "tentative"):
        quiet = days_between(quiet_since, today)
        if quiet >= LAPSE_AFTER:
            return "lapse"
        wanted = quiet >= REMIND_AFTER and not meeting.reminded_on
        return "unanswered" if wanted else None
    if meeting.state != "agreed" or meeting.reminded_on > meeting.agreed_on:
        return None
    waited = days_between(meeting.agreed_on, today)
    return "did_you_meet" if waited >= ASK_AFTER else None


def has_closed(entry: KeptEntry, day: date) -> bool:
    """Say whether an offer or a request closed of late, as its last day has passed.

    Not one that somebody said has ended, that was never confirmed, or that has met its
    match: of those nobody is asked whether it opens again.
    """
    return (
        entry.kind in EXCHANGE_KINDS
        and entry.status == "published"
        and entry.verification == "confirmed"
        and not entry.ended_on
        and not (entry.kind == "request" and entry.agreement in ("agreed", "done"))
        and 0 < days_between(entry.ends, day.isoformat()) <= WRITTEN_WITHIN
    )
