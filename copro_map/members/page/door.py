"""On the home page: the way to the members, and to join."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import current_language
from copro_map.drawing.templates import styles
from copro_map.frame import components, state
from copro_map.members.page.top import STYLE, join_address


def door() -> None:
    """Draw the ways in."""
    st.html(styles(STYLE))
    members = f"/members?{urlencode({state.LANGUAGE: current_language()})}"
    components.show("members/door.html", join=join_address(), members=members)
