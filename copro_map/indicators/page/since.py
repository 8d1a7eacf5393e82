"""What changed since the last snapshot, and the snapshots that there are."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.figures import figures_html
from copro_map.frame import cache, components
from copro_map.indicators.page import kept
from copro_map.indicators.since import Since
from copro_map.indicators.since_in_words import (
    correction_words,
    since_words,
    snapshot_table,
    status_text,
    value_text,
)


def _then_and_now(since: Since) -> None:
    """Draw every indicator as the snapshot has it, and as it is now."""
    rows = [
        (
            f"{one.code} {one.name.text()}",
            value_text(one.then, one.kind),
            value_text(one.now, one.kind),
            status_text(one.then),
            status_text(one.now),
        )
        for one in since.rows
    ]
    heads = (t("Indicator"), t("Then"), t("Now"), t("Status then"), t("Status now"))
    st.html(figures_html(t("Figures then and now"), heads, rows))
    if since.corrections:
        told = [(x.code, x.name.text(), correction_words(x)) for x in since.corrections]
        components.show("indicators/corrections.html", corrections=told)


def since_last(day: date) -> None:
    """Draw what changed since the last snapshot; say so if there is none."""
    st.header(t("What changed since the last snapshot"))
    since = kept.since(day)
    components.paragraph(" ".join(since_words(since)))
    if since is None:
        return
    _then_and_now(since)
    heads, rows = snapshot_table(cache.settings())
    with st.expander(t("All snapshots")):
        st.html(figures_html(t("All snapshots"), heads, rows))
