"""Meetings, as the rest of the room asks for them: one place for their names."""

from copro_map.exchange.answering import agree, met_each_other, say_no
from copro_map.exchange.bringing import introduce
from copro_map.exchange.known import all_meetings, meeting_of, of_entry, tried
from copro_map.exchange.moving import (
    MeetingError,
    begin,
    decline,
    done,
    keep_meeting,
    said_yes,
    sent,
    withdraw,
)
from copro_map.exchange.settling import free

__all__ = [
    "MeetingError",
    "agree",
    "all_meetings",
    "begin",
    "decline",
    "done",
    "free",
    "introduce",
    "keep_meeting",
    "meeting_of",
    "met_each_other",
    "of_entry",
    "said_yes",
    "say_no",
    "sent",
    "tried",
    "withdraw",
]
