"""Offers and requests: the board of what is open, as a list and on a map."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.exchange import cached
from copro_map.exchange.page import board, figures, invitation, past
from copro_map.frame import frame, state
from copro_map.open_data.page.share import handing_on
from copro_map.search.face import Query
from copro_map.search.page import counted, entries
from copro_map.search.page.printing import printable
from copro_map.search.page.question import question
from copro_map.search.page.take_away import take_away


@frame.part
def offers_and_requests() -> None:
    """Draw what this is, and the board; or how it goes."""
    if board.top():
        figures.draw()
        return
    entry_id = entries.chosen_entry()
    query = board.asked()
    if len(cached.on_board()):
        look_for(query, entry_id)
    else:
        invitation.invitation()
    past.past(query, entry_id)


def look_for(query: Query, entry_id: str) -> None:
    """Draw the question, what was found, and the entry that is open."""
    with st.container(key="page"):
        answer = board.answered(query)
        if state.get("print"):
            printable(answer)
            return
        question(query, answer, board.LOOK)
        with st.container(horizontal=True, key="result_line"):
            counted.result(answer)
            with st.popover(
                t("Take it with you"), icon=":material/share:", key="take_away"
            ):
                take_away(query, board.LOOK)
                handing_on("exchange")
        board.results(answer, "" if past.is_shown(entry_id) else entry_id)


with frame.page("exchange"), st.container(key="board"):
    offers_and_requests()
