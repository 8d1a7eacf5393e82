"""What others may ask of events, with the records that come back."""

from copro_map.events.events import all_events, attended_frame, events_frame
from copro_map.events.importing import FILES
from copro_map.events.keeping import keep_event
from copro_map.events.kinds import event_types
from copro_map.events.rules.given import LABELS
from copro_map.events.rules.records import Event
from copro_map.events.undoing import UNDO
from copro_map.events.waiting import waiting

__all__ = [
    "FILES",
    "LABELS",
    "UNDO",
    "Event",
    "all_events",
    "attended_frame",
    "event_types",
    "events_frame",
    "keep_event",
    "waiting",
]
