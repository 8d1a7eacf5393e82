"""Ways to take a result away, and to search where the visitor is."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import current_language, language_in_force, t
from copro_map.base.today import current_day
from copro_map.frame import cache as ui_cache
from copro_map.frame import state
from copro_map.frame.components import download
from copro_map.search.export import export
from copro_map.search.page.entries import own_component
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search

NEAR_ME_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  if (!navigator.geolocation) { button.hidden = true; return; }
  button.onclick = () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => setTriggerValue(
      "found", coords.latitude.toFixed(3) + ", " + coords.longitude.toFixed(3)),
    () => { button.textContent = data.refused; },
  );
}
"""


def near_me() -> None:
    """Offer to search where the visitor is, if the browser knows and they agree."""
    own_component(
        "copro_map_near_me",
        html='<button type="button" class="turn"></button>',
        js=NEAR_ME_JS,
    )(
        key="near_me",
        data={
            "label": t("Near me"),
            "refused": t("Your browser does not tell where you are."),
        },
        on_found_change=lambda: state.put(
            near=st.session_state["near_me"].found, entry="", page=""
        ),
    )


def _file(query: Query, file_format: str, language: str) -> bytes:
    """Return the result as a file.

    The search is made again: a page that kept its answer for this would keep it alive
    for as long as the visitor stays.
    """
    where = ui_cache.settings()
    with language_in_force(language):
        found = search(where, query, all_assets(where)).hits
        return export(where, found, file_format, current_day())


def take_away(query: Query) -> None:
    """Offer exactly this result as files and on paper, and to search near by."""
    with st.container(horizontal=True, key="take_away"):
        for name, label in {
            "csv": "CSV",
            "xlsx": "Excel",
            "geojson": "GeoJSON",
        }.items():
            download(
                label,
                partial(_file, query, name, current_language()),
                f"copro_map-{current_day().isoformat()}.{name}",
                key=f"download_{name}",
                about=t("Download these entries, with their area codes and sources."),
            )
        st.button(
            t("Printable list"),
            icon=":material/print:",
            on_click=state.put,
            kwargs={"print": "1"},
        )
    near_me()
