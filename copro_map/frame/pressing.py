"""What is pressed on the desk: it is done, or the page says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import t
from copro_map.frame import components, faults, state

TOLD = "desk_told"


@dataclass(frozen=True)
class Told:
    """What came of a press, said at the top of the page that is drawn next.

    ``typed`` is what was written with it; it is shown if it could not be kept.
    ``far``: the page is tall, so it is said where the reader is, too.
    """

    words: str
    is_done: bool = True
    typed: str = ""
    far: bool = False


def told(words: str, *, is_done: bool = True) -> None:
    """Keep what the page says next."""
    st.session_state[TOLD] = Told(words, is_done)


def attempt(do: Callable[[], str], typed: str = "", *, far: bool = False) -> bool:
    """Do what was pressed, and keep what it returned to say, or why it was refused.

    It runs before the page is drawn, so the language is chosen here. ``typed`` is what
    would be lost if it is refused, and whoever pressed may not see the form again.
    ``far``: the button stands far below the top of the page.
    """
    state.choose_language()
    try:
        words = do()
    except CoproMapError as error:
        st.session_state[TOLD] = Told(faults.words(error), False, typed, far)
        return False
    if words:
        st.session_state[TOLD] = Told(words, far=far)
    return True


def presses(
    do: Callable[[], str], typed: str = "", *, far: bool = False
) -> Callable[[], None]:
    """Return what a button calls to do something; ``far`` below the top of the page."""

    def press() -> None:
        attempt(do, typed, far=far)

    return press


def say_what_came() -> None:
    """Draw what came of the last press, once."""
    kept: Told | None = st.session_state.pop(TOLD, None)
    if kept is None:
        return
    if kept.far:
        st.toast(components.no_markdown(kept.words), duration="long")
    if kept.is_done:
        st.success(components.no_markdown(kept.words), icon=":material/check_circle:")
        return
    st.warning(components.no_markdown(kept.words), icon=":material/info:")
    if kept.typed:
        components.paragraph(t("Not kept, so that you can copy it:"), "muted")
        st.code(kept.typed, language=None, wrap_lines=True)
