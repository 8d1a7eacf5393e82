"""Asset map: what and where, the map, the same entries as a list, one opened."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import components, faults, frame, state
from copro_map.open_data.page.share import share
from copro_map.search import cached
from copro_map.search.face import Answer
from copro_map.search.page import counted, entries, filters, found, map_view
from copro_map.search.page.question import question
from copro_map.search.page.take_away import take_away
from copro_map.upkeep.page.seeking import note_vain


@frame.part
def search_and_read() -> None:
    """Draw the filters, the map, the list and the entry that is open."""
    # What comes and goes has a place of its own: nothing below it is made anew.
    with st.container():
        query = filters.read_query()
    with faults.told_below(lambda: question(query, None)), st.container():
        entry_id, answer = entries.chosen_entry(), cached.answer(query)
    if state.get("print"):
        counted.tally_line(answer)
        entries.printable(answer)
        return
    question(query, answer)
    hidden = map_view.phone_view()
    results(answer, entry_id)
    components.show("search/hide_on_phone.html", key=hidden)
    take_away(query)
    share("asset_map")
    note_vain(answer)


def results(answer: Answer, entry_id: str) -> None:
    """Draw the entries found: on the map, and as a list beside it."""
    map_side, list_side = st.columns([3, 2], gap="medium")
    with map_side, st.container(key="map_side"):
        map_view.asset_map(answer, entry_id)
    with list_side, st.container(key="list_side"):
        found.found(answer, entry_id)


with frame.page("asset_map"):
    st.title(t("Asset map"))
    search_and_read()
