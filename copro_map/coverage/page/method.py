"""How the figures are worked out, on the page that shows them."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.coverage.gaps import Ask
from copro_map.coverage.method import METHOD, inequality_in_words
from copro_map.coverage.page import kept
from copro_map.frame import components


def method(ask: Ask) -> None:
    """Draw how coverage is worked out."""
    with st.expander(t("How this is worked out"), icon=":material/calculate:"):
        rows = [(t(heading), t(text)) for heading, text in METHOD]
        rows.append(("Gini", inequality_in_words(kept.coverage(ask))))
        components.facts(rows)
