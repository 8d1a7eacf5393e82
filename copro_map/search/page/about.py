"""About: four answers, then where everything comes from, folded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.confirmed import tally_of
from copro_map.base.i18n import N_, current_language, t
from copro_map.base.store.programme import demonstration_note
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components
from copro_map.search import cached

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


# What a member, an officer, somebody who is listed and a funder ask first: each answer
# in sentences, and the page that says more.
ANSWERS = (
    (
        N_("Who is on this map, and how did they get there?"),
        N_(
            "People and organisations in Wales who plan and run services together "
            "with citizens. Most were found on published pages; anybody can add one, "
            "without an account. Somebody who knows the area reads it before it is "
            "on the map."
        ),
        "contribute",
        N_("Add to the map"),
    ),
    (
        N_("How do I know that an entry is right?"),
        N_(
            "An entry says who confirmed it and in which month, or that nobody has "
            "yet. It says where it comes from. After 12 months it has to be "
            "confirmed again."
        ),
        "asset_map",
        N_("See what is confirmed"),
    ),
    (
        N_("What is kept about me?"),
        N_(
            "Nobody is followed from page to page. If you add or confirm something, "
            "your e-mail address is kept, and never shown. Of a person the map shows "
            "only what they agreed to: see it, change it or have it deleted yourself."
        ),
        "privacy",
        N_("Your data"),
    ),
    (
        N_("What can this map not tell me?"),
        N_(
            "How much co-production there is in Wales: it shows what has been found "
            "or sent in. Few entries in an area are a question to ask there. An "
            "entry is no recommendation: ask before you rely on it."
        ),
        "coverage",
        N_("Where something may be missing"),
    ),
)
# Of a demonstration alone: what was planted in it (``demonstration.gaps``).
PLANTED = N_(
    "In this demonstration three gaps were planted for you to find: Caerphilly, "
    "Carmarthenshire and Wrexham were given far fewer entries than their size "
    "suggests. They say nothing about the real places."
)
STYLE = Path(__file__).parent / "about.css"
HOW_SURE = "asset_map"


def _address(page: str, *, any_confirmed: bool) -> str:
    narrowed = page == HOW_SURE and any_confirmed
    asked = {"checked": "confirmed"} if narrowed else {}
    return f"{page}?{urlencode({**asked, 'lang': current_language()})}"


def answers() -> None:
    """Draw the four answers, each with a link to the page that says more."""
    live = cached.live()
    n = tally_of(live["verification"])["confirmed"]
    share = t("Confirmed in the last 12 months: {n} of {total}", n=n, total=len(live))
    told = [
        (
            t(question),
            f"{t(answer)} {share}." if page == HOW_SURE else t(answer),
            _address(page, any_confirmed=n > 0),
            t(link) if n or page != HOW_SURE else t("Open the map"),
        )
        for question, answer, page, link in ANSWERS
    ]
    st.html(styles(STYLE))
    if demonstration_note(cache.settings()):
        components.paragraph(t(PLANTED))
    components.show("search/answers.html", answers=told)


def _fold(
    heading: str, words: Iterable[str] = (), sources: Iterable[object] = ()
) -> None:
    components.show(
        "search/about_fold.html", heading=heading, words=words, sources=sources
    )


def how_it_works() -> None:
    """Draw, folded, how an entry gets onto the map and how it becomes confirmed."""
    _fold(t("How entries get onto the map"), map(t, ADDING))
    _fold(t("How entries are confirmed"), map(t, CONFIRMING))


def sources() -> None:
    """Draw, folded, every data set and boundary, from their definition files."""
    known = cache.definitions().sources
    _fold(t("Entries"), sources=[known["network"]])
    boundaries = [layer.source for layer in cache.layers().values()]
    _fold(t("Areas and their boundaries"), sources=boundaries)
    others = [one for name, one in known.items() if name != "network"]
    _fold(t("Places and people"), sources=others)
