"""What others may ask of search, with the records that come back."""

from copro_map.search.likeness import Alike, Known, New, entries_alike, known_entries
from copro_map.search.rules.query import Query
from copro_map.search.search import Answer, all_assets

__all__ = [
    "Alike",
    "Answer",
    "Known",
    "New",
    "Query",
    "all_assets",
    "entries_alike",
    "known_entries",
]
