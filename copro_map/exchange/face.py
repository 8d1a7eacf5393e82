"""What others may ask of the exchange, with the records that come back."""

from copro_map.exchange.apart import undo_meeting
from copro_map.exchange.in_area import STYLE, InArea, board_address, of_area
from copro_map.exchange.rules.needs import Need
from copro_map.exchange.rules.records import Matched, Meeting, Pair, Ring, Unmet
from copro_map.exchange.unmet import unmet_needs
from copro_map.exchange.waiting import waiting

__all__ = [
    "InArea",
    "Matched",
    "Meeting",
    "Need",
    "Pair",
    "Ring",
    "STYLE",
    "Unmet",
    "board_address",
    "of_area",
    "undo_meeting",
    "unmet_needs",
    "waiting",
]
