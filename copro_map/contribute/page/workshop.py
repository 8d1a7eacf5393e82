"""The page of a workshop: a room of people types what it knows, a line each."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.people.rules.permissions import Actor


def room() -> None:
    """Draw the room's own map, the lines that were typed, and where to type one."""
    st.title(t("Workshop"))


def draw(who: Actor) -> None:
    """Draw the part of the desk where workshops are opened and ended."""
