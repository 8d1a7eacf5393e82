"""The part of the desk with what visitors say is wrong; and where they say it."""

from __future__ import annotations

from copro_map.people.rules.permissions import Actor


def draw(who: Actor) -> None:  # noqa: ARG001 - to be filled
    """Draw it."""
