"""The page of the self-audit: what it takes, filling it in step by step, the result."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from copro_map.audits import listing
from copro_map.audits.charts.chart import STYLE
from copro_map.audits.listing import instrument_in_use
from copro_map.audits.page import landing
from copro_map.audits.page import walk as filling_in
from copro_map.audits.page.filling import filling_of
from copro_map.audits.rules.steps import LANDING, last
from copro_map.base.i18n import t
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, frame, state, walk
from copro_map.frame.pressing import say_what_came

WALK_STYLE = Path(__file__).with_name("audit_walk.css")


def _landing() -> None:
    """Draw what comes before: what it takes on one side, the project on the other."""
    instrument = instrument_in_use(cache.settings().data_dir)
    st.title(t("Self-audit"))
    components.lead(
        t(
            "How far is a project co-produced? Its citizens and its professionals each "
            "say how they see it, compare, and find the next step."
        )
    )
    say_what_came()
    left, right = st.columns([3, 2], gap="large")
    with right, st.container(key="audit_project"):
        components.heading(t("Your project"), 2)
        chosen = landing.picker()
        if chosen:
            landing.begin(filling_of(chosen), instrument)
    with left:
        landing.what_it_takes(instrument)
    if chosen:
        landing.history(chosen, instrument)
    landing.about(instrument)


def _is_filled_in(asset_id: str) -> bool:
    """Say whether the address leads into the audit of a project that is there."""
    if not state.get(walk.STEP):
        return False
    return asset_id in listing.projects(cache.settings())


@frame.part
def draw() -> None:
    """Draw the page: before the audit, or the step of it that the address names."""
    st.html(styles(STYLE, walk.STYLE, WALK_STYLE))
    instrument = instrument_in_use(cache.settings().data_dir)
    asset_id = state.get("entry")
    number = walk.at(last(instrument)) if _is_filled_in(asset_id) else LANDING
    if number == LANDING:
        _landing()
        return
    project = listing.projects(cache.settings())[asset_id].text()
    components.show("audits/of_project.html", project=project)
    filling = filling_of(asset_id)
    filling_in.trail(filling, instrument, number)
    filling_in.step(filling, instrument, number)
