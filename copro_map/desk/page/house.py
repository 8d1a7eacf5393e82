"""The part of the desk for the map itself: announcement, mending, name and contact."""

from __future__ import annotations

from copro_map.people.rules.permissions import Actor


def draw(who: Actor) -> None:  # noqa: ARG001 - to be filled
    """Draw it."""
