"""The part of the desk with what was searched for in vain, and which pages help."""

from __future__ import annotations

from copro_map.desk.page import useful
from copro_map.people.rules.permissions import Actor
from copro_map.upkeep.page.seeking import draw_sought


def draw(who: Actor) -> None:
    """Draw what was searched for in vain, and how useful each page is."""
    draw_sought(who)
    useful.draw(who)
