"""What others may ask of coverage, with the records that come back."""

from copro_map.coverage.charts.matrix import FROM_PEOPLE, NOTHING, STATISTICS
from copro_map.coverage.gaps import KM, Ask, Coverage, cover, theme_cells
from copro_map.coverage.method import method
from copro_map.coverage.pictures import rate_map
from copro_map.coverage.tables import figures_of
from copro_map.coverage.words import (
    LOOKED_UP,
    TITLES,
    Said,
    gaps_in_words,
    in_sentence,
    themes_in_words,
)

__all__ = [
    "FROM_PEOPLE",
    "KM",
    "LOOKED_UP",
    "NOTHING",
    "STATISTICS",
    "TITLES",
    "Ask",
    "Coverage",
    "Said",
    "cover",
    "figures_of",
    "gaps_in_words",
    "in_sentence",
    "method",
    "rate_map",
    "theme_cells",
    "themes_in_words",
]
