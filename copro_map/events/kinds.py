"""The sorts of event, from their definition file; it is read once."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.definitions import load_all
from copro_map.events.rules.kinds import EventType


def event_types(settings: Settings) -> dict[str, EventType]:
    """Return the sorts of event by id, in the order of the file."""
    return load_all(EventType, settings.data_dir / "event_types.toml")
