"""Who takes part and who is missing: by kind, by area, by language; and the people."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.base.names import BASE_LAYER
from copro_map.frame import cache, components, state
from copro_map.geography.areas import Layer
from copro_map.members import cached, words
from copro_map.members.of_area import list_address
from copro_map.members.rules.taking_part import TakingPart
from copro_map.members.who import layer_of_people


def _area_address(code: str) -> str:
    return f"area?{urlencode({'code': code, state.LANGUAGE: current_language()})}"


def draw() -> None:
    """Draw the figures, then each way in which they are split, with who is missing."""
    found = cached.taking_part()
    if not found.is_anybody:
        return
    with st.container(key="taking_part"):
        components.show("members/large.html", figures=words.large(found))
        if found.people.total is None:
            components.paragraph(t(words.FEW), "muted")
        left, right = st.columns(2, gap="large")
        with left:
            _kinds(found)
        with right:
            _areas(found)
        left, right = st.columns(2, gap="large")
        with left:
            _languages(found)
        with right:
            _people(found)
        meanings = [(t(name), t(said)) for name, said in words.MEANINGS]
        components.show("members/meanings.html", meanings=meanings)


def _kinds(found: TakingPart) -> None:
    components.heading(t("By kind"), 2)
    most = max([1, *found.by_type.values()])
    for name, count, types in words.by_kind(cache.settings(), found):
        components.show(
            "members/bars.html",
            caption=f"{name}: {count:,}",
            bars=words.bars(((label, n, "") for label, n in types), most),
        )
    missing = words.missing_kinds(cache.settings(), found)
    components.show(
        "members/missing.html",
        title=t("Kinds without a member"),
        names=[(name, "") for name in missing],
        nothing=t("Every kind has a member."),
    )


def _layer() -> Layer:
    """Draw the choice of a layer; return the one that is asked for."""
    layers = cache.layers()
    asked = state.get("layer")
    chosen = asked if asked in layers else BASE_LAYER
    st.selectbox(
        t("Kind of area"),
        list(layers),
        format_func=lambda one: layers[one].plural.text(),
        **state.bind("layer", chosen, closes=False),
    )
    return layers[chosen]


def _areas(found: TakingPart) -> None:
    components.heading(t("By area"), 2)
    layer = _layer()
    rows = [
        (name, n, list_address(area=code) if code else "")
        for code, name, n in words.ranked(layer, found)
    ]
    components.show(
        "members/bars.html", caption=t("Member organisations"), bars=words.bars(rows)
    )
    missing = words.named_areas(layer, found.missing_areas(layer.id))
    components.show(
        "members/missing.html",
        title=t("Areas without a member organisation"),
        names=[(name, _area_address(code)) for code, name in missing],
        nothing=t("Every area of this kind has one."),
    )


def _languages(found: TakingPart) -> None:
    components.heading(t("By language"), 2)
    rows = ((name, n, "") for name, n in words.spoken(found))
    components.show(
        "members/bars.html",
        caption=t("The language in which organisations want our letters"),
        bars=words.bars(rows),
    )


def _people(found: TakingPart) -> None:
    components.heading(t("People who joined as themselves"), 2)
    if found.people.total is None:
        components.paragraph(t(words.FEW))
        return
    layer = cache.layers()[layer_of_people(cache.layers())]
    told = words.of_people(found.people, layer)
    if not told:
        components.paragraph(t(words.NOT_SPLIT))
        return
    components.facts(told, "facts stacked")
    components.paragraph(t(words.SMALL), "muted")
