"""What the page says of how a question was understood, each with a press to undo it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.templates import render
from copro_map.frame import cache, components, state
from copro_map.geography.gazetteer import Candidate
from copro_map.search.headings import shown_name, whole_name
from copro_map.search.search import Answer, meaning
from copro_map.search.ways_on import nearest_pin
from copro_map.search.wording import (
    begun_in_words,
    pin_in_words,
    problem_in_words,
    reading_in_words,
)


def plain(text: str) -> str:
    r"""Return text that Markdown leaves as it is.

    Examples
    --------
    >>> plain("a *b* [c](d)")
    'a \\*b\\* \\[c\\]\\(d\\)'
    """
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|~$:&@/" else c for c in text)


def put(**params: str) -> dict[str, Any]:
    """Return the arguments that let a button write to the address.

    What was open is closed, and the list begins at its first page.
    """
    return {"on_click": partial(state.put, **params, entry="", page="")}


def _line(text: str, draw: Callable[[], object]) -> None:
    """Draw a sentence, and beside it what can be pressed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(render("drawing/paragraph.html", text=text, style=""), width="content")
        draw()


def about(answer: Answer) -> None:
    """Say how the question was understood: its words and its place."""
    _about_reading(answer)
    if told := begun_in_words(answer, cache.layers()):
        components.paragraph(told)
    _about_words(answer)
    _about_place(answer)


def _about_reading(answer: Answer) -> None:
    """Say which of the words are a place, and which are not looked for."""
    query, understood = answer.query, answer.understood
    if query.as_typed:
        otherwise = meaning(cache.settings(), replace(query, as_typed=False))
        if otherwise.place != understood.place:
            _line(
                t("Every word is looked for as it was typed."),
                lambda: st.button(
                    plain(t("{place} is a place", place=otherwise.place)),
                    key="is_a_place",
                    **put(typed=""),
                ),
            )
        return
    told = reading_in_words(answer, cache.layers())
    if not told:
        return
    label = t("Not a place?") if understood.place else t("Look for every word")
    _line(told, lambda: st.button(label, key="not_a_place", **put(typed="1")))


def _about_words(answer: Answer) -> None:
    """If no entry has the words, offer the nearest spelling that some have."""
    if answer.meant:
        near = answer.in_full.near
        _line(
            t("Did you mean:"),
            lambda: st.button(
                plain(answer.meant),
                key="did_you_mean",
                **put(q=answer.meant, near=near),
            ),
        )


def _choice(candidate: Candidate, number: int, words: str) -> None:
    """Draw a button that chooses a place by what finds it, and keeps the words."""
    layers = cache.layers()
    st.button(
        plain(shown_name(candidate, layers)),
        key=f"place_{number}",
        **put(near=whole_name(candidate, layers), q=words),
    )


def _about_place(answer: Answer) -> None:
    """Say what became of the place that was asked for, and ask which one is meant."""
    place = answer.place
    if place is None or place.status == "found":
        return
    asked = plain(answer.understood.place.strip())
    st.warning(problem_in_words(answer, asked))
    with st.container(horizontal=True):
        for number, candidate in enumerate(place.candidates):
            _choice(candidate, number, answer.in_full.text)


def about_radius(answer: Answer) -> None:
    """If nothing is pinned within the radius, say where the nearest is, and widen."""
    if pin := nearest_pin(cache.settings(), answer, answer.found.assets):
        told = pin_in_words(pin, answer.query.km)
        label = t("Widen to {km} km", km=pin.wider_km)
        wider = put(km=str(pin.wider_km))
        _line(told, lambda: pin.wider_km and st.button(label, key="widen", **wider))
