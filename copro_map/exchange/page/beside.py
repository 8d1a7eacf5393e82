"""Beside an open offer or request: who suits it, and why."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from copro_map.assets.face import Entry
from copro_map.exchange import cached


def may_help(entry: Entry, path: Callable[[str], str]) -> None:
    """Draw who may help with a request, or may need an offer, if anybody does."""
    if drawn := cached.may_help(entry, path):
        st.html(drawn)
