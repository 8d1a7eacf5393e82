"""The activities on the page of the plan: what is late first, then year by year."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components, state
from copro_map.plan import cached
from copro_map.plan.activities import STATE_WORDS
from copro_map.plan.activities_told import ActivitiesTold, activities_file
from copro_map.plan.rules.activities import ORDER

FILES = {"csv": N_("Activities (CSV)"), "xlsx": N_("Activities (XLSX)")}
ONE = "activity"


def _opened(told: ActivitiesTold, code: str) -> bool:
    """Draw the activity that the address asks for; say whether there is one."""
    found = next((one for one in told.every if one.code == code), None)
    if found is None:
        st.warning(t("The link names no activity of the plan. All are below."))
        return False
    st.button(
        t("All activities"),
        icon=":material/arrow_back:",
        key="act_all",
        on_click=partial(state.take_out, ONE),
    )
    evidence = cached.evidence()
    components.show("plan/activities.html", opened=found, evidence=evidence)
    return True


def _narrowed(told: ActivitiesTold) -> tuple[str, str]:
    """Draw the choice of a year and a state; return both, "" for all."""
    years = {str(year.number): year.name for year in told.years}
    there = {one.state for one in told.every}
    year = state.get("year") if state.get("year") in years else ""
    how = state.get("state") if state.get("state") in there else ""
    with st.container(horizontal=True, key="act_narrowed"):
        components.choice(
            t("Year"),
            years,
            years.__getitem__,
            nothing=t("All years"),
            **state.bind("year", year or None),
        )
        components.choice(
            t("State"),
            [one for one in ORDER if one in there],
            lambda one: t(STATE_WORDS[one]),  # type: ignore[index] # one of ORDER
            nothing=t("All states"),
            **state.bind("state", how or None),
        )
    return year, how


def draw() -> None:
    """Draw how far the activities are, those that are late, each year's, the files."""
    told = cached.activities_told()
    if (asked := state.get(ONE)) and _opened(told, asked):
        return
    components.paragraph(told.sentence, "act-sentence")
    if not told.is_said:
        components.paragraph(
            t("Nothing has been said of them yet. Stewards of this map say it."), "note"
        )
    year, how = _narrowed(told)
    components.show(
        "plan/activities.html",
        opened=None,
        late=() if year or how else told.late,
        years=told.only(year, how),
        evidence=cached.evidence(),
    )
    settings, day = cache.settings(), current_day()
    with st.container(horizontal=True, key="activities_files"):
        for name, label in FILES.items():
            components.download(
                t(label),
                partial(activities_file, settings, day, name),
                f"activities-{day.isoformat()}.{name}",
                key=f"activities_{name}",
                about=t("Every activity, and where it is: a row each."),
            )
