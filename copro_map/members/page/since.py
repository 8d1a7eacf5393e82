"""On the page of an entry: that it is of a member, and since when."""

from __future__ import annotations

import streamlit as st

from copro_map.members import cached


def member_since(entry_id: str) -> None:
    """Draw since when an entry is a member's; nothing if it is not."""
    if drawn := cached.since(entry_id):
        st.html(drawn)
