"""What others may ask of indicators, with the records that come back."""

from copro_map.indicators.asked import People, people
from copro_map.indicators.by_role import (
    baseline_words,
    role_heads,
    role_rows,
    wave_words,
)
from copro_map.indicators.definitions import indicators_of
from copro_map.indicators.files import file_of
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.rules.records import Observation, TargetChange
from copro_map.indicators.since import Since, since_last
from copro_map.indicators.since_in_words import (
    correction_words,
    since_words,
    value_text,
)
from copro_map.indicators.standings import Standing, as_json, progress
from copro_map.indicators.store.progress import add_observations, add_target_changes
from copro_map.indicators.store.snapshots import Snapshot, add_snapshot
from copro_map.indicators.targets import last_changes
from copro_map.indicators.words import bullets

__all__ = [
    "Indicator",
    "Observation",
    "People",
    "Since",
    "Snapshot",
    "Standing",
    "TargetChange",
    "add_observations",
    "add_snapshot",
    "add_target_changes",
    "as_json",
    "baseline_words",
    "bullets",
    "correction_words",
    "file_of",
    "indicators_of",
    "last_changes",
    "people",
    "progress",
    "role_heads",
    "role_rows",
    "since_last",
    "since_words",
    "value_text",
    "wave_words",
]
