"""The part of the desk where files are brought in: what is in them, what of it."""

from __future__ import annotations

from copro_map.people.rules.permissions import Actor


def draw(who: Actor) -> None:
    """Draw the steps from a file to what it changes, and the imports that were made."""
