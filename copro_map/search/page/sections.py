"""Sections of the home page, and of the page that says where the data come from."""

from __future__ import annotations

import streamlit as st

from copro_map.base.confirmed import share_in_words, tally_of
from copro_map.base.i18n import N_, t
from copro_map.base.store.programme import demonstration_note
from copro_map.frame import cache, components, frame
from copro_map.geography.areas import BASE_LAYER, first_layer
from copro_map.search import cached
from copro_map.search.page.adding import way_to_add


def call_to_map() -> None:
    """Draw the one thing to do first, and beside it the way onto the map."""
    with st.container(horizontal=True, key="calls"):
        with st.container(width="content", key="call"):
            frame.link("pages/asset_map.py", t("Open the map"), ":material/map:")
        with st.container(width="content", key="call_too"):
            way_to_add(t("Add to the map"))


def figures() -> None:
    """Draw how many entries of each kind there are, where, and how well known."""
    assets = cached.live()
    counts = assets["kind"].value_counts()
    shown = [
        (kind.plural.text(), int(counts.get(kind.id, 0)))
        for kind in cache.definitions().kinds.values()
    ]
    authorities = assets["areas"].map(lambda areas: areas.get(BASE_LAYER)).nunique()
    shown.append((cache.layers()[BASE_LAYER].plural.text(), int(authorities)))
    confirmed = tally_of(assets["verification"])["confirmed"]
    percent, words = share_in_words(confirmed, len(assets))
    components.show("search/figures.html", counts=shown, known=(words, percent))


# Who comes, what for, where to, and what the way there is called.
WAYS = (
    (
        N_("Members"),
        N_("Find who works near you, who serves your area and what they offer."),
        "pages/asset_map.py",
        N_("Search the map"),
    ),
    (
        N_("County Voluntary Councils"),
        N_("Open your region: who is there, what is missing, and how sure that is."),
        "pages/area.py",
        N_("Choose your region"),
    ),
    (
        N_("The board and funders"),
        N_("See every indicator against its target, with the records behind it."),
        "pages/indicators.py",
        N_("Progress"),
    ),
    (
        N_("Not on the map yet?"),
        N_("Add what you do, offer or look for: in three minutes, without an account."),
        "pages/contribute.py",
        N_("Add to the map"),
    ),
)


def ways() -> None:
    """Draw the ways in, one for each group of users."""
    columns = st.columns(len(WAYS), gap="medium")
    layer = first_layer(cache.layers()).id
    for column, (who, what, page, label) in zip(columns, WAYS, strict=True):
        params = {"layer": layer} if page == "pages/area.py" else {}
        with column.container(border=True, height="stretch"):
            components.show("search/way.html", who=t(who), what=t(what))
            frame.link(page, t(label), ":material/arrow_forward:", **params)


def trust_note() -> None:
    """Say how far the entries can be trusted today; invented ones say so themselves."""
    if demonstration_note(cache.settings()):
        return
    note = t(
        "Unverified entries: {unverified} of {total}. They were taken from published "
        "pages, some years old, and nobody has confirmed them yet. Offers and calls "
        "are never shown as open until their owner says so.",
        unverified=tally_of(cached.live()["verification"])["unverified"],
        total=len(cached.live()),
    )
    components.paragraph(note, "note")


def picture_of_all() -> None:
    """Draw every located entry on a still map of Wales."""
    located = cached.live().dropna(subset=["longitude"])
    columns = (located[name].tolist() for name in ("longitude", "latitude", "kind"))
    points = tuple(zip(*columns, strict=True))
    st.html(cached.picture((), points, t("Map of Wales with every located entry")))
