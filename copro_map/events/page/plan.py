"""What was promised of events beside what took place, year by year."""

from __future__ import annotations

from copro_map.events.page.none import none


def draw() -> None:
    """Draw the plan: how many of each sort were promised."""
    none()
