"""Contribute: put an entry in, or mend one, without an account."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.contribute.page import contribute
from copro_map.frame import frame

with frame.page("contribute"):
    st.title(t("Add to the map"))
    contribute.form()
