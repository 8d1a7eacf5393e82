"""The part of the desk with one region: what waits, what is missing, who was asked."""

from __future__ import annotations

from copro_map.people.rules.permissions import Actor


def draw(who: Actor) -> None:  # noqa: ARG001 - to be filled
    """Draw it."""
