"""The privacy notice: what is kept of people, why, how long, and what they can do."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.retention import period
from copro_map.base.today import current_day
from copro_map.frame import cache, components
from copro_map.privacy.notice import notice

COMMISSIONER = "https://ico.org.uk"


def draw() -> None:
    """Draw the notice: what most want first, and the rest in folds."""
    st.title(t("Your data"))
    said = notice(cache.settings(), current_day())
    components.show(
        "privacy/notice.html", said=said, period=period, commissioner=COMMISSIONER
    )
