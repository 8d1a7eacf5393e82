"""What others may ask of indicators, with the records that come back."""

from copro_map.indicators.brought_in import FILES
from copro_map.indicators.charts.bullets import Bullet
from copro_map.indicators.definitions import indicators_of, own_of
from copro_map.indicators.evidence import Asked
from copro_map.indicators.files import file_of
from copro_map.indicators.first_page import FirstPage
from copro_map.indicators.keeps import KEEPS
from copro_map.indicators.progress import Progress, progress
from copro_map.indicators.rules.indicator import Indicator, Outcome
from copro_map.indicators.rules.records import Observation, TargetChange
from copro_map.indicators.since import Moved, Since
from copro_map.indicators.since_in_words import Row, since_in_words
from copro_map.indicators.snapshots import take_snapshot
from copro_map.indicators.standings import Standing
from copro_map.indicators.store.progress import add_observations, add_target_changes
from copro_map.indicators.undoing import UNDO

__all__ = [
    "KEEPS",
    "FILES",
    "UNDO",
    "Asked",
    "Bullet",
    "FirstPage",
    "Indicator",
    "Observation",
    "Moved",
    "Outcome",
    "Progress",
    "Row",
    "Since",
    "Standing",
    "TargetChange",
    "add_observations",
    "add_target_changes",
    "file_of",
    "indicators_of",
    "own_of",
    "progress",
    "since_in_words",
    "take_snapshot",
]
