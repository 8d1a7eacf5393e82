"""Home: what this is, what is on it, and the ways in."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import components, frame
from copro_map.search.page import sections

with frame.page("home"):
    words, picture = st.columns([3, 2], gap="large", vertical_alignment="center")
    with words:
        st.title(t("Asset map of co-production in Wales"), anchor=False)
        components.lead(
            t(
                "Who plans and runs public services together with citizens, where they "
                "are, and what they offer or look for."
            )
        )
        sections.figures()
        sections.call_to_map()
    with picture:
        sections.picture_of_all()
    st.header(t("Four ways in"))
    sections.ways()
    sections.trust_note()
