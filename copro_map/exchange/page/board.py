"""The board: what people ask for and offer, as a list and on a map."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.templates import styles
from copro_map.exchange import cached
from copro_map.frame import components, faults, state
from copro_map.search.face import Answer, Query
from copro_map.search.page import filters, found, map_view, screen
from copro_map.search.page.look import Look
from copro_map.search.page.question import question

STYLE = Path(__file__).with_suffix(".css")
FIGURES = "figures"


def _hits(query: Query) -> pd.DataFrame:
    """Return what is open and answers a query, for a file of it."""
    return cached.board(query).hits


LOOK = Look(
    kinds=("request", "offer"),
    shown=("kinds", "categories"),
    folded=(("themes", "spoken"), ("ways", "sectors"), ("languages",)),
    at="exchange",
    has_acts=True,
    hits=_hits,
)


def top() -> str:
    """Draw what this is and the two ways in; return which view is asked."""
    st.html(styles(STYLE))
    screen.dress()
    with st.container(key="board_top"):
        words, ways = st.columns([4, 3], gap="large", vertical_alignment="center")
        with words:
            st.title(t("Offers and requests"), anchor=False)
            components.lead(
                t(
                    "Ask for what you need, and offer what you can: an hour, a room, a "
                    "lift, what you know. It costs nothing, and nobody sees your "
                    "address until you both agree."
                )
            )
        with ways:
            components.show("exchange/ways_in.html")
    names = {"": t("Board"), FIGURES: t("How it goes")}
    asked = state.get("show")
    with st.container(key="views"):
        st.segmented_control(
            t("View"),
            list(names),
            format_func=names.__getitem__,
            label_visibility="collapsed",
            **state.bind("show", asked if asked in names else ""),
        )
    return FIGURES if asked == FIGURES else ""


def asked() -> Query:
    """Return what the address asks of the board: of what is open, and of nothing else.

    Whether something is open or has ended is no question here.
    """
    return filters.read_query(LOOK).without("open_only", "ended")


def answered(query: Query) -> Answer:
    """Return the answer; what cannot be answered is told below the question."""
    with faults.told_below(lambda: question(query, None, LOOK)):
        return cached.board(query)


def results(answer: Answer, entry_id: str) -> None:
    """Draw what was found: as a list, and on the map beside it."""
    list_side, map_side = st.columns([1, 1], gap="medium")
    with list_side, st.container(key="list_side"):
        found.found(answer, entry_id, LOOK)
    with map_side, st.container(key="map_side"):
        map_view.asset_map(answer, entry_id, LOOK)
    screen.over_the_page(entry_id, LOOK)
