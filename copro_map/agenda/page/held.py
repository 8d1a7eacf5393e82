"""The events that an entry organises, on its own page."""

from __future__ import annotations

from copro_map.agenda import cached
from copro_map.frame import components


def events_of(entry_id: str) -> None:
    """Draw the events that an entry organises; nothing without one."""
    if rows := cached.of_entry(entry_id):
        components.show("agenda/held_by.html", rows=rows, is_live=True)
