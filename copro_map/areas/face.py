"""What others may ask of areas, with the records that come back."""

from copro_map.areas.area import AreaView, look_at
from copro_map.areas.brief import brief_file
from copro_map.areas.cards import STYLES, cards
from copro_map.areas.figures import folds_html
from copro_map.areas.in_words import finding
from copro_map.areas.neighbours import neighbour_dots

__all__ = [
    "STYLES",
    "AreaView",
    "brief_file",
    "cards",
    "finding",
    "folds_html",
    "look_at",
    "neighbour_dots",
]
