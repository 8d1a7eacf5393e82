"""The part of the desk with gaps: whom we asked, where there is none, whom I know."""

from __future__ import annotations

from copro_map.people.rules.permissions import Actor


def draw(who: Actor) -> None:  # noqa: ARG001 - to be filled
    """Draw it."""
