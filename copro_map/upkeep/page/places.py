"""The part of the desk with places that the gazetteer does not know."""

from __future__ import annotations

from copro_map.people.rules.permissions import Actor


def draw(who: Actor) -> None:  # noqa: ARG001 - to be filled
    """Draw it."""
