"""The coverage page: what is asked, the view of the answer, its method and files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from copro_map.base.i18n import (
    N_,
    Label,
    current_language,
    language_in_force,
    sort_key,
    t,
)
from copro_map.base.today import current_day
from copro_map.coverage import cached, files, pictures
from copro_map.coverage.finding import counted_in_words, finding
from copro_map.coverage.gaps import Ask
from copro_map.coverage.method import inequality_in_words, spread_in_words
from copro_map.coverage.method import method as worked_out
from copro_map.coverage.page import views as coverage_views
from copro_map.coverage.page.areas_map import area_address, draw_map
from copro_map.coverage.page.compare import compare
from copro_map.coverage.weighed import Weighed
from copro_map.coverage.words import LOOKED_UP
from copro_map.drawing.dot_range import dots_html
from copro_map.frame import cache, components, state
from copro_map.search.page import adding

# Each box of the question, and what it says where nothing is chosen.
BOXES = {
    "kind": (N_("Kind"), N_("Every kind")),
    "theme": (N_("Theme"), N_("Every theme")),
    "sector": (N_("Sector"), N_("Every sector")),
}
FILES = {"csv": "CSV", "xlsx": "Excel", "png": "PNG", "svg": "SVG"}


def _choice(field: str, names: Mapping[str, Label], value: str) -> None:
    """Draw a choice of one value, or of all."""
    label, every = BOXES[field]
    st.selectbox(
        t(label),
        ["", *sorted(names, key=lambda x: sort_key(names[x].text()))],
        format_func=lambda x: names[x].text() if x else t(every),
        label_visibility="collapsed",
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


def asked() -> Ask:
    """Return what the address asks; say so if part of it makes no sense."""
    return _read(_vocabularies())


def found(ask: Ask) -> None:
    """Draw what was found, in plain words, and what it may mean."""
    words = finding(cached.coverage(ask))
    components.show("coverage/found.html", finding=words, meaning=t(LOOKED_UP))


def _button(ask: Ask, known: Mapping[str, Mapping[str, Label]]) -> bool:
    """Draw the button that a phone has instead of the boxes; say whether it is open.

    It says what is chosen.
    """
    is_open = state.get("more") == "1"
    chosen = [cache.layers()[ask.layer].plural.text()]
    chosen += [
        known[field][value].text() for field in BOXES if (value := getattr(ask, field))
    ]
    with st.container(key="question_button"):
        st.button(
            t("Filters: {chosen}", chosen=", ".join(chosen)),
            icon=":material/expand_less:" if is_open else ":material/tune:",
            key="question",
            width="stretch",
            on_click=lambda: state.put(more="" if is_open else "1"),
        )
    return is_open


def pickers(ask: Ask) -> None:
    """Draw what is asked of, as boxes in a row; a phone has them behind a button."""
    known, layers = _vocabularies(), cache.layers()
    is_open = _button(ask, known)
    with st.container(key="question_open" if is_open else "question_shut"):
        boxes = st.columns(4)
        boxes[0].selectbox(
            t("Kind of area"),
            list(layers),
            format_func=lambda x: layers[x].plural.text(),
            filter_mode=None,
            label_visibility="collapsed",
            **state.bind("layer", ask.layer, clears=("compare",), closes=False),
        )
        for box, field in zip(boxes[1:], BOXES, strict=True):
            with box:
                _choice(field, known[field], getattr(ask, field))


def areas(ask: Ask) -> None:
    """Draw the map, and beside it every area, the fewest for their size first."""
    covered = cached.coverage(ask)
    with st.container(key="areas_beside"):
        left, right = st.columns([51, 49], gap="medium")
    with left:
        draw_map(pictures.rate_map(covered, link=area_address), "rate_map")
        components.paragraph(counted_in_words(covered), "muted")
    with right:
        st.html(dots_html(Weighed(covered).ranked(area_address)))


def view(ask: Ask) -> None:
    """Draw the further view of the answer that is wanted."""
    views = {
        "compare": (t("Compare areas"), compare),
        "gaps": (t("Gap by gap"), coverage_views.gap_by_gap),
        "themes": (t("Themes"), coverage_views.themes),
        "reach": (t("Reach"), coverage_views.reach),
    }
    wanted = state.get("show")
    shown = wanted if wanted in views else "compare"
    components.heading(t("Look closer"), 2)
    st.segmented_control(
        t("Show"),
        list(views),
        format_func=lambda x: views[x][0],
        label_visibility="collapsed",
        required=True,
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
        covered = cached.coverage(ask)
        spread = spread_in_words(covered)
        components.facts(
            [
                *worked_out(),
                *([(t("More than chance"), spread)] if spread else []),
                ("Gini", inequality_in_words(covered)),
            ]
        )


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
