"""Home: the one question, the map of areas, three ways on, and what is new."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.confirmed import tally_of
from copro_map.base.i18n import current_language, t
from copro_map.base.store.programme import demonstration_note
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, frame, state
from copro_map.search import cached
from copro_map.search.page.adding import way_to_add
from copro_map.search.page.area_box import area_box, taken_later
from copro_map.search.page.area_map import area_map
from copro_map.search.page.near_me import near_me
from copro_map.search.page.search_box import search_box
from copro_map.search.wording import HOME

STYLE = Path(__file__).with_name("home.css")
DOORS = "doors"  # the id of what follows the map


def _to_map(**params: str) -> None:
    asked = {**params, state.LANGUAGE: current_language()}
    st.switch_page("pages/asset_map.py", query_params=asked)


def top() -> None:
    """Draw the question with its box beside the map of areas."""
    st.html(styles(STYLE))
    with st.container(key="home_top"):
        words, picture = st.columns([3, 2], gap="large")
        with words:
            _question()
        with picture:
            area_map(DOORS)


def _question() -> None:
    question, about = HOME
    st.title(t(question), anchor=False)
    components.lead(t(about))
    asked = search_box(
        "home",
        label=t("Search the whole map"),
        placeholder=t("A town, a theme, a name"),
        value="",
        on_asked=taken_later,
    )
    with st.container(horizontal=True, key="home_ways"):
        with st.container(width="content"):
            near = near_me("home_near")
        with st.container(width="content"):
            way_to_add(t("Add to the map"))
        with st.container(width="content"):
            words = t("Ask for help, or offer it")
            frame.link("pages/exchange.py", words, ":material/groups:")
    _kinds()
    if near:
        _to_map(near=near)
    if asked:
        _to_map(q=asked)


def _kinds() -> None:
    """Draw how many there are of each kind, each as a link to them."""
    counts = cached.live()["kind"].value_counts()
    language = current_language()
    kinds = [
        (
            kind,
            int(counts.get(kind.id, 0)),
            f"/asset_map?{urlencode({'kind': kind.id, state.LANGUAGE: language})}",
        )
        for kind in cache.definitions().kinds.values()
    ]
    components.show("search/kinds.html", kinds=kinds)


def doors(verdict: str) -> None:
    """Draw the three ways on, as verbs; ``verdict`` says whether it goes well."""
    components.show("search/doors.html", id=DOORS)
    find, lacks, well = st.columns(3, gap="medium")
    language = urlencode({state.LANGUAGE: current_language()})
    with find, st.container(key="door_find", height="stretch"):
        _door(
            t("Find somebody"),
            t("Everybody on the map, as a list and as a map, with filters."),
        )
        _on(f"/asset_map?{language}", t("Open the map"))
    with lacks, st.container(key="door_lacks", height="stretch"):
        _door(
            t("See what your area lacks"),
            t("Who is there, what is missing, and how sure that is."),
        )
        area_box("home_area", t("Your town, postcode or council"), t("Such as SY23"))
        _on(f"/coverage?{language}", t("Compare all areas"))
    with well, st.container(key="door_well", height="stretch"):
        _door(
            t("See whether it goes well"),
            t("Every promise, against its target, with the records behind it."),
        )
        components.paragraph(verdict, "verdict")
        _on(f"/indicators?{language}", t("See all indicators"))


def _door(verb: str, what: str) -> None:
    components.heading(verb, 2)
    components.paragraph(what)


def _on(to: str, label: str) -> None:
    components.show("search/on.html", to=to, label=label)


def news() -> None:
    """Draw what changed last, with its day."""
    if found := cached.news():
        components.heading(t("What is new"), 2)
        components.show("search/news.html", news=found)


def trust() -> None:
    """Say in one line how far the entries can be trusted, and where they come from."""
    known, total = tally_of(cached.live()["verification"]), len(cached.live())
    words = t(
        "Confirmed in the last 12 months: {n} of {total}.",
        n=known["confirmed"],
        total=total,
    )
    left = known["unverified"]
    note = t("Taken from published pages, and confirmed by nobody yet: {n}.", n=left)
    is_invented = bool(demonstration_note(cache.settings()))
    shown = "" if is_invented or not left else note
    components.show("search/trust.html", confirmed=words, unverified=shown)
