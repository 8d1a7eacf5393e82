"""The yearly outcomes on the page of the plan: what the Network says of each."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, long_date, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components
from copro_map.indicators.page.progress import choose_day, day_asked
from copro_map.plan import cached
from copro_map.plan.steps_told import steps_file

FILES = {"csv": N_("Yearly outcomes (CSV)"), "xlsx": N_("Yearly outcomes (XLSX)")}


def draw() -> None:
    """Draw the outcomes of each year as at a day, with what shows them, and files."""
    settings, day = cache.settings(), day_asked()
    components.paragraph(
        t(
            "What was to be true after each year. The Network says itself how far it "
            "is, and what shows it; no figure decides it."
        )
    )
    choose_day(day)
    components.show(
        "plan/steps.html",
        years=cached.yearly_outcomes(day),
        as_at=long_date(day) if day != current_day() else "",
    )
    with st.container(horizontal=True, key="steps_files"):
        for name, label in FILES.items():
            components.download(
                t(label),
                partial(steps_file, settings, day, name),
                f"yearly-outcomes-{day.isoformat()}.{name}",
                key=f"steps_{name}",
                about=t("Each outcome, what the Network says of it, and the evidence."),
            )
