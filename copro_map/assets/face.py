"""What others may ask of assets, with the records that come back."""

from copro_map.assets.importing import save_entries
from copro_map.assets.presenting import present
from copro_map.assets.rules.ending import live_entries
from copro_map.assets.rules.query import Query
from copro_map.assets.rules.records import EXCHANGE_KINDS, Asset, Location
from copro_map.assets.search import Answer, all_assets
from copro_map.assets.store.entries import origins, public_assets
from copro_map.assets.store.history import (
    ALWAYS,
    Confirmation,
    confirm_entries,
    entry_history,
)

__all__ = [
    "ALWAYS",
    "EXCHANGE_KINDS",
    "Answer",
    "Asset",
    "Confirmation",
    "Location",
    "Query",
    "all_assets",
    "confirm_entries",
    "entry_history",
    "live_entries",
    "origins",
    "present",
    "public_assets",
    "save_entries",
]
