"""What others may ask of assets, with the records that come back."""

from copro_map.assets.columns import PLACE_IN_WORDS
from copro_map.assets.entry_file import EntryFile
from copro_map.assets.keeps import CALLED, KEEPS
from copro_map.assets.presenting import (
    Entry,
    UnknownEntryError,
    find_entry,
    present,
)
from copro_map.assets.rules.ending import live_entries
from copro_map.assets.rules.fields import EXPORTED, Field
from copro_map.assets.rules.records import (
    CONTRIBUTED,
    EXCHANGE_KINDS,
    Asset,
    EntryState,
    KeptEntry,
    Location,
    Value,
)
from copro_map.assets.saving import save_entries
from copro_map.assets.store.entries import public_assets
from copro_map.assets.store.history import ALWAYS, entry_history
from copro_map.assets.store.states import kept_entries, set_states
from copro_map.assets.store.whereabouts import Whereabouts
from copro_map.assets.store.whole import Whole

__all__ = [
    "ALWAYS",
    "CALLED",
    "CONTRIBUTED",
    "EXCHANGE_KINDS",
    "EXPORTED",
    "KEEPS",
    "PLACE_IN_WORDS",
    "Asset",
    "Entry",
    "EntryFile",
    "EntryState",
    "Field",
    "KeptEntry",
    "Location",
    "UnknownEntryError",
    "Value",
    "Whereabouts",
    "Whole",
    "entry_history",
    "find_entry",
    "kept_entries",
    "live_entries",
    "present",
    "public_assets",
    "save_entries",
    "set_states",
]
