"""The page of a workshop: a room of people types what it knows, a line each."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_moment
from copro_map.contribute.page import workshop_line, workshop_wall
from copro_map.contribute.page.workshop_in import DRAFT, come_in, way_in
from copro_map.contribute.page.workshop_seen import seen
from copro_map.contribute.page.workshops_desk import draw as draw
from copro_map.contribute.room import Room, room_of
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, state

STYLE = Path(__file__).parent / "workshop.css"


def _ended(room: Room) -> None:
    """Say that it has ended, and what becomes of the lines."""
    st.info(
        t(
            "This workshop has ended. Thank you! A steward reads the lines that were "
            "typed here; what is accepted is then on the map."
        ),
        icon=":material/done_all:",
    )
    components.facts([(t("Lines that were typed"), str(room.workshop.typed))])


def room() -> None:
    """Draw the room's own map, the lines that were typed, and where to type one."""
    st.html(styles(STYLE))
    come_in()
    found = room_of(cache.settings(), state.get(DRAFT), current_moment())
    if found is None:
        way_in()
        return
    if state.get("wall") and found.is_open:
        workshop_wall.draw(found)
        return
    st.title(components.no_markdown(workshop_wall.name_of(found.workshop)))
    if not found.is_open:
        _ended(found)
    with st.container(key="workshop_room"):
        workshop_line.lines()
    if found.is_open:
        seen()
