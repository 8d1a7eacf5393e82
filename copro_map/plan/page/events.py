"""What was promised of events beside what took place, year by year."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_day
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components
from copro_map.plan.in_words import plan_file, plan_told

STYLE = Path(__file__).parent.parent / "plan.css"


def draw() -> None:
    """Draw the plan of each year of the programme, and offer it as files."""
    settings, day = cache.settings(), current_day()
    st.html(styles(STYLE))
    components.show("plan/events.html", told=plan_told(settings, day))
    about = t("What was promised for each year, and what took place.")
    with st.container(horizontal=True, key="plan_files"):
        for name, label in (("xlsx", t("Plan: Excel")), ("csv", t("Plan: CSV"))):
            components.download(
                label,
                partial(plan_file, settings, day, name),
                f"events-plan-{day.isoformat()}.{name}",
                key=f"plan_{name}",
                about=about,
            )
