"""The coverage page: what is asked, the view of the answer, its method and files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from copro_map.base.i18n import Label, current_language, language_in_force, sort_key, t
from copro_map.base.today import current_day
from copro_map.coverage import cached, files
from copro_map.coverage.gaps import Ask
from copro_map.coverage.method import inequality_in_words
from copro_map.coverage.method import method as worked_out
from copro_map.coverage.page import views as coverage_views
from copro_map.coverage.words import LOOKED_UP
from copro_map.drawing.figures import number
from copro_map.frame import cache, components, state
from copro_map.search.page import adding

FILES = {"csv": "CSV", "xlsx": "Excel", "png": "PNG", "svg": "SVG"}


def _choice(label: str, field: str, names: Mapping[str, Label], value: str) -> None:
    """Draw a choice of one value, or of all."""
    st.selectbox(
        label,
        ["", *sorted(names, key=lambda x: sort_key(names[x].text()))],
        format_func=lambda x: names[x].text() if x else t("All"),
        **state.bind(field, value, closes=False),
    )


def _vocabularies() -> dict[str, dict[str, Label]]:
    """Return the values that each field of the question may take, with their names."""
    definitions = cache.definitions()
    words = {
        field: {term.id: term.label for term in definitions.terms[name].values()}
        for field, name in (("theme", "themes"), ("sector", "sectors"))
    }
    kinds = {kind.id: kind.plural for kind in definitions.kinds.values()}
    return {"kind": kinds, **words}


def _read(known: Mapping[str, Mapping[str, Label]]) -> Ask:
    """Return what the address asks; say so if part of it makes no sense."""
    fields = {"layer": cache.layers(), **known}
    asked = {name: state.get(name) for name in fields}
    ignored = [name for name, values in fields.items() if asked[name] not in values]
    if lost := [name for name in ignored if asked[name]]:
        st.warning(
            t(
                "The link asks for something this map does not know: {what}. It was "
                "left out.",
                what=", ".join(lost),
            )
        )
    return Ask(**{name: x for name, x in asked.items() if name not in ignored})


def pickers() -> Ask:
    """Draw what is asked of, and return it."""
    known, layers = _vocabularies(), cache.layers()
    ask = _read(known)
    boxes = st.columns(4)
    boxes[0].selectbox(
        t("Kind of area"),
        list(layers),
        format_func=lambda x: layers[x].plural.text(),
        filter_mode=None,
        **state.bind("layer", ask.layer, closes=False),
    )
    labels = {"kind": t("Kind"), "theme": t("Theme"), "sector": t("Sector")}
    for box, (field, label) in zip(boxes[1:], labels.items(), strict=True):
        with box:
            _choice(label, field, known[field], getattr(ask, field))
    return ask


def counted(ask: Ask) -> None:
    """Say how many entries are counted, and which are counted apart."""
    components.paragraph(t(LOOKED_UP), "note")
    found = cached.coverage(ask)
    counts = (
        (t("In the areas"), found.apart.placed),
        (t("All Wales, counted apart"), found.apart.all_wales),
        (t("No location, counted apart"), found.apart.unlocated),
        (t("In all"), found.apart.total),
    )
    components.show("drawing/chips.html", id="apart", counts=counts, live=False)
    table = found.table
    few = int((table["zero"] == "too_few").sum())
    low = int((table["flag"] != "none").sum())
    words = t(
        "Areas: {areas}. With few entries: {low}. With none, and too few in Wales to "
        "judge: {few}. Usual in Wales: {rate} per 100,000 residents. Entries with a "
        "place of their own on the map: {points}.",
        areas=len(table),
        low=low,
        few=few,
        rate=number(found.wales["rate_per_100k"]),
        points=f"{len(found.reach.points):,}",
    )
    components.lead(words)


def view(ask: Ask) -> None:
    """Draw the view of the answer that is wanted."""
    views = {
        "map": (t("Map"), coverage_views.rates),
        "gaps": (t("Gap by gap"), coverage_views.gap_by_gap),
        "chance": (t("Chance or not"), coverage_views.chance),
        "themes": (t("Themes"), coverage_views.themes),
        "reach": (t("Reach"), coverage_views.reach),
    }
    asked = state.get("show")
    shown = asked if asked in views else "map"
    st.segmented_control(
        t("Show"),
        list(views),
        format_func=lambda x: views[x][0],
        label_visibility="collapsed",
        **state.bind("show", shown, closes=False),
    )
    views[shown][1](ask)


def missing_here(ask: Ask) -> None:
    """Draw the ways to add what is missing; what is asked of stands in the form."""
    adding.is_it_missing(kind=ask.kind, theme=ask.theme)
    if not ask.kind:
        adding.exchange(theme=ask.theme)


def method(ask: Ask) -> None:
    """Draw how coverage is worked out."""
    with st.expander(t("How this is worked out"), icon=":material/calculate:"):
        words = inequality_in_words(cached.coverage(ask))
        components.facts([*worked_out(), ("Gini", words)])


def _file(ask: Ask, file_format: str, view_shown: str, language: str) -> bytes:
    """Return the answer as a file."""
    with language_in_force(language):
        return files.file_of(cached.coverage(ask), file_format, view_shown)


def downloads(ask: Ask) -> None:
    """Offer exactly this answer as files."""
    day = current_day().isoformat()
    with st.container(horizontal=True, key="take_away"):
        for file_format, label in FILES.items():
            components.download(
                label,
                partial(_file, ask, file_format, state.get("show"), current_language()),
                f"coverage-{ask.layer}-{day}.{file_format}",
                key=f"download_{file_format}",
                about=t("Download these figures, or the map as a picture."),
            )
