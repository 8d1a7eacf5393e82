"""A part of the desk about the plan."""

from __future__ import annotations

from copro_map.people.rules.permissions import Actor


def draw(who: Actor) -> None:
    """Draw it for whoever is at the desk."""
