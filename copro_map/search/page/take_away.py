"""Ways to take a result away: as a file, and on paper."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import current_language, language_in_force, t
from copro_map.base.today import current_day
from copro_map.frame import cache as ui_cache
from copro_map.frame import state
from copro_map.frame.components import download
from copro_map.search.export import export
from copro_map.search.page.look import MAP, Look
from copro_map.search.rules.query import Query

FILES = {"csv": "CSV", "xlsx": "Excel", "geojson": "GeoJSON"}


def _file(query: Query, look: Look, file_format: str, language: str) -> bytes:
    """Return the result as a file."""
    with language_in_force(language):
        found = look.hits(query)
        return export(ui_cache.settings(), found, file_format, current_day())


def take_away(query: Query, look: Look = MAP) -> None:
    """Offer exactly this result as files and on paper."""
    st.button(
        t("Printable list"),
        icon=":material/print:",
        on_click=state.put,
        kwargs={"print": "1"},
        key="printable",
        width="stretch",
    )
    with st.container(horizontal=True, key="files"):
        for name, label in FILES.items():
            download(
                label,
                partial(_file, query, look, name, current_language()),
                f"copro_map-{current_day().isoformat()}.{name}",
                key=f"download_{name}",
                about=t("Download these entries, with their area codes and sources."),
            )
