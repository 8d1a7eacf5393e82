"""Asset map: filters, the map, the same entries as a list, one of them opened."""

import streamlit as st

from copro_map.i18n import t
from copro_map.ui import components, frame
from copro_map.ui.cache import answer as answer_to

with frame.page("asset_map"):
    st.title(t("Asset map"))
    query = components.read_query()
    components.filters(query)
    answer = answer_to(query)
    components.tally_line(answer.tally)
    entry_id = components.chosen_entry()
    shows_map = components.phone_view()
    map_side, list_side = st.columns([3, 2], gap="medium")
    with map_side, st.container(key="map_side"):
        components.asset_map(query, answer, entry_id)
    with list_side, st.container(key="list_side"):
        if entry_id:
            components.entry_beside_map(entry_id)
        if answer.hits.empty:
            components.nothing_found(query)
        else:
            components.entry_list(answer, entry_id)
    components.hide_on_phone("list_side" if shows_map else "map_side")
