"""The address is the state: every view is a link, and Back goes back.

Widgets are filled from the address before they are drawn, and write to it when they
change; a click on the map writes to it too. So nothing can disagree with the link.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from copro_map.base.i18n import LANGUAGES, set_language
from copro_map.frame.sessions import CAME_BACK, INSISTS

LANGUAGE = "lang"


def choose_language() -> bool:
    """Speak the language of the address, else the session's, else the browser's.

    Returns
    -------
    bool
        Whether this visit spoke another one until now.
    """
    asked = st.query_params.get(LANGUAGE, "")
    is_welsh = (st.context.locale or "").lower().startswith("cy")
    spoken = st.session_state.get(LANGUAGE)
    known = spoken or ("cy" if is_welsh else "en")
    language = asked if asked in LANGUAGES else known
    st.session_state[LANGUAGE] = language
    set_language(language)
    if asked != language:
        st.query_params[LANGUAGE] = language
    return spoken not in (None, language)


@contextmanager
def filling_anew(is_anew: bool) -> Iterator[None]:  # noqa: FBT001 - what was found out
    """Fill widgets whatever they hold: in another language a choice has other words."""
    known = st.session_state
    before, known[INSISTS] = known.get(INSISTS, False), is_anew or known.get(INSISTS)
    try:
        yield
    finally:
        known[INSISTS] = before


def put(**params: str) -> None:
    """Write parameters to the address; an empty one is taken out."""
    for name, value in params.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def get(name: str) -> str:
    """Return a parameter of the address, empty if it is absent."""
    return st.query_params.get(name, "")


def _to_text(chosen: Any) -> str:
    if isinstance(chosen, list | tuple):
        return ",".join(chosen)
    return "1" if chosen is True else str(chosen or "")


def put_in(key: str, value: object) -> None:
    """Fill a widget, unless it holds that: what is set replaces what is typed."""
    known = st.session_state
    if key not in known or known[key] != value or known.get(INSISTS):
        st.session_state[key] = value


def came_back_with(prefix: str) -> bool:
    """Say whether this tab outlived its session, with such a widget drawn in it."""
    keys = st.session_state.get(CAME_BACK, ())
    return any(key.startswith(prefix) for key in keys)


def bind(
    name: str,
    value: object,
    *,
    clears: Sequence[str] = (),
    closes: bool = True,
    twin: str = "",
) -> dict[str, Any]:
    """Return the arguments that tie a widget to a parameter of the address.

    ``clears`` names parameters that make no sense after a change of this one. If it
    ``closes``, a change also closes the open entry and goes back to the first page of
    the list. ``twin`` names a second widget of one parameter on the same page.
    """
    key = f"widget_{name}_{twin}" if twin else f"widget_{name}"
    put_in(key, value)

    def write() -> None:
        gone = (*clears, "entry", "page") if closes else clears
        put(**(dict.fromkeys(gone, "") | {name: _to_text(st.session_state[key])}))

    return {"key": key, "on_change": write}


def take_out(*names: str) -> None:
    """Take parameters out of the address; what was open is closed."""
    put(**dict.fromkeys((*names, "entry", "page"), ""))
