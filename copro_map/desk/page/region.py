"""The part of the desk with one region: what waits, what is missing, who was asked."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from copro_map.areas.page import area as area_page
from copro_map.base.confirmed import share_in_words
from copro_map.base.i18n import current_language, t
from copro_map.base.names import COUNCIL_LAYER
from copro_map.base.today import current_day
from copro_map.coverage.page import asking
from copro_map.desk.page import waits
from copro_map.desk.page.region_words import asked_in_words
from copro_map.desk.region import Region, region
from copro_map.frame import cache, components, frame, state
from copro_map.frame.councils import area_name, areas
from copro_map.people.rules.permissions import Actor, Belongs, may
from copro_map.search.page.entry_list import short_list

MOST_GAPS = 5


def _choose(who: Actor) -> str:
    """Draw the choice of a region; return its code, "" if none is chosen."""
    names = {
        code: name
        for code, name in areas().items()
        if may(who, "see_region", Belongs("", frozenset({code})))
    }
    asked = state.get("area")
    if asked and asked not in names:
        st.warning(
            t("The link names an area that is not one of yours. Choose one of these.")
        )
        asked = ""
    if len(names) == 1:
        return next(iter(names))
    components.choice(
        t("Area"),
        names,
        names.__getitem__,
        nothing=t("Choose an area"),
        **state.bind("area", asked or None),
    )
    return asked


def _figures(found: Region) -> None:
    """Draw the figures of the region, as its public page has them."""
    view, exchanged = found.view, found.exchanged
    offers = int((exchanged["kind"] == "offer").sum())
    figures = [
        (f"{view.total:,}", t("Entries in all")),
        share_in_words(view.confirmed, view.total),
        (f"{offers:,}", t("Open offers")),
        (f"{len(exchanged) - offers:,}", t("Open requests")),
        (f"{len(found.covered.gaps):,}", t("Gaps that need an answer")),
    ]
    components.show("frame/figures.html", figures=figures)
    frame.link(
        "pages/area.py",
        t("The page of this area"),
        ":material/location_on:",
        layer=COUNCIL_LAYER,
        code=found.code,
    )


def _waits(found: Region) -> None:
    components.heading(t("What waits here"), 3)
    if found.lines:
        waits.draw(found.lines)
    else:
        components.paragraph(t("Nothing waits here. Thank you."), "note")


def _gaps(found: Region) -> None:
    """Draw the first gaps, and the way to all."""
    gaps = found.covered.gaps
    if not gaps:
        return
    components.heading(t("The most telling gaps"), 3)
    asked = {"part": "asking", "area": found.code, "lang": current_language()}
    rows = [
        {
            "href": f"desk?{urlencode(asked | {'entry': gap.id})}",
            **asking.in_words(gap),
        }
        for gap in gaps[:MOST_GAPS]
    ]
    components.show("desk/region_gaps.html", gaps=rows)


def _exchanged(found: Region) -> None:
    components.heading(t("Open offers and requests"), 3)
    if found.exchanged.empty:
        components.paragraph(t("None that somebody confirmed lately."), "muted")
    else:
        short_list(found.exchanged, "region_exchange")


def _asked(found: Region) -> None:
    """Draw who was asked when, and offer it as a file."""
    components.heading(t("Who was asked, and when"), 3)
    asked = found.covered.asked
    if asked.empty:
        components.paragraph(t("Nobody was asked here yet."), "muted")
        return
    components.show("desk/region_asked.html", rows=asked_in_words(asked))
    components.download(
        "CSV",
        found.covered.file,
        f"asked-{found.code}-{current_day().isoformat()}.csv",
        key="region_asked",
        about=t("Who was asked in this area, row by row."),
    )


def draw(who: Actor) -> None:
    """Draw the region of the address, or of somebody who has but one."""
    code = _choose(who)
    if not code:
        components.paragraph(t("Choose an area to see what waits there."), "note")
        return
    found = region(cache.settings(), who, code, current_day())
    components.heading(area_name(code), 3)
    _figures(found)
    left, right = st.columns(2, gap="large")
    with left:
        _waits(found)
        _gaps(found)
    with right:
        _exchanged(found)
        _asked(found)
    with st.container(horizontal=True):
        area_page.brief(found.view)
