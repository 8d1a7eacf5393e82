"""The top of the page of the plan: what it is, and which view is asked for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.templates import styles
from copro_map.frame import components, state
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import may

STYLE = Path(__file__).parent.parent / "plan.css"
THEORY, STEPS, RESEARCH, INFLUENCE = "theory", "steps", "research", "influence"


def top() -> str:
    """Draw what this is; return which view is asked for, "" for the activities."""
    st.html(styles(STYLE))
    st.title(t("Plan"), anchor=False)
    components.lead(
        t("What the Network promised to do, how far it is, and what it is to change.")
    )
    who = actor()
    components.show(
        "plan/ways.html",
        may_keep=may(who, "keep_plan"),
        may_see_money=may(who, "see_money"),
    )
    names = {
        "": t("Activities"),
        THEORY: t("Theory of change"),
        STEPS: t("Yearly outcomes"),
        RESEARCH: t("Action research"),
        INFLUENCE: t("Influence"),
    }
    asked = state.get("show")
    chosen = asked if asked in names else ""
    with st.container(key="views"):
        st.segmented_control(
            t("View"),
            list(names),
            format_func=names.__getitem__,
            label_visibility="collapsed",
            **state.bind("show", chosen),
        )
    return chosen
