"""The views of the coverage page: map, gap by gap, chance, themes, reach."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.coverage import cached as coverage_cached
from copro_map.coverage import gaps, pictures
from copro_map.coverage.charts import funnel
from copro_map.coverage.charts import matrix as matrices
from copro_map.coverage.charts.matrix import GapRow
from copro_map.coverage.gaps import Ask
from copro_map.coverage.rules.where_next import CANDIDATES, Plan
from copro_map.coverage.tables import published
from copro_map.coverage.words import gaps_in_words, people
from copro_map.drawing.figures import figures_html, number
from copro_map.drawing.legend import legend_html
from copro_map.frame import cache as ui_cache
from copro_map.frame import components, state, vega
from copro_map.geography.residents import settlements
from copro_map.search import cached

RADII_KM = (5, 10, 20)


def area_address(area_code: str) -> str:
    """Return the link to an area's own page, relative to any page of the app."""
    return f"area?{urlencode({'code': area_code, 'lang': current_language()})}"


@cache
def _map_component() -> Any:
    return st.components.v2.component(
        "copro_map_areas",
        html='<div class="areas"></div>',
        css=".areas svg { width: 100%; height: auto; display: block; }"
        " @media print { .areas svg { max-width: 11cm; } }",
        js="export default ({ data, parentElement }) => {"
        " parentElement.querySelector('.areas').innerHTML = data.svg; }",
    )


def picture(drawn: pictures.Picture, key: str, table: str) -> None:
    """Draw a map of areas, with its key and the same figures as a table beside it."""
    left, right = st.columns([3, 4], gap="medium")
    with left:
        _map_component()(key=key, data={"svg": drawn.svg})
    with right:
        st.html(legend_html(drawn.legend) + table)


def rates(ask: Ask) -> None:
    """Draw the map of smoothed rates, and the raw figures as a table."""
    found = coverage_cached.coverage(ask)
    drawn = pictures.rate_map(found, link=area_address)
    layer, table = found.layer, published(found)
    ordered: Iterable[Any] = table.sort_values("p_low", kind="stable").itertuples()
    shown = figures_html(
        t("The least likely by chance first: where to look first"),
        (
            t("Area"),
            t("Entries"),
            t("Shared out"),
            t("Usual"),
            t("Rate per 100,000"),
            t("Evened out"),
            t("By chance"),
            t("Within 10 km, %"),
        ),
        [
            (
                layer.area_label(str(row.Index)).text(),
                f"{row.entries:,}",
                number(row.count),
                number(row.expected),
                f"{row.rate_per_100k:.1f}",
                f"{row.eb_rate_per_100k:.1f}",
                f"{row.p_low:.3f}",
                f"{row.reach_percent_10km:.0f}",
            )
            for row in ordered
        ],
    )
    picture(drawn, "rate_map", shown)
    components.paragraph(
        t(
            "Entries: based there or serving it, each counted whole. Shared out: an "
            "entry that serves several areas is an equal part in each, so that the "
            "areas add up to Wales; what is usual, the rates and chance go by these. "
            "By chance: how likely so few would be if only chance were at work."
        ),
        "muted",
    )


def gap_by_gap(ask: Ask) -> None:
    """Draw the layers of gaps side by side, in words."""
    found = coverage_cached.coverage(ask)
    rows = [
        GapRow(
            name=found.layer.area_label(code).text(),
            href=area_address(code),
            cells={key: (one.level, one.words) for key, one in said.items()},
        )
        for code, said in gaps_in_words(found).items()
    ]
    st.html(matrices.gap_table_html(rows))


def chance(ask: Ask) -> None:
    """Draw the funnel: which areas differ by more than chance would explain."""
    found = coverage_cached.coverage(ask)
    vega.chart(vega.drawn(pictures.funnel_of(found)))
    components.paragraph(funnel.describe(pictures.named(found)))
    if found.phi > 1:
        unsure = t(
            "Areas differ by more than chance alone would make them, so take an area "
            "outside the lines as a question. To allow for that, the lines would be "
            "{wider} times as wide (overdispersion {phi}); those drawn here, and the "
            "flags, are not widened.",
            phi=f"{found.phi:.2f}",
            wider=f"{math.sqrt(found.phi):.2f}",
        )
        components.paragraph(unsure, "note")


def themes(ask: Ask) -> None:
    """Draw theme by area: where a theme is recorded, and where its absence counts."""
    layer = ui_cache.layers()[ask.layer]
    entries = gaps.chosen(cached.assets(), ask)
    terms = ui_cache.definitions().terms["themes"]
    wanted = [ask.theme] if ask.theme else list(terms)
    cells = gaps.theme_cells(entries, layer, wanted)
    names = {code: area.label.text() for code, area in layer.areas.items()}
    words = {term.id: term.label.text() for term in terms.values()}
    st.html(matrices.matrix_html(cells, names, words))


def reach(ask: Ask) -> None:
    """Draw who lives beyond a radius, and where one more entry would reach most."""
    asked = state.get("km")
    km = int(asked) if asked in {str(x) for x in RADII_KM} else gaps.KM
    st.segmented_control(
        t("Within"),
        RADII_KM,
        format_func=lambda x: f"{x} km",
        **state.bind("km", km, closes=False),
    )
    with st.spinner(t("Working out where one more would reach most people")):
        plan = coverage_cached.plan(ask.anywhere, km)
    squares = coverage_cached.squares(ask.anywhere, km)
    drawn = pictures.reach_map(ui_cache.settings(), squares, plan, km)
    picture(drawn, "reach_map", _next_table(plan))
    percent = coverage_cached.coverage(ask).wales[f"reach_percent_{km}km"]
    words = t(
        "{percent}% of residents live within {km} km of an entry with a place of its "
        "own on the map, in a straight line. Where only the authority is known, an "
        "entry has no such place.",
        percent=f"{percent:.1f}",
        km=km,
    )
    components.paragraph(words, "note")
    note = (
        t("No other choice of so many towns reaches more people.")
        if plan.method == "exact"
        else t("A good choice, but not proved to be the best.")
    )
    components.paragraph(note, "muted")


def _next_table(plan: Plan) -> str:
    """Return the settlements where new entries would reach most people, in order."""
    places = settlements(ui_cache.settings(), CANDIDATES).loc[plan.picks.index]
    names = places[f"name_{current_language()}"]
    picks = plan.picks
    rows = zip(names, picks["people_gained"], picks["covered_percent"], strict=True)
    return figures_html(
        t("Where next"),
        (t("Place"), t("People newly in reach"), t("In reach then, %")),
        [(str(name), people(gained), f"{share:.1f}") for name, gained, share in rows],
    )
