"""The way into a workshop: the code on the wall, typed or come by in a QR code."""

from __future__ import annotations

import streamlit as st

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import t
from copro_map.base.today import current_moment
from copro_map.contribute.room import enter
from copro_map.contribute.rules.workshop import CODE_SIGNS
from copro_map.frame import cache, components, faults, state
from copro_map.frame.filling import DRAFT as DRAFT
from copro_map.frame.who import visitor

CODE = "code"
TYPED, FAULT = "workshop_code", "workshop_fault"
KNOWN = "workshop_code_known"  # The code that this visit came in by: for the wall.
PLACEHOLDER = "BCDF-2345"


def _try(code: str) -> None:
    """Go in by a code; what is typed stays if that cannot be."""
    try:
        key = enter(cache.settings(), code, current_moment(), visitor())
    except CoproMapError as error:
        st.session_state[FAULT] = faults.words(error)
        return
    st.session_state.pop(FAULT, None)
    st.session_state[KNOWN] = code
    state.put(**{DRAFT: key})


def come_in() -> None:
    """Take the code out of the address at once, and go in by it."""
    if code := state.get(CODE)[: 4 * CODE_SIGNS]:
        state.put(**{CODE: "", DRAFT: ""})
        st.session_state[TYPED] = code
        _try(code)


def _press() -> None:
    state.choose_language()
    _try(str(st.session_state.get(TYPED) or ""))


def way_in() -> None:
    """Draw where the code is typed."""
    st.title(t("Workshop"))
    components.lead(t("Type the code that is on the wall."))
    if state.get(DRAFT) and FAULT not in st.session_state:
        st.info(
            t("The way into this workshop is past. Type the code on the wall again.")
        )
    with st.form("workshop_in", border=False):
        st.text_input(
            t("Code"),
            key=TYPED,
            placeholder=PLACEHOLDER,
            autocomplete="off",
            max_chars=4 * CODE_SIGNS,
            help=t("Capitals, spaces and dashes make no difference."),
        )
        st.form_submit_button(
            t("Go in"), type="primary", icon=":material/login:", on_click=_press
        )
    if words := st.session_state.get(FAULT):
        st.warning(components.no_markdown(words), icon=":material/info:")
