"""How the figures are worked out, on the page that shows them."""

from __future__ import annotations

from html import escape

import streamlit as st

from copro_map.base.i18n import t
from copro_map.coverage.gaps import Ask
from copro_map.coverage.method import METHOD, inequality_in_words
from copro_map.coverage.page import kept


def method(ask: Ask) -> None:
    """Draw how coverage is worked out."""
    with st.expander(t("How this is worked out"), icon=":material/calculate:"):
        rows = "".join(
            f"<dt>{escape(t(heading))}</dt><dd>{escape(t(text))}</dd>"
            for heading, text in METHOD
        )
        words = escape(inequality_in_words(kept.coverage(ask)))
        st.html(f'<dl class="facts">{rows}<dt>Gini</dt><dd>{words}</dd></dl>')
