"""Offers and requests: the board, as a list and on a map."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import frame

with frame.page("exchange"):
    st.title(t("Offers and requests"))
