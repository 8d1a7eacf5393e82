"""A form a screen at a time: which one the address names, and how far that is.

Back in the browser is Back in the form, and whoever hears the page is told what came.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.templates import render
from copro_map.frame import components, state

STYLE = Path(__file__).with_name("walk.css")
STEP = "step"
TURN = "walk_turn"  # grows with each press: the focus goes to the heading that came


def at(most: int) -> int:
    """Return which screen the address names, from 0; one that is not there is 0."""
    asked = state.get(STEP)
    number = int(asked) if asked.isdecimal() and len(asked) < len("1000") else 0
    if number > most:
        number = 0
    if asked and not number:
        state.put(**{STEP: ""})
    return number


def go_to(number: int) -> None:
    """Let the page show a screen, its heading with the focus."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    state.put(**{STEP: str(number) if number else ""})


def head(words: str, number: int, of: int = 0, hint: str = "") -> None:
    """Draw the heading of a screen and how far it is; 0 ``of``: of none.

    A screen that was pressed for has the focus on its heading.
    """
    turn = f"{number} {st.session_state.get(TURN, 0)}"
    shown = {"words": words, "at": number, "of": of, "hint": hint, "turn": turn}
    components.show("frame/walk_head.html", **shown)
    script = render("frame/walk.html", turn=turn)
    st.html(script, unsafe_allow_javascript=True)


def how_far(number: int, of: int) -> None:
    """Draw how far somebody is."""
    components.show("frame/walk_at.html", at=number, of=of)


def ways(
    number: int, most: int, *, on: Callable[[], None] | None = None, words: str = ""
) -> None:
    """Draw the ways to the next screen and to the one before, as far as there are any.

    ``on`` is what goes on, if not every screen is left so easily; ``words`` are those
    of the button that does. A form's screen is in a container whose key begins with
    "walk_".
    """
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"walk_on_{number}"
    ):
        if number < most:
            st.button(
                words or t("Next"),
                key=f"walk_next_{number}",
                type="primary",
                on_click=on or partial(go_to, number + 1),
            )
        if number:
            st.button(
                t("Back"),
                key=f"walk_back_{number}",
                type="tertiary",
                on_click=partial(go_to, number - 1),
            )
