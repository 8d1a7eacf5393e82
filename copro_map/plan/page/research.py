"""Action research on the page of the plan: year by year, or one project opened."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components, state
from copro_map.plan import cached
from copro_map.plan.kinds import research_promise
from copro_map.plan.on_map import on_map
from copro_map.plan.research import research_file

FILES = {"csv": N_("Action research (CSV)"), "xlsx": N_("Action research (XLSX)")}


def _opened(entry: str) -> bool:
    """Draw the project that the address asks for; say whether there is one."""
    now = on_map(cache.settings(), [entry]).now(entry)
    found = cached.research_of(now)
    if not found:
        st.warning(t("The link names no action-research project. All are below."))
        return False
    st.button(
        t("All action research"),
        icon=":material/arrow_back:",
        key="res_all",
        on_click=partial(state.take_out, "entry"),
    )
    components.show("plan/research_one.html", projects=found)
    return True


def draw() -> None:
    """Draw what a project asks, who takes part and what it found, and the files."""
    settings, day = cache.settings(), current_day()
    if (asked := state.get("entry")) and _opened(asked):
        return
    years = cached.research()
    components.paragraph(
        t(
            "Citizens, practitioners and researchers find out together what works. "
            "Each project is on the map as well."
        )
    )
    source = research_promise(settings).source.text()
    components.show("plan/research.html", years=years, source=source)
    if not any(year.projects for year in years):
        return
    with st.container(horizontal=True, key="research_files"):
        for name, label in FILES.items():
            components.download(
                t(label),
                partial(research_file, settings, day, name),
                f"action-research-{day.isoformat()}.{name}",
                key=f"research_{name}",
                about=t("Every project of every year, with what it says of itself."),
            )
