"""What others may ask of the exchange, with the records that come back."""

from copro_map.exchange.rules.needs import Need
from copro_map.exchange.rules.records import Matched, Meeting, Pair, Ring, Unmet
from copro_map.exchange.unmet import unmet_needs

__all__ = [
    "Matched",
    "Meeting",
    "Need",
    "Pair",
    "Ring",
    "Unmet",
    "unmet_needs",
]
