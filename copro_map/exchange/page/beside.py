"""Beside an open offer or request: who suits it, and why."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from copro_map.assets.face import Entry
from copro_map.exchange import cached


def is_on_board(entry_id: str) -> bool:
    """Say whether an entry is an open offer or request."""
    return cached.is_on_board(entry_id)


def may_help(entry: Entry, path: Callable[[str], str]) -> frozenset[str]:
    """Draw who may help with a request, or may need an offer; return their ids."""
    if drawn := cached.may_help(entry, path):
        st.html(drawn)
    return cached.suits(entry.id)
