"""Coverage: where there are fewer than an area's size suggests, and how sure."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.coverage.page import coverage
from copro_map.frame import frame


@frame.part
def look() -> None:
    """Draw what was found, the areas on a map and ranked, and how to look closer."""
    ask = coverage.asked()
    try:
        coverage.found(ask)
    finally:  # what was chosen stands there, whatever could not be read
        coverage.pickers(ask)
    coverage.areas(ask)
    coverage.view(ask)
    coverage.missing_here(ask)
    coverage.downloads(ask)
    coverage.method(ask)


with frame.page("coverage"):
    st.title(t("Where is co-production missing?"))
    look()
