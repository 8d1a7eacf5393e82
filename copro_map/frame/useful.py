"""Below each page: was it useful? Counted by page and month, and nothing of who."""

from __future__ import annotations

from functools import partial
from secrets import token_hex

import streamlit as st

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, t
from copro_map.base.store.connection import writing
from copro_map.base.store.useful import count_useful
from copro_map.base.today import current_day
from copro_map.drawing.templates import render
from copro_map.frame import cache, state
from copro_map.people.limits import check_limit

# An hour's worth, of a computer: a whole council may have one address.
BY_CLIENT = "60 per hour"
HOME = "home"  # The page whose address is empty.
NOT_ASKED = ("desk", "workshop")  # Whoever works there is asked in another way.
TITLES = "titles_of_pages"
SAID = "useful_said"  # By page, what came of the answer in this visit.
VISIT = "useful_visit"
THANKS = N_("Thank you. It is counted, without anything about you.")
NOT_KEPT = N_("Your answer could not be counted just now. You can try again later.")


def title_of(page: str) -> str:
    """Return the title of a page that this visit has seen named; else its address."""
    titles: dict[str, str] = st.session_state.get(TITLES, {})
    return titles.get(page, page)


def name_pages(titles: dict[str, str]) -> None:
    """Keep the titles of all pages, by the last part of their address."""
    st.session_state[TITLES] = {path or HOME: title for path, title in titles.items()}


def _client() -> str:
    """Return where an answer comes from, if the server knows it, or else a visit."""
    visit = st.session_state.setdefault(VISIT, token_hex(8))
    address = st.context.ip_address
    return address if isinstance(address, str) else visit


def _say(page: str, was: bool) -> None:  # noqa: FBT001 - yes or no
    """Count an answer, once a visit and page; keep what is to be said of it."""
    said: dict[str, str] = st.session_state.setdefault(SAID, {})
    if said.get(page) == THANKS:
        return
    try:
        check_limit(BY_CLIENT, "useful", _client())
        with writing(cache.settings().database, make=False) as database:
            count_useful(database, page, current_day(), was=was)
    except CoproMapError:
        said[page] = NOT_KEPT
        return
    said[page] = THANKS


@st.fragment
def _draw(page: str) -> None:
    state.choose_language()
    said = st.session_state.get(SAID, {}).get(page, "")
    with st.container(
        horizontal=True, vertical_alignment="center", key="useful", gap="small"
    ):
        question = t("Was this page useful?")
        st.html(
            render("frame/useful.html", words=t(said) if said else "", ask=question),
            unsafe_allow_javascript=True,
            width="content",
        )
        if said == THANKS:
            return
        for was, label in ((True, t("Yes, it was")), (False, t("No, it was not"))):
            st.button(
                label,
                key=f"useful_{page}_{was}",
                on_click=partial(_say, page, was),
            )


def ask(path: str) -> None:
    """Ask below a page whether it was useful; not on the desk, nor on paper.

    Nothing is read to draw it. What cannot be counted is said in plain words.
    """
    page = path or HOME
    if page not in NOT_ASKED and not state.get("print"):
        _draw(page)
