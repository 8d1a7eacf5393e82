"""What others may ask of the exchange, with the records that come back."""

from copro_map.exchange.apart import UNDO
from copro_map.exchange.clock import SWEEPS, by_the_clock
from copro_map.exchange.figures import matches_between
from copro_map.exchange.in_area import STYLE, InArea, of_area
from copro_map.exchange.keeps import KEEPS
from copro_map.exchange.lasting import CARRIES
from copro_map.exchange.meetings import MeetingError, free, keep_meeting
from copro_map.exchange.rules.records import (
    Meeting,
    State,
    Who,
)
from copro_map.exchange.sides import Met
from copro_map.exchange.unmet import unmet_needs
from copro_map.exchange.waiting import waiting

__all__ = [
    "UNDO",
    "InArea",
    "CARRIES",
    "KEEPS",
    "SWEEPS",
    "Meeting",
    "MeetingError",
    "Met",
    "STYLE",
    "State",
    "Who",
    "keep_meeting",
    "matches_between",
    "of_area",
    "by_the_clock",
    "free",
    "unmet_needs",
    "waiting",
]
