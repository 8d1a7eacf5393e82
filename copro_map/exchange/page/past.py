"""Below the board: what is not open, found on purpose and counted apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.exchange import cached
from copro_map.exchange.page.board import LOOK
from copro_map.frame import components, state
from copro_map.search.face import Query
from copro_map.search.page.entry_list import Part, in_pages

HISTORY = "history"  # in the address: the fold is open
SEEN = "seen"  # unconfirmed, and never was confirmed
# In the order in which it is told: what may open again comes first.
HEADINGS = {
    "ahead": N_("Opens later"),
    "paused": N_("Paused"),
    "agreed": N_("Found somebody"),
    "done": N_("Done"),
    "withdrawn": N_("Withdrawn"),
    "expired": N_("Closed"),
    "unconfirmed": N_("Confirmed too long ago"),
    SEEN: N_("Seen on the web, not confirmed"),
}
LIST = replace(LOOK, key="past", page="older", has_acts=False)


def is_shown(entry_id: str) -> bool:
    """Say whether an entry is read in the list of what is not open."""
    return bool(state.get(HISTORY)) and entry_id in cached.past().index


def _parts(rows: pd.DataFrame, shown: slice) -> Iterator[Part]:
    """Yield a page of the rows below how they stand, and how many stand so."""
    counts, page = rows["headed"].value_counts(), rows[shown]
    for headed, words in HEADINGS.items():
        part = page[page["headed"] == headed]
        if len(part):
            yield Part(part, f"{t(words)} ({counts[headed]})")


def past(query: Query, entry_id: str) -> None:
    """Draw the fold of what is not open; unfolded, the list of it, without an act."""
    count = len(cached.history(query).found)
    if not count:
        return
    is_open = bool(state.get(HISTORY))
    with st.container(key="history"):
        components.heading(t("Not open now"), 2)
        components.paragraph(
            t(
                "Not open, and not counted above: {n}. Calls found on web pages that "
                "nobody confirmed, and what has closed, was withdrawn, or is agreed.",
                n=count,
            )
        )
        st.button(
            t("Hide what is not open") if is_open else t("Show what is not open"),
            icon=":material/history:",
            key="show_history",
            on_click=state.put,
            kwargs={HISTORY: "" if is_open else "1", "older": "", "entry": ""},
        )
        if is_open:
            _listed(query, entry_id if is_shown(entry_id) else "")


def _listed(query: Query, opened: str) -> None:
    found = cached.history(query).hits
    never = (found["stands"] == "unconfirmed") & (found["verification"] == "unverified")
    headed = found["stands"].astype(str).mask(never, SEEN)
    order = headed.map({one: at for at, one in enumerate(HEADINGS)}).astype(int)
    rows = found.assign(headed=headed).loc[order.sort_values(kind="stable").index]
    in_pages(len(rows), lambda shown: _parts(rows, shown), opened, LIST)
