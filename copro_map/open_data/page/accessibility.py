"""How usable the map is for everybody: what works, what does not yet, whom to tell."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.store.network import contact_on
from copro_map.base.today import current_day
from copro_map.frame import cache, components
from copro_map.frame.served import is_answered
from copro_map.open_data.page.share import PUBLIC

WRITTEN = date(2026, 11, 30)


def draw() -> None:
    """Draw the statement."""
    st.title(t("Accessibility"))
    components.lead(
        t(
            "This map is for everybody. What works, what does not yet, and how to tell "
            "us is said here."
        )
    )
    components.show(
        "open_data/accessibility.html",
        plain=is_answered(PUBLIC),
        contact=contact_on(cache.settings(), current_day()),
        day=WRITTEN,
    )
