"""The part of the desk where somebody is let go: all that is kept, and forgotten."""

from __future__ import annotations

from copro_map.people.rules.permissions import Actor


def draw(who: Actor) -> None:
    """Draw who is looked for, what is kept of them, and the press that forgets it."""
