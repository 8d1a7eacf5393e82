"""How changes of upkeep are taken back, by what they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.people.rules.changes import Made, Subject
from copro_map.people.rules.permissions import Actor
from copro_map.upkeep.merging import undo_pair
from copro_map.upkeep.placing import undo_place
from copro_map.upkeep.reporting import undo_answer

UNDO: Mapping[Subject, Callable[[Settings, Actor, Made, datetime], None]] = {
    "duplicate": undo_pair,
    "place": undo_place,
    "report": undo_answer,
}
