"""Smaller components of the pages; they hide how Streamlit keeps their state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import altair as alt
import streamlit as st

from copro_map.i18n import current_language, language_in_force, t
from copro_map.model import Entry
from copro_map.query import Query
from copro_map.services.export import export
from copro_map.services.marking import file_name
from copro_map.services.search import all_assets, search
from copro_map.ui import cache as ui_cache
from copro_map.ui import state
from copro_map.views.chart_style import heading_room

HERE = Path(__file__).parent


def picture_of(entry: Entry) -> None:
    """Draw where an entry is and what it serves, as a still map."""
    point = (
        ((entry.longitude, entry.latitude, entry.kind.id),)
        if entry.longitude is not None and entry.latitude is not None
        else ()
    )
    st.html(
        ui_cache.picture(
            entry.served_codes, point, t("Map: where it is and what it serves")
        )
    )


def picture_of_all() -> None:
    """Draw every located entry on a still map of Wales."""
    located = ui_cache.assets().dropna(subset=["longitude"])
    columns = (located[name].tolist() for name in ("longitude", "latitude", "kind"))
    points = tuple(zip(*columns, strict=True))
    st.html(ui_cache.picture((), points, t("Map of Wales with every located entry")))


def chosen_entry() -> str:
    """Return the id of the opened entry, empty if none or if it does not exist."""
    entry_id = state.get("entry")
    if entry_id and entry_id not in ui_cache.assets().index:
        st.warning(
            t("The link names an entry that is not on the map. It was left out.")
        )
        return ""
    return entry_id


def phone_view() -> bool:
    """On a phone, offer list or map; say whether the map is chosen."""
    views = {"list": t("List"), "map": t("Map")}
    shown = "map" if state.get("view") == "map" else "list"
    with st.container(key="phone_view"):
        st.segmented_control(
            t("Show"),
            list(views),
            format_func=views.__getitem__,
            label_visibility="collapsed",
            **state.bind("view", shown, closes=False),
        )
    return shown == "map"


def hide_on_phone(key: str) -> None:
    """On a narrow screen, leave out the container of that key."""
    rule = f".st-key-{key} {{ display: none; }}"
    st.html(f"<style>@media (max-width: 640px) {{ {rule} }}</style>")


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


AXIS = 44  # pixels: an axis with its title, below a chart


@dataclass(frozen=True)
class Drawn:
    """A chart as it goes to the browser, to be kept between runs."""

    spec: dict[str, Any]
    height: int


def drawn(chart: alt.LayerChart, below: int = AXIS) -> Drawn:
    """Return a chart ready to be shown; making it takes longer than showing it.

    Streamlit counts a chart's title and what is ``below`` it in its height (pixels),
    Altair does not.
    """
    height = int(chart.height) + heading_room(chart) + below
    return Drawn(chart.to_dict(validate=False), height)


def chart(drawn: Drawn) -> None:
    """Show a chart as its view made it: its own colours, letters and height."""
    st.vega_lite_chart(spec=drawn.spec, theme=None, height=drawn.height)


@cache
def _near_me_component() -> Any:
    css = (HERE / "entry_list.css").read_text(encoding="utf-8")
    return st.components.v2.component(
        "copro_map_near_me",
        html='<button type="button" class="turn"></button>',
        css=css,
        js=NEAR_ME_JS,
    )


def near_me() -> None:
    """Offer to search where the visitor is, if the browser knows and they agree."""

    def found() -> None:
        state.put(near=st.session_state["near_me"].found, entry="", page="")

    _near_me_component()(
        key="near_me",
        data={
            "label": t("Near me"),
            "refused": t("Your browser does not tell where you are."),
        },
        on_found_change=found,
    )


def download(
    label: str, make: Callable[[], bytes], name: str, *, key: str, about: str
) -> None:
    """Offer a file; ``make`` is called in a thread of its own when it is wanted.

    Every file that the pages offer is offered here, so its name says if it is of a
    demonstration; ``about`` says what is in it.
    """
    st.download_button(
        label,
        data=make,
        file_name=file_name(ui_cache.settings(), name),
        icon=":material/download:",
        on_click="ignore",
        key=key,
        help=about,
    )


def _file(query: Query, file_format: str, language: str) -> bytes:
    """Return the result as a file.

    The search is made again: a page that kept its answer for this would keep it alive
    for as long as the visitor stays.
    """
    where = ui_cache.settings()
    with language_in_force(language):
        found = search(where, query, all_assets(where)).hits
        return export(where, found, file_format, date.today())


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
                f"copro_map.{name}",
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
