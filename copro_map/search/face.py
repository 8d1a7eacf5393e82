"""What others may ask of search, with the records that come back."""

from copro_map.search.acts import Act
from copro_map.search.addressed import Addressed, addressed, check_place
from copro_map.search.drawing import CREDIT
from copro_map.search.likeness import Alike, Known, New, entries_alike, known_entries
from copro_map.search.rules.query import (
    DEFAULT_KM,
    LARGEST_KM,
    LONGEST_TEXT,
    PARAMS,
    SORTS,
    Query,
)
from copro_map.search.rules.related import near_on_theme, same_organisation
from copro_map.search.search import VOCABULARIES, Answer, all_assets
from copro_map.search.told import Told, told
from copro_map.search.wording import HOME

__all__ = [
    "Act",
    "Addressed",
    "Alike",
    "Answer",
    "CREDIT",
    "DEFAULT_KM",
    "HOME",
    "Known",
    "LARGEST_KM",
    "LONGEST_TEXT",
    "New",
    "PARAMS",
    "Query",
    "Told",
    "SORTS",
    "VOCABULARIES",
    "addressed",
    "all_assets",
    "check_place",
    "entries_alike",
    "known_entries",
    "near_on_theme",
    "same_organisation",
    "told",
]
