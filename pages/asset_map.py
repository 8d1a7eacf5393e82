"""Asset map: a question in one row, its answer as a list and on a map beside it."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import components, faults, frame, state
from copro_map.open_data.page.share import handing_on
from copro_map.search import cached
from copro_map.search.face import Answer
from copro_map.search.page import counted, entries, filters, found, map_view, screen
from copro_map.search.page.printing import printable
from copro_map.search.page.question import question
from copro_map.search.page.take_away import take_away
from copro_map.upkeep.page.seeking import note_vain


@frame.part
def search_and_read() -> None:
    """Draw the question, what was found, and the entry that is open."""
    # What comes and goes has a place of its own: nothing below it is made anew.
    with st.container():
        query = filters.read_query()
    with faults.told_below(lambda: question(query, None)), st.container():
        entry_id, answer = entries.chosen_entry(), cached.answer(query)
    if state.get("print"):
        counted.result(answer)
        counted.ended(answer)
        printable(answer)
        return
    question(query, answer)
    with st.container(horizontal=True, key="result_line"):
        counted.result(answer)
        with st.popover(
            t("Take it with you"), icon=":material/share:", key="take_away"
        ):
            take_away(query)
            handing_on("asset_map")
    results(answer, entry_id)
    note_vain(answer)


def results(answer: Answer, entry_id: str) -> None:
    """Draw the entries found: as a list, and on the map beside it."""
    list_side, map_side = st.columns([2, 3], gap="medium")
    with list_side, st.container(key="list_side"):
        found.found(answer, entry_id)
    with map_side, st.container(key="map_side"):
        map_view.asset_map(answer, entry_id)
    screen.over_the_page(entry_id)


with frame.page("asset_map"), st.container(key="page"):
    screen.dress()
    st.title(t("Asset map"), anchor=False)
    components.show("search/past_question.html")
    search_and_read()
