"""About: who is on the map, how sure that is, what is kept, and where it comes from."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import components, frame
from copro_map.search.page import about

with frame.page("about"):
    st.title(t("About the data"))
    components.lead(
        t("Four short answers first. Below them: every data set and its source.")
    )
    about.answers()
    st.header(t("In detail"))
    about.how_it_works()
    about.sources()
