"""The events that everybody may see, as a list for programs."""

from __future__ import annotations

from typing import Any

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.events.events import all_events
from copro_map.events.store.events import attended
from copro_map.geography.areas import areas_of, load_layers

COUNTS_FOR = ("1.1",)  # the indicator that whoever comes to an event is active for
COLUMNS = (
    *("id", "type", "name_en", "name_cy", "state", "starts_on", "starts_at"),
    *("ends_on", "ends_at", "venue", "place", "is_online", "entry", "project"),
)


def listed(settings: Settings) -> list[dict[str, Any]]:
    """Return the public events in order of time, cancelled ones too; nobody's address.

    Each with its columns, the code of its area in every layer (None if it is online
    alone), and the codes of the indicators that who came to it counts for.

    Raises
    ------
    DatabaseError
        If there is no database yet.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    with reading(settings.database) as database:
        counted = {event for event, *_ in attended(database)}
    return [
        {
            **{name: getattr(one, name) for name in COLUMNS},
            **areas_of(layers, one.authority or None),
            "indicators": list(COUNTS_FOR if one.number in counted else ()),
        }
        for one in all_events(settings)
    ]
