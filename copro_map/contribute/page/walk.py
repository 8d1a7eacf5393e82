"""The way through the form: on a phone a step at a time, at a desk all on one page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from copro_map.base.i18n import t
from copro_map.contribute.page.filling import STEP, Filling
from copro_map.contribute.page.questions import wrong_now
from copro_map.contribute.rules.steps import STEPS, Step, beside
from copro_map.drawing.templates import render, styles
from copro_map.frame import components, state, walk
from copro_map.frame.pressing import TOLD, Told

STYLE = Path(__file__).parent / "contribute.css"
TURN = "contribute_turn"  # Grows with each press: the focus goes to the first field.


def step_now() -> Step:
    """Return the step that the address names; the first one, if it names none."""
    return beside(state.get(STEP), 0)


def go_to(step: Step) -> None:
    """Let the page show a step, its first field with the focus."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    state.put(**{STEP: step})


def style() -> None:
    """Draw how the form looks."""
    st.html(styles(STYLE, walk.STYLE))


def only(step: str) -> None:
    """Let a phone show a step alone; what is no step stays."""
    components.show("contribute/step.html", step=step)


def begin(step: Step) -> None:
    """Draw how far somebody is, and let a phone show that step alone."""
    walk.how_far(STEPS.index(step) + 1, len(STEPS))
    only(step)
    kept: Told | None = st.session_state.get(TOLD)
    if kept and step != STEPS[-1]:  # beside the button, which a phone does not show now
        with st.container(key="contribute_told"):
            st.warning(components.no_markdown(kept.words), icon=":material/info:")


def listen(step: str) -> None:
    """Listen to Enter, and give the first field of a step the focus."""
    turn = f"{step} {st.session_state.get(TURN, 0)}"
    script = render("contribute/keys.html", step=step, turn=turn)
    st.html(script, unsafe_allow_javascript=True)


def _goes_on(filling: Filling, step: Step) -> Callable[[], None]:
    """Return what goes on from a step: only if nothing is wrong, or missing."""

    def go_on() -> None:
        state.choose_language()
        if wrong_now(filling, step):
            filling.refused.add(step)
            go_to(step)
            return
        filling.refused.discard(step)
        go_to(beside(step, 1))

    return go_on


def ways_on(filling: Filling, step: Step) -> None:
    """Draw the ways to the next step and to the one before, for a phone."""
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"contribute_walk_{step}"
    ):
        if step != STEPS[-1]:
            st.button(
                t("Next"),
                key=f"contribute_next_{step}",
                type="primary",
                on_click=_goes_on(filling, step),
            )
        if step != STEPS[0]:
            st.button(
                t("Back"),
                key=f"contribute_back_{step}",
                type="tertiary",
                on_click=lambda: go_to(beside(step, -1)),
            )
