"""The part of the desk with figures: observations, targets, snapshots, the start."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.frame import state
from copro_map.indicators.page import aims, frozen, observed, start
from copro_map.people.rules.permissions import Actor, may

SECTIONS: dict[str, tuple[str, Callable[[Actor], None]]] = {
    "": (N_("What people said"), observed.draw),
    "targets": (N_("Targets"), aims.draw),
    "snapshots": (N_("Snapshots"), frozen.draw),
    "start": (N_("Start of the programme"), start.draw),
}


def draw(who: Actor) -> None:
    """Draw the choice of what is entered, and the one that the address names."""
    if not may(who, "enter_figure"):
        return
    asked = state.get("which") if state.get("which") in SECTIONS else ""
    st.segmented_control(
        t("What do you enter?"),
        list(SECTIONS),
        format_func=lambda name: t(SECTIONS[name][0]),
        required=True,
        label_visibility="collapsed",
        **state.bind("which", asked, clears=("number", "indicator")),
    )
    SECTIONS[asked][1](who)
