"""How the figures are worked out, on the page that shows them."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.coverage.gaps import Ask
from copro_map.coverage.method import inequality_in_words
from copro_map.coverage.method import method as worked_out
from copro_map.coverage.page import kept
from copro_map.frame import components


def method(ask: Ask) -> None:
    """Draw how coverage is worked out."""
    with st.expander(t("How this is worked out"), icon=":material/calculate:"):
        words = inequality_in_words(kept.coverage(ask))
        components.facts([*worked_out(), ("Gini", words)])
