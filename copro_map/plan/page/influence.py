"""Where the Network has a voice, on the page of the plan."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components
from copro_map.plan import cached
from copro_map.plan.influence import influence_file

PART = "influence"
FILES = {"csv": N_("Influence (CSV)"), "xlsx": N_("Influence (XLSX)")}


def draw() -> None:
    """Draw bodies with a seat, consultations and what changed, and the files."""
    settings, day = cache.settings(), current_day()
    sorts = cached.influence()
    components.paragraph(
        t(
            "Where members and the Network's staff take part in decisions, what they "
            "answered, and what changed."
        )
    )
    if not any(sort.rows for sort in sorts):
        components.paragraph(
            t("Nothing is entered yet. Stewards of this map enter it on the desk."),
            "note",
        )
        return
    shown = {x: html for (of, x), html in cached.evidence().items() if of == PART}
    components.show("plan/influence.html", sorts=sorts, shown=shown)
    with st.container(horizontal=True, key="influence_files"):
        for name, label in FILES.items():
            components.download(
                t(label),
                partial(influence_file, settings, day, name),
                f"influence-{day.isoformat()}.{name}",
                key=f"influence_{name}",
                about=t("All that is listed here, a row each."),
            )
