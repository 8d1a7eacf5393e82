"""Up to four areas side by side, chosen by the address: for their size, and by kind."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import sort_key, t
from copro_map.coverage import cached as coverage_cached
from copro_map.coverage.compared import MOST, by_kind, wanted
from copro_map.coverage.gaps import Ask
from copro_map.coverage.page.areas_map import area_address
from copro_map.coverage.tables import figures_of
from copro_map.coverage.weighed import Weighed
from copro_map.coverage.words import in_sentence
from copro_map.drawing.dot_range import dots_html
from copro_map.drawing.figures import figures_html
from copro_map.frame import cache, components, state
from copro_map.geography.areas import Layer
from copro_map.search import cached


def _chosen(layer: Layer) -> tuple[str, ...]:
    """Draw the box to choose areas in, and say what of the address was left out."""
    asked = wanted(state.get("compare"), layer.areas)
    names = {code: layer.area_label(code).text() for code in layer.areas}
    if asked.unknown:
        st.warning(
            t(
                "The link asks for something this map does not know: {what}. It was "
                "left out.",
                what=", ".join(asked.unknown),
            )
        )
    if asked.beyond:
        st.warning(
            t(
                "At most four areas fit side by side. Take one out first. Left out: "
                "{areas}.",
                areas=", ".join(names[code] for code in asked.beyond),
            )
        )
        state.put(compare=",".join(asked.codes))
    st.multiselect(
        t("Areas to compare, at most {n}", n=MOST),
        sorted(names, key=lambda code: sort_key(names[code])),
        format_func=lambda code: names[code],
        placeholder=t("Choose an area"),
        **state.bind("compare", list(asked.codes), closes=False),
    )
    return asked.codes


def compare(ask: Ask) -> None:
    """Draw the areas that are chosen, beside each other and beside Wales."""
    found = coverage_cached.coverage(ask)
    codes = _chosen(found.layer)
    if not codes:
        components.paragraph(
            t(
                "Choose two, three or four areas to see them side by side: how many "
                "entries for their size, and of which kinds."
            ),
            "muted",
        )
        return
    weighed = Weighed(found)
    rows = [weighed.row(code, area_address(code)) for code in codes]
    dots = weighed.drawn([*rows, weighed.wales()], t("For their size, beside Wales"))
    st.html(dots_html(dots))
    counted = by_kind(found, cached.assets(), cache.definitions(), codes)
    st.html(
        figures_html(
            t("Entries by kind"),
            (t("Area"), *counted.heads, t("In all")),
            [
                (found.layer.area_label(code).text(), *(f"{x:,}" for x in numbers))
                for code, numbers in counted.rows.items()
            ],
        )
    )
    components.facts(
        (found.layer.area_label(code).text(), in_sentence(figures_of(found, code)))
        for code in codes
    )
    components.paragraph(
        t("The address of this page leads back to these areas: send it to others."),
        "muted",
    )
