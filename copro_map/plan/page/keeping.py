"""The part of the desk with the plan: activities, outcomes, research, influence."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import state
from copro_map.people.rules.permissions import Actor
from copro_map.plan.page import (
    keeping_activities,
    keeping_influence,
    keeping_research,
    keeping_steps,
)

STEPS, RESEARCH, INFLUENCE = "steps", "research", "influence"


def draw(who: Actor) -> None:
    """Draw what is entered of the plan, a view for each sort."""
    views = {
        "": (t("Activities"), keeping_activities.draw),
        STEPS: (t("Yearly outcomes"), keeping_steps.draw),
        RESEARCH: (t("Action research"), keeping_research.draw),
        INFLUENCE: (t("Influence"), keeping_influence.draw),
    }
    asked = state.get("which") if state.get("which") in views else ""
    st.segmented_control(
        t("What of the plan?"),
        list(views),
        format_func=lambda which: views[which][0],
        required=True,
        label_visibility="collapsed",
        wrap=True,
        **state.bind("which", asked),
    )
    views[asked][1](who)
