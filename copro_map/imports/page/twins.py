"""Rows that may be there already: each beside the other, and what they are."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.said import Spoken
from copro_map.drawing.bands import number
from copro_map.frame import cache, components
from copro_map.frame.filling import draw
from copro_map.imports.choosing import BOTH, ROW, SKIP, twins_left
from copro_map.imports.importer import Twin
from copro_map.imports.page.chosen import Chosen
from copro_map.imports.rules.apart import km_apart
from copro_map.search import cached
from copro_map.search.page.entries import entry_of
from copro_map.search.page.named import name_of
from copro_map.search.page.pointing import Pin, draw_pins

A_PAGE, PAGE = 10, "bring_page"
SAME = "same"
SAME_PLACE_KM = 0.1
WORDS = {
    SAME: N_("It is the same: add to that one"),
    BOTH: N_("Two different ones: keep both"),
    SKIP: N_("Leave this row out"),
}
ALIKE = {
    SAME: N_("All are the same"),
    BOTH: N_("All are different"),
    SKIP: N_("Leave them all out"),
}


def _answer(one: Twin, what: str) -> str:
    """Return an answer as it is kept: the id of the entry, if it is the same."""
    return one.entry if what == SAME else what


def _alike(chosen: Chosen, left: Sequence[Twin], what: str) -> None:
    chosen.change_all({f"{ROW}{one.row}": _answer(one, what) for one in left})


def _answer_all(chosen: Chosen, left: Sequence[Twin]) -> None:
    """Draw the presses that answer alike all that have no answer yet."""
    with st.container(horizontal=True, vertical_alignment="center"):
        components.paragraph(t("Without an answer: {n}", n=len(left)), "muted")
        for what, words in ALIKE.items():
            st.button(
                t(words),
                key=f"bring_all_{what}",
                on_click=_alike,
                args=(chosen, left, what),
            )


def _apart(one: Twin) -> str:
    """Return in words how far the two are from each other."""
    if one.point is None or one.there is None:
        return ""
    km = km_apart(one.point, one.there)
    if km < SAME_PLACE_KM:
        return t("Both are in the same place.")
    return t("Kilometres between them: {km}", km=number(km, 1))


def _side_by_side(one: Twin) -> None:
    """Draw what the row says, and what is there."""
    known: list[tuple[str, str | Spoken]] = []
    if one.entry in cached.assets().index:
        entry = entry_of(one.entry)
        known += [(t("Where"), entry.where)]
        known += [(t("Description"), entry.description or "")]
        known += [(name, text) for name, text, _ in entry.facts]
    says = one.says or {t("Name"): one.name}
    components.show(
        "imports/twin.html",
        one=one,
        says=list(says.items()),
        known=[(name, text) for name, text in known if text],
        apart=_apart(one),
        is_shown=one.entry in cached.assets().index,
    )


def _map(one: Twin, *, is_first: bool) -> None:
    """Draw both on our own map; folded away, but for the first."""
    if one.point is None or one.there is None:
        return
    key = f"bring_map_{one.row}"
    state_key = f"{key}_fold"
    st.session_state.setdefault(state_key, is_first)
    fold = st.expander(
        t("Both on the map"), icon=":material/map:", key=state_key, on_change="rerun"
    )
    if fold.open:
        kinds = cache.definitions().kinds
        assets = cached.assets()
        known = one.entry in assets.index
        kind = str(assets.at[one.entry, "kind"]) if known else next(iter(kinds))
        with fold:
            there = Pin(one.entry, kind, *one.there, name_of(one.entry).text())
            pins = [Pin("", kind, *one.point), there]
            draw_pins(key, pins)
            components.paragraph(t("In the ring: the one that is there."), "muted")


def _twin(chosen: Chosen, one: Twin, *, is_first: bool) -> None:
    with st.container(border=True, key=f"bring_twin_{one.row}"):
        _side_by_side(one)
        name = f"{ROW}{one.row}"
        answers = {_answer(one, what): t(words) for what, words in WORDS.items()}
        if chosen.filled.get(name) not in (None, *answers):
            answers[chosen.filled[name]] = t("Left out to be mended")
        draw(
            st.radio,
            t("What is line {row}?", row=one.row),
            chosen,
            name,
            None,
            options=list(answers),
            format_func=answers.__getitem__,
            index=None,
            horizontal=True,
            label_visibility="collapsed",
        )
        _map(one, is_first=is_first)


def _turn(by: int) -> None:
    st.session_state[PAGE] = st.session_state.get(PAGE, 0) + by


def _pages(pages: int) -> int:
    """Draw the ways through many of them; return which page it is, from 0."""
    at: int = min(max(st.session_state.get(PAGE, 0), 0), pages - 1)
    st.session_state[PAGE] = at
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            words = t("Page {page} of {pages}", page=at + 1, pages=pages)
            components.paragraph(words, "muted")
            for label, by, is_off in (
                (t("Previous"), -1, at == 0),
                (t("Next"), 1, at == pages - 1),
            ):
                st.button(
                    label,
                    key=f"bring_page_{by}",
                    disabled=is_off,
                    on_click=_turn,
                    args=(by,),
                )
    return at


def twins_asked(chosen: Chosen, twins: Sequence[Twin]) -> None:
    """Draw each row that may be there already beside what is, ten at a time."""
    if not twins:
        return
    components.heading(t("There already?"), 3)
    components.paragraph(
        t(
            "These rows look like something that is there. Say of each what it is, so "
            "that nothing stands twice."
        )
    )
    left = twins_left(chosen.filled, twins)
    if len(left) > 1:
        _answer_all(chosen, left)
    at = _pages(-(-len(twins) // A_PAGE))
    for one in (shown := twins[at * A_PAGE : (at + 1) * A_PAGE]):
        _twin(chosen, one, is_first=one is shown[0])
