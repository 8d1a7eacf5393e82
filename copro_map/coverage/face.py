"""What others may ask of coverage, with the records that come back."""

from copro_map.coverage.asked import UNDO
from copro_map.coverage.charts.matrix import FROM_PEOPLE, NOTHING, STATISTICS
from copro_map.coverage.council import OfCouncil, of_council
from copro_map.coverage.gaps import KM, Ask, Coverage, cover
from copro_map.coverage.keeps import KEEPS
from copro_map.coverage.ledger import FILES
from copro_map.coverage.method import method
from copro_map.coverage.months import Moved, keep_month, moved
from copro_map.coverage.of_area import OfArea
from copro_map.coverage.pictures import rate_map
from copro_map.coverage.sweeping import SWEEPS
from copro_map.coverage.tables import published
from copro_map.coverage.waiting import waiting
from copro_map.coverage.weighed import Weighed
from copro_map.coverage.words import LOOKED_UP, TITLES, Said

__all__ = [
    "KEEPS",
    "FILES",
    "FROM_PEOPLE",
    "KM",
    "LOOKED_UP",
    "NOTHING",
    "STATISTICS",
    "SWEEPS",
    "TITLES",
    "UNDO",
    "Ask",
    "Coverage",
    "Moved",
    "OfArea",
    "OfCouncil",
    "Said",
    "Weighed",
    "cover",
    "keep_month",
    "method",
    "moved",
    "of_council",
    "published",
    "rate_map",
    "waiting",
]
