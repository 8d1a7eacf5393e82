"""What changed since the last snapshot, and the snapshots that there are."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.figures import figures_html
from copro_map.frame import components
from copro_map.indicators.progress import Progress
from copro_map.indicators.since_in_words import since_in_words, snapshot_table


def since_last(progress: Progress) -> None:
    """Draw what changed since the last snapshot; say so if there is none."""
    st.header(t("What changed since the last snapshot"))
    since = since_in_words(progress.since)
    components.paragraph(" ".join(since.words))
    if not since.rows:
        return
    heads = (t("Indicator"), t("Then"), t("Now"), t("Status then"), t("Status now"))
    then_and_now = [row[:5] for row in since.rows]
    st.html(figures_html(t("Figures then and now"), heads, then_and_now))
    if since.corrections:
        told = since.corrections
        components.show("indicators/corrections.html", corrections=told)
    listed = snapshot_table(progress.settings)
    with st.expander(t("All snapshots")):
        st.html(figures_html(t("All snapshots"), *listed))
