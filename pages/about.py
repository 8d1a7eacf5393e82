"""About the data: every source, licence, date and limit, from the definitions."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import components, frame
from copro_map.search.page import sections

with frame.page("about"):
    st.title(t("About the data"))
    components.lead(
        t(
            "Every data set behind this map, who publishes it, on what terms, how old "
            "it is and what it cannot tell you."
        )
    )
    st.header(t("Entries"))
    sections.sources("network")
    st.header(t("How entries get onto the map"))
    sections.how_added()
    st.header(t("How entries are confirmed"))
    sections.how_confirmed()
    st.header(t("Boundaries"))
    sections.layer_sources()
    st.header(t("Places and people"))
    sections.sources("postcodes", "places", "residential", "england", "statistics")
