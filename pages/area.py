"""Area: who is here, what is missing, how it compares, and a brief to hand round."""

import streamlit as st

from copro_map.areas.page import area
from copro_map.base.i18n import t
from copro_map.frame import frame
from copro_map.frame.plain import plain_page
from copro_map.open_data.page.share import share

with frame.page("area"):
    area_code = area.picker()
    if not area_code:
        st.title(t("Areas"))
        st.info(
            t("Choose a kind of area, then an area, to see what is on the map there.")
        )
    else:
        view = area.heading(area_code)
        share("area")
        area.figures(view)
        area.gaps(view)
        area.comparison(view)
        area.entries_of(view)
        area.trust(view)
        area.brief(view)
        plain_page("area", area_code)
