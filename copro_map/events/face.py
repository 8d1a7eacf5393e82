"""What others may ask of events, with the records that come back."""

from copro_map.events.clock import by_the_clock
from copro_map.events.events import attended_frame, events_frame, kept_events
from copro_map.events.importing import FILES
from copro_map.events.keeping import keep_event
from copro_map.events.keeps import KEEPS
from copro_map.events.kinds import event_types
from copro_map.events.lasting import CARRIES
from copro_map.events.photos import photos_of
from copro_map.events.rules.given import LABELS
from copro_map.events.rules.records import Event, Moved
from copro_map.events.sweeping import SWEEPS
from copro_map.events.undoing import UNDO
from copro_map.events.waiting import waiting

__all__ = [
    "CARRIES",
    "Event",
    "FILES",
    "KEEPS",
    "LABELS",
    "Moved",
    "SWEEPS",
    "UNDO",
    "attended_frame",
    "by_the_clock",
    "event_types",
    "events_frame",
    "keep_event",
    "kept_events",
    "photos_of",
    "waiting",
]
