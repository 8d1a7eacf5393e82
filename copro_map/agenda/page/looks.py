"""What stands above the events: what this is, the looks of them, the question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from copro_map.agenda import asked as asking
from copro_map.agenda.addresses import tell_address
from copro_map.agenda.rules.asked import PARAMS, Asked, params_of
from copro_map.base.i18n import N_, t
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, state

STYLE = Path(__file__).parent.parent / "agenda.css"
LOOKS = {
    "": N_("List"),
    "month": N_("Month"),
    "map": N_("Map"),
    "plan": N_("Plan"),
}


def look() -> str:
    """Return which look the address asks for: "" the list, "month", "map", "plan"."""
    asked = state.get("show")
    return asked if asked in LOOKS else ""


def dress() -> None:
    """Draw the styles of the page."""
    st.html(styles(STYLE))


def top() -> None:
    """Draw what this page is, and the way to tell of an event."""
    with st.container(key="events_top"):
        st.title(t("Events"), anchor=False)
        components.show(
            "agenda/top.html",
            lead=t(
                "Meetings, training and celebrations of co-production in Wales. Choose "
                "one, book a place if it asks for that, and come."
            ),
            tell=tell_address(),
        )


def switch() -> None:
    """Draw the choice of looks; the question stays the same."""
    st.segmented_control(
        t("View"),
        list(LOOKS),
        format_func=lambda one: t(LOOKS[one]),
        label_visibility="collapsed",
        **state.bind("show", look()),
    )


def asked() -> Asked:
    """Return what the address asks; say so if part of it means nothing."""
    found = asking.addressed(cache.settings(), st.query_params.to_dict())
    if found.ignored:
        st.warning(
            t(
                "The link asks for something that this page does not know: {what}. It "
                "was left out.",
                what=", ".join(found.ignored),
            )
        )
    return found.asked


def put(question: Asked) -> None:
    """Write a question to the address; what was open is closed."""
    usual = dict.fromkeys(PARAMS.values(), "")
    state.put(**{**usual, **params_of(question), "event": ""})


def of_look(question: Asked, month: str = "") -> Asked:
    """Return the question as a table of a month asks it: that month, over or not."""
    return replace(question, month=month, since="", until="", past=False)
