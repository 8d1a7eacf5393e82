"""What others may ask of assets, with the records that come back."""

from copro_map.assets.presenting import present
from copro_map.assets.rules.opening import EXCHANGE_KINDS
from copro_map.assets.rules.records import Asset, Location
from copro_map.assets.saving import save_entries
from copro_map.assets.search import Answer, all_assets, plain
from copro_map.assets.store.confirmations import Confirmation, confirm_entries
from copro_map.assets.store.entries import origins
from copro_map.assets.store.history import ALWAYS, entry_history
from copro_map.assets.store.search import public_assets

__all__ = [
    "ALWAYS",
    "EXCHANGE_KINDS",
    "Answer",
    "Asset",
    "Confirmation",
    "Location",
    "all_assets",
    "confirm_entries",
    "entry_history",
    "origins",
    "plain",
    "present",
    "public_assets",
    "save_entries",
]
