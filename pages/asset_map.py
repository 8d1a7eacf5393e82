"""Asset map: filters, the map, the same entries as a list, one of them opened."""

import streamlit as st

from copro_map.i18n import t
from copro_map.ui import components, filters, frame
from copro_map.ui.cache import answer as answer_to

with frame.page("asset_map"):
    st.title(t("Asset map"))
    query = filters.read_query()
    filters.filters(query)
    answer = answer_to(query)
    filters.tally_line(answer.tally)
    entry_id = components.chosen_entry()
    shows_map = filters.phone_view()
    map_side, list_side = st.columns([3, 2], gap="medium")
    with map_side, st.container(key="map_side"):
        components.asset_map(query, answer, entry_id)
    with list_side, st.container(key="list_side"):
        if entry_id:
            components.entry_beside_map(entry_id)
        if answer.hits.empty:
            filters.nothing_found(query)
        else:
            components.entry_list(answer, entry_id)
    filters.hide_on_phone("list_side" if shows_map else "map_side")
