"""On the page of an entry: the action research that it does."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from copro_map.drawing.templates import styles
from copro_map.plan import cached

STYLE = Path(__file__).parent.parent / "plan.css"


def research_of(entry_id: str) -> None:
    """Draw the action research that an entry does; nothing without any."""
    if drawn := cached.research_beside(entry_id):
        st.html(styles(STYLE))
        st.html(drawn)
