"""The privacy notice: what is kept of people, why, how long, and what they can do."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t


def draw() -> None:
    """Draw the notice."""
    st.title(t("Your data"))
