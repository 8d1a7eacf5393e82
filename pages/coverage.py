"""Coverage: where Wales is thin, how sure that is, and where to look next."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.coverage.page import coverage
from copro_map.frame import components, frame


@frame.part
def look() -> None:
    """Draw the question, the view of its answer that is wanted, and the method."""
    ask = coverage.pickers()
    coverage.counted(ask)
    coverage.view(ask)
    coverage.missing_here(ask)
    coverage.downloads(ask)
    coverage.method(ask)


with frame.page("coverage"):
    st.title(t("Coverage gaps"))
    components.lead(
        t(
            "What each area has, what is missing there, and how sure we can be. An "
            "empty place on this map is a question to ask, not yet a gap."
        )
    )
    look()
