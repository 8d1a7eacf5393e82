"""An entry on its page: what it is, what can be done, where, and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.drawing.templates import render, styles
from copro_map.frame import components, frame, state
from copro_map.report.entry import (
    STYLE,
    EntryShown,
    entries_beside,
    entry_acts,
    entry_first,
    entry_folds,
    entry_known,
    entry_served,
)
from copro_map.search import cached
from copro_map.search.face import Act
from copro_map.search.page.going_back import BACK, BOARD, back_params, back_to


def _area(code: str) -> str:
    return f"area?{urlencode({'code': code, 'lang': current_language()})}"


def entry_path(entry_id: str) -> str:
    """Return the address of another entry; the way back to the search goes with it."""
    way = {BACK: back} if (back := state.get(BACK)) else {}
    return f"entry?{urlencode({'id': entry_id, 'lang': current_language(), **way})}"


def way_back(*, is_on_board: bool) -> None:
    """Draw the way back to the map, or the board, as it was asked when it was found.

    Of an entry that ``is_on_board`` it is the board, if the way they came is not known.
    """
    words, to = t("Back to the map"), back_to()
    if is_on_board and not state.get(BACK):
        to = BOARD
    if to == BOARD:
        words = t("Back to offers and requests")
    frame.link(f"pages/{to}.py", words, ":material/arrow_back:", **back_params())


def first(shown: EntryShown) -> None:
    """Draw the name of an entry and what it is, before anything else."""
    name = render("report/entry_name.html", entry=shown.entry)
    st.html(styles(STYLE))
    st.html(name + entry_first(shown.entry))


def acts(shown: EntryShown, can_be_done: Sequence[Act]) -> None:
    """Draw what can be done with an entry: open its website, write to its people."""
    if drawn := entry_acts(shown.entry, can_be_done):
        st.html(drawn, width="content")


def ask_instead(bodies: list[tuple[str, str]]) -> None:
    """Draw who is asked where nobody of an entry can be written to, if anybody is."""
    if bodies:
        components.show("report/entry_asked.html", asked=bodies)


def known(shown: EntryShown) -> None:
    """Draw what else is known of an entry; from a project to its self-audit."""
    st.html(entry_known(shown.entry))
    if shown.entry.kind.id == "project":
        label = t("Self-audit of this project")
        frame.link("pages/audit.py", label, ":material/rule:", entry=shown.entry.id)


def where(shown: EntryShown) -> None:
    """Draw where an entry is and what it serves, from near by, and say so in words."""
    title = t("Map: where it is and what it serves")
    picture = cached.close_picture(*shown.picture, title)
    if drawn := picture + entry_served(shown, _area):
        st.html(drawn)


def beside(shown: EntryShown, named: AbstractSet[str]) -> None:
    """Draw what its organisation offers and looks for, and what is similar nearby.

    Without what is ``named`` above it already.
    """
    if drawn := entries_beside(shown, entry_path, named):
        st.html(drawn)


def folds(shown: EntryShown) -> None:
    """Draw, folded, where an entry comes from and what it belongs to."""
    st.html(entry_folds(shown, _area))
