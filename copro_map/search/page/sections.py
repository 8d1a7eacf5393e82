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


# How an entry gets onto the map, and what is kept of whoever sends it.
ADDING = (
    N_(
        "Most entries come from published pages and lists. Anybody can add one or "
        "correct one, in Welsh or in English, without an account. Somebody who "
        "knows the area reads it first: at a County Voluntary Council, or a steward "
        "of this map. It is on the map once they accept it. Until then it is in no "
        "list, no count and no file."
    ),
    N_(
        "Whoever sends it gives an e-mail address, which is never shown. People who "
        "are on the map for their own work are shown at their postcode district, "
        "and only with what they agreed to. They can withdraw that on their own "
        "page. You can write through the map to those you find; neither of you sees "
        "the other's address until both say so."
    ),
)


def how_added() -> None:
    """Say how an entry gets onto the map, and draw the way to add one."""
    for words in ADDING:
        components.paragraph(t(words), "prose")
    way_to_add(t("Add to the map"))


# How an entry becomes confirmed, how long that holds, and who can say so.
CONFIRMING = (
    N_(
        "An entry is confirmed when somebody who knows says that it is right: its "
        "owner, by a link that we mail; or a County Voluntary Council or a steward of "
        "this map, who keep how they know. The role and the month are shown, never a "
        "person."
    ),
    N_(
        "That holds for 12 months. After 6 months we ask its owner again, three times "
        "four weeks apart, and then no more. After 12 months the entry is grey, and "
        "last among what is found; an offer or a request is no longer open. One word "
        "of its owner brings it back."
    ),
    N_(
        "Is an entry yours? Ask on its page for your link: there you say that it is "
        "right, what has changed, or that it should go. Whoever asks us never to write "
        "again is not written to again."
    ),
)


def how_confirmed() -> None:
    """Say how an entry becomes confirmed, and how long that holds."""
    for words in CONFIRMING:
        components.paragraph(t(words), "prose")


def sources(*source_ids: str) -> None:
    """Draw the provenance of data sets, from their definition files."""
    components.show(
        "search/sources.html",
        sources=[cache.definitions().sources[one] for one in source_ids],
    )


def layer_sources() -> None:
    """Draw the provenance of every boundary layer, from its definition file."""
    components.show(
        "search/sources.html",
        sources=[layer.source for layer in cache.layers().values()],
    )


def picture_of_all() -> None:
    """Draw every located entry on a still map of Wales."""
    located = cached.live().dropna(subset=["longitude"])
    columns = (located[name].tolist() for name in ("longitude", "latitude", "kind"))
    points = tuple(zip(*columns, strict=True))
    st.html(cached.picture((), points, t("Map of Wales with every located entry")))
