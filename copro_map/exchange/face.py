"""What others may ask of the exchange, with the records that come back."""

from copro_map.exchange.rules.records import Matched, Meeting, Pair, Ring, Unmet

__all__ = [
    "Matched",
    "Meeting",
    "Pair",
    "Ring",
    "Unmet",
]
