"""More views of the coverage page: gap by gap, themes, reach."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.coverage import cached as coverage_cached
from copro_map.coverage import gaps, pictures
from copro_map.coverage.charts import matrix as matrices
from copro_map.coverage.charts.matrix import GapRow
from copro_map.coverage.gaps import Ask
from copro_map.coverage.page.areas_map import area_address, draw_map
from copro_map.coverage.rules.where_next import CANDIDATES, Plan
from copro_map.coverage.words import gaps_in_words, people
from copro_map.drawing.figures import figures_html
from copro_map.frame import cache as ui_cache
from copro_map.frame import components, state
from copro_map.geography.residents import settlements
from copro_map.search import cached

RADII_KM = (5, 10, 20)


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
    left, right = st.columns([3, 4], gap="medium")
    with left:
        draw_map(drawn, "reach_map")
    with right:
        st.html(_next_table(plan))
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
