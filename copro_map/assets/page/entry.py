"""The page of an entry: what is known of it, and how to have it corrected."""

from __future__ import annotations

from copro_map.assets.charts.entry import Entry
from copro_map.frame import cache, components


def entry_page(entry: Entry) -> None:
    """Draw everything known about an entry."""
    components.show("assets/entry.html", entry=entry)


def report_fault(entry: Entry) -> None:
    """Say how to have an entry corrected or taken out."""
    contact = cache.settings().contact
    components.show("assets/report_fault.html", id=entry.id, contact=contact)
