"""Who is there, for pages: of the browser's cookie, asked anew in every run."""

from __future__ import annotations

from secrets import token_hex

import streamlit as st

from copro_map.base.today import current_moment
from copro_map.frame import cache
from copro_map.people.rules.permissions import Actor
from copro_map.people.sessions import SESSION_COOKIE, who

VISIT = "visit"
KEY_BYTES = 16


def actor() -> Actor:
    """Return who is there: the public if nobody is signed in, or not any more.

    Never kept: whoever is switched off or signed out everywhere is the public in the
    next run. The cookie is read when the page is opened, so signing in and out load
    pages anew.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    token = st.context.cookies.get(SESSION_COOKIE, "")
    known = token if isinstance(token, str) else ""  # no browser: a page is tested
    return who(cache.settings(), known, current_moment())


def visitor() -> str:
    """Return by what a visitor is counted: an address, if one is known, or a visit.

    Held in memory for as long as is counted, as a hash; never written.
    """
    visit = st.session_state.setdefault(VISIT, token_hex(KEY_BYTES))
    address = st.context.ip_address
    return address if isinstance(address, str) else str(visit)
