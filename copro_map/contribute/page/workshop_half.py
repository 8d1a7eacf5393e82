"""What is half typed of a workshop's line: the fields, kept with each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from copro_map.base.errors import CoproMapError
from copro_map.base.today import current_moment
from copro_map.contribute.page.workshop_in import DRAFT
from copro_map.contribute.room import Room, keep_half
from copro_map.contribute.rules.workshop import Line
from copro_map.frame import cache, faults, state
from copro_map.frame.pressing import attempt

FIELDS = ("name", "what", "sentence", "where")  # kept while they are half typed
TURN = "workshop_turn"  # Grows with each line, so that the next one is empty.
REFUSED = "workshop_refused"  # The turn of which the page says what is missing.
UNKEPT = "workshop_unkept"


def turn_now() -> int:
    """Return which line of this visit is typed now: it tells its fields apart."""
    return int(st.session_state.get(TURN, 0))


def key(name: str) -> str:
    """Return the key of a widget of the line that is typed now."""
    return f"workshop_{name}_{turn_now()}"


def next_turn() -> None:
    """Go on to the next line, whose fields are empty."""
    st.session_state[TURN] = turn_now() + 1
    st.session_state.pop(REFUSED, None)


def typed() -> Line:
    """Return what stands in the fields."""
    held = st.session_state
    texts = {x: str(held.get(key(x)) or "") for x in (*FIELDS, "address")}
    return Line(**texts, agrees=bool(held.get(key("agrees"))))


def keeps(room: Room) -> Callable[[], None]:
    """Return what keeps the half typed line with each change; never its address."""

    def keep() -> None:
        line = typed()
        half = {x: y for x in FIELDS if (y := getattr(line, x))}
        try:
            keep_half(
                cache.settings(), state.get(DRAFT), half, room.mends, current_moment()
            )
        except CoproMapError as error:
            st.session_state[UNKEPT] = faults.words(error)
        else:
            st.session_state.pop(UNKEPT, None)

    return keep


def field(
    room: Room, widget: Callable[..., Any], name: str, label: str, **more: Any
) -> None:
    """Draw a field of the line; what is half typed of it stands there again."""
    own = key(name)
    if own not in st.session_state and room.half.get(name):
        st.session_state[own] = room.half[name]
    widget(label, key=own, on_change=keeps(room), **more)


def begin_with(number: int = 0, half: dict[str, str] | None = None) -> None:
    """Empty the form, or fill it with a line that is mended."""

    def do() -> str:
        keep_half(
            cache.settings(), state.get(DRAFT), half or {}, number, current_moment()
        )
        next_turn()
        return ""

    attempt(do)
