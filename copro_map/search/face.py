"""What others may ask of search, with the records that come back."""

from copro_map.search.addressed import Addressed, addressed, check_place
from copro_map.search.drawing import CREDIT
from copro_map.search.likeness import Alike, Known, New, entries_alike, known_entries
from copro_map.search.rules.query import LONGEST_TEXT, PARAMS, Query
from copro_map.search.rules.related import near_on_theme, same_organisation
from copro_map.search.search import Answer, all_assets
from copro_map.search.told import Told, told

__all__ = [
    "Addressed",
    "Alike",
    "Answer",
    "CREDIT",
    "Known",
    "LONGEST_TEXT",
    "New",
    "PARAMS",
    "Query",
    "Told",
    "addressed",
    "all_assets",
    "check_place",
    "entries_alike",
    "known_entries",
    "near_on_theme",
    "same_organisation",
    "told",
]
