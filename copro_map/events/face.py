"""What others may ask of events, with the records that come back."""

from copro_map.events.clock import by_the_clock
from copro_map.events.events import attended_frame, events_and_moves, events_frame
from copro_map.events.importing import FILES
from copro_map.events.keeping import keep_event
from copro_map.events.keeps import KEEPS
from copro_map.events.kinds import event_types
from copro_map.events.lasting import CARRIES
from copro_map.events.of_area import of_area
from copro_map.events.rules.given import LABELS
from copro_map.events.showing import Shown
from copro_map.events.sweeping import SWEEPS
from copro_map.events.undoing import UNDO
from copro_map.events.waiting import waiting

__all__ = [
    "CARRIES",
    "FILES",
    "KEEPS",
    "LABELS",
    "SWEEPS",
    "Shown",
    "UNDO",
    "attended_frame",
    "by_the_clock",
    "event_types",
    "events_and_moves",
    "events_frame",
    "keep_event",
    "of_area",
    "waiting",
]
