"""The page of an area: one sentence, the brief, three cards, neighbours, entries."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from copro_map.agenda import cached as events
from copro_map.areas import cached as area_cached
from copro_map.areas.area import AreaView
from copro_map.areas.brief import brief_file
from copro_map.areas.cards import STYLES, area_address, cards
from copro_map.areas.figures import folds_html
from copro_map.areas.in_words import finding
from copro_map.areas.neighbours import Neighbours, neighbour_dots
from copro_map.base.i18n import current_language, language_in_force, partial_date, t
from copro_map.base.names import BASE_LAYER, COUNCIL_LAYER
from copro_map.coverage import cached
from copro_map.coverage.face import Ask, OfArea
from copro_map.coverage.page import asking
from copro_map.drawing.dot_range import dots_html
from copro_map.drawing.templates import styles
from copro_map.exchange import cached as exchanged
from copro_map.frame import cache, components, frame, state
from copro_map.frame.who import actor
from copro_map.search.face import all_assets
from copro_map.search.page.adding import exchange, is_it_missing
from copro_map.search.page.area_box import area_box
from copro_map.search.page.entry_list import short_list
from copro_map.search.page.row import entry_address

MOST_LISTED = 5
MONTHS = 13  # a year and the month a year ago
ICON = ":material/location_on:"


def chosen() -> str:
    """Return the code of the address; empty without one, or with an unknown one."""
    code = state.get("code")
    if code and not any(code in layer.areas for layer in cache.layers().values()):
        st.warning(t("The link names an area that there is not. Choose another."))
        return ""
    return code


def _covered(view: AreaView) -> OfArea:
    return OfArea(cached.coverage(Ask(view.layer.id)), view.area.code)


def _found(view: AreaView) -> Neighbours:
    return area_cached.neighbours(view.layer.id, view.area.code)


def first(area_code: str) -> AreaView:
    """Draw the name of the area and the finding; return what there is to say."""
    view = area_cached.area(area_code)
    st.html(styles(*STYLES))
    st.title(view.area.label.text(), anchor=False)
    components.paragraph(view.layer.label.text(), "muted area-kind")
    components.paragraph(finding(_found(view)), "area-finding")
    return view


def _file(area_code: str, file_format: str, language: str) -> bytes:
    """Return the brief as a file."""
    where = cache.settings()
    with language_in_force(language):
        return brief_file(where, all_assets(where), area_code, file_format)


def brief(view: AreaView) -> None:
    """Offer the brief: as PDF first, and as a page to read or print."""
    language, code = current_language(), view.area.code
    for file_format, label in (
        ("pdf", t("Brief for a meeting (PDF)")),
        ("html", t("To read or print (HTML)")),
    ):
        components.download(
            label,
            partial(_file, code, file_format, language),
            f"{code}.{file_format}",
            key=f"brief_{file_format}",
            about=t("Two pages, one in each language: to print or to send."),
            is_first=file_format == "pdf",
        )


def ways(view: AreaView) -> DeltaGenerator:
    """Draw the brief first, then the way to another area; return their row."""
    row = st.container(horizontal=True, vertical_alignment="center", key="area_ways")
    with row:
        brief(view)
        _another()
    return row


def _another() -> None:
    """Draw the way to another area: small, for whoever came to the wrong one."""
    with st.popover(t("Another area"), icon=ICON, key="another_area"):
        area_box(
            "another",
            t("Your town, postcode or organisation"),
            t("Such as SY23, Caerphilly or GAVO"),
            BASE_LAYER,
        )
        frame.link("pages/area.py", t("All areas, A to Z"), ":material/list:")


def three_cards(view: AreaView) -> None:
    """Draw what is here, what is missing, and what to do next."""
    drawn = cards(
        view,
        _covered(view),
        area_cached.themes(view),
        _found(view),
        exchanged.of_area(view.area.code),
    )
    keys = ("card_here", "card_missing", "card_next")
    columns = st.columns(3, gap="medium")
    for key, column, card in zip(keys, columns, drawn, strict=True):
        with column, st.container(key=key, height="stretch"):
            st.html(card.html)
            if key == "card_next":
                _ways_to_answer(view)


def asked_here(view: AreaView) -> None:
    """Draw what was asked for here and cannot be met, one by one, if anything."""
    if drawn := exchanged.of_area(view.area.code).html(entry_address):
        st.html(drawn)


def next_events(view: AreaView) -> None:
    """Draw the next events held here, if there are any."""
    if drawn := events.of_area(view.area.code).html():
        st.html(drawn)


def _on_the_map(view: AreaView) -> None:
    frame.link(
        "pages/asset_map.py",
        t("All of them on the map"),
        ":material/map:",
        layer=view.layer.id,
        area=view.area.code,
    )


def _ways_to_answer(view: AreaView) -> None:
    """Draw the ways to add to an area, and to an officer the way to answer its gaps."""
    of_council = cache.layers()[COUNCIL_LAYER].of_authority
    councils = dict.fromkeys(of_council[member] for member in view.area.members)
    asking.way_for(actor(), list(councils))
    exchange(area=view.area.code)


def among_neighbours(view: AreaView) -> None:
    """Draw the area beside its authorities, the areas around it, and Wales."""
    st.header(t("You and your neighbours"), anchor=False)
    st.html(dots_html(neighbour_dots(_found(view), area_address)))
    frame.link(
        "pages/coverage.py",
        t("All areas of this kind"),
        ":material/grid_on:",
        layer=view.layer.id,
    )


def _trend(view: AreaView) -> None:
    """Draw how many there were at the end of each month, and how that stood."""
    if kept := cached.trend(view.layer.id, view.area.code)[-MONTHS:]:
        most = max([1, *(one.stood.entries for one in kept)])
        points = [
            (
                partial_date(one.month) if one.month else t("Today"),
                one.stood.entries,
                round(100 * one.stood.entries / most, 1),
                one.words,
            )
            for one in kept
        ]
        components.show("areas/trend.html", points=points)


def _listed(title: str, found: pd.DataFrame, key: str, *, on_map: bool = False) -> None:
    components.heading(f"{title} ({len(found)})", 2)
    if found.empty:
        nobody, nothing = t("Nobody on the map yet."), t("Nothing on the map yet.")
        components.paragraph(nobody if on_map else nothing, "muted")
    else:
        short_list(found.head(MOST_LISTED), key)
    if len(found) > MOST_LISTED:
        more = t("More: {n}. The map lists them all.", n=len(found) - MOST_LISTED)
        components.paragraph(more, "muted")


def where_they_are(view: AreaView) -> None:
    """Draw a map of who is here beside their list, and what is exchanged."""
    exchanged = pd.concat([view.based, view.serving])
    exchanged = exchanged[exchanged["kind"].isin(["offer", "request"])]
    left, right = st.columns(2, gap="large")
    with left, st.container(key="area_map_near"):
        components.heading(t("Where they are"), 2)
        st.html(area_cached.region(view.area.code))
        _on_the_map(view)
        _trend(view)
    with right:
        _listed(t("Based here"), view.based, "area_here", on_map=True)
        _listed(
            t("Serves it from elsewhere, or has no address"),
            view.serving,
            "area_serving",
            on_map=True,
        )
    left, right = st.columns(2, gap="large")
    with left:
        _listed(t("Offers and requests among them"), exchanged, "area_exchange")
    with right:
        _listed(t("Neighbours' offers within 10 km"), view.across, "area_across")
    is_it_missing(area=view.area.code)


def folds(view: AreaView) -> None:
    """Draw what shows no gap, and what is known of the area, folded."""
    st.html(folds_html(view, _covered(view), area_cached.themes(view)))
