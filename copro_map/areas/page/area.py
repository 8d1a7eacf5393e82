"""The page of an area: its figures, gaps in words, entries, and the brief."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd
import streamlit as st

from copro_map.areas import cached as area_cached
from copro_map.areas.area import AreaView, compared, compared_table
from copro_map.areas.brief import brief_file
from copro_map.areas.charts import bars
from copro_map.areas.figures import figures_of
from copro_map.base.i18n import current_language, language_in_force, sort_key, t
from copro_map.base.names import COUNCIL_LAYER
from copro_map.coverage import cached
from copro_map.coverage.face import (
    FROM_PEOPLE,
    LOOKED_UP,
    STATISTICS,
    TITLES,
    Ask,
    OfArea,
)
from copro_map.coverage.page import asking
from copro_map.drawing.figures import figures_html
from copro_map.frame import cache, components, frame, state, vega
from copro_map.frame.who import actor
from copro_map.search.face import all_assets
from copro_map.search.page.adding import exchange, is_it_missing
from copro_map.search.page.entry_list import short_list

MOST_LISTED = 8


def picker() -> str:
    """Draw the choice of an area; return its code, empty if none is chosen."""
    layers = cache.layers()
    code = state.get("code")
    known = {c: layer.id for layer in layers.values() for c in layer.areas}
    if code and code not in known:
        st.warning(t("The link names an area that there is not. Choose another."))
        code = ""
    chosen = known.get(code) or state.get("layer")
    chosen = chosen if chosen in layers else next(iter(layers))
    first, second = st.columns(2)
    first.selectbox(
        t("Kind of area"),
        list(layers),
        format_func=lambda x: layers[x].plural.text(),
        filter_mode=None,
        **state.bind("layer", chosen, clears=("code",)),
    )
    names = {area.code: area.label.text() for area in layers[chosen].areas.values()}
    with second:
        components.choice(
            layers[chosen].label.text(),
            sorted(names, key=lambda c: sort_key(names[c])),
            names.__getitem__,
            nothing=t("Choose an area"),
            **state.bind("code", code or None),
        )
    return code


def heading(area_code: str) -> AreaView:
    """Draw the name of the area and the ways on; return what there is to say."""
    view = area_cached.area(area_code)
    st.title(view.area.label.text())
    with st.container(horizontal=True):
        frame.link(
            "pages/asset_map.py",
            t("On the map"),
            ":material/map:",
            layer=view.layer.id,
            area=area_code,
        )
        frame.link(
            "pages/coverage.py",
            t("All areas of this kind"),
            ":material/grid_on:",
            layer=view.layer.id,
        )
    return view


def _covered(view: AreaView) -> OfArea:
    return OfArea(cached.coverage(Ask(view.layer.id)), view.area.code)


def figures(view: AreaView) -> None:
    """Draw the large figures, and how the entries add up."""
    components.show("frame/figures.html", figures=figures_of(view, _covered(view)))
    components.paragraph(_covered(view).sentence)


def _gap_list(view: AreaView, title: str, keys: Iterable[str]) -> None:
    said = _covered(view).gaps
    gaps = [(t(TITLES[key]), said[key]) for key in keys]
    components.show("areas/gaps.html", title=title, gaps=gaps)


def gaps(view: AreaView) -> None:
    """Draw what is missing, in words: what people say apart from statistics."""
    st.header(t("What is missing, and how sure that is"))
    people, statistics = st.columns(2, gap="large")
    with people:
        _gap_list(view, t("Evidence from people"), FROM_PEOPLE)
    with statistics:
        _gap_list(view, t("What the numbers say"), STATISTICS)
    components.show("areas/themes.html", themes=area_cached.themes(view))
    components.paragraph(t(LOOKED_UP), "note")
    exchange(area=view.area.code)
    of_council = cache.layers()[COUNCIL_LAYER].of_authority
    councils = dict.fromkeys(of_council[member] for member in view.area.members)
    asking.way_for(actor(), list(councils))


def comparison(view: AreaView) -> None:
    """Draw the rate beside that of Wales and of like areas, and the mix."""
    left, right = st.columns(2, gap="large")
    with left:
        st.header(t("Compared with Wales"))
        vega.chart(vega.drawn(bars.compare_chart(compared(view))))
        st.html(figures_html(*compared_table(view)))
    with right:
        st.header(t("Who takes part"))
        row = _covered(view).figures
        labels = cache.definitions().terms["sector_groups"]
        counted = pd.DataFrame(
            {
                "group": [
                    *(term.label.text() for term in labels.values()),
                    t("Others, or not known"),
                ],
                "entries": [int(row[group]) for group in (*labels, "ungrouped")],
                "wanted": [*(True for _ in labels), False],
            }
        )
        vega.chart(vega.drawn(bars.bars_chart(counted)))


def _listed(title: str, found: pd.DataFrame, key: str, empty: str) -> None:
    components.heading(f"{title} ({len(found)})", 2)
    if found.empty:
        components.paragraph(empty, "muted")
    else:
        short_list(found.head(MOST_LISTED), key)
    if len(found) > MOST_LISTED:
        more = t("More: {n}. They are all on the map.", n=len(found) - MOST_LISTED)
        components.paragraph(more, "muted")


def entries_of(view: AreaView) -> None:
    """Draw who is here, who serves the area from elsewhere, and what is exchanged."""
    exchange = pd.concat([view.based, view.serving])
    exchange = exchange[exchange["kind"].isin(["offer", "request"])]
    first, second = st.columns(2, gap="large")
    with first:
        nobody = t("Nobody on the map yet.")
        _listed(t("Based here"), view.based, "area_here", nobody)
        _listed(t("Serves it from elsewhere"), view.serving, "area_serving", nobody)
    with second:
        _listed(
            t("Offers and requests among them"),
            exchange,
            "area_exchange",
            t("Nothing on the map yet."),
        )
        _listed(
            t("Neighbours' offers within 10 km"),
            view.across,
            "area_across",
            t("Nothing on the map yet."),
        )
    is_it_missing(area=view.area.code)


def trust(view: AreaView) -> None:
    """Say how old and how sure the entries are."""
    st.header(t("How far to trust this"))
    words = t(
        "Entries: {total}. Confirmed in the last 12 months: {confirmed}; longer ago: "
        "{stale}; not confirmed yet: {unverified}. Sources from {first} to {last}.",
        total=view.total,
        confirmed=view.confirmed,
        stale=view.stale,
        unverified=view.unverified,
        first=view.sources[0] or "–",
        last=view.sources[1] or "–",
    )
    components.paragraph(words, "note")


def _file(area_code: str, file_format: str, language: str) -> bytes:
    """Return the brief as a file."""
    where = cache.settings()
    with language_in_force(language):
        return brief_file(where, all_assets(where), area_code, file_format)


def brief(view: AreaView) -> None:
    """Offer the two-page brief as PDF and as a page to read or print."""
    st.header(t("A brief to hand round"))
    language, code = current_language(), view.area.code
    with st.container(horizontal=True):
        for file_format, label in (("pdf", "PDF"), ("html", "HTML")):
            components.download(
                label,
                partial(_file, code, file_format, language),
                f"{code}.{file_format}",
                key=f"brief_{file_format}",
                about=t("Two pages, one in each language: to print or to send."),
            )
