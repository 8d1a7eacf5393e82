"""One entry, by its address: which it is, and its card."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from copro_map.assets.face import Entry, find_entry
from copro_map.base.i18n import t
from copro_map.base.today import current_day
from copro_map.frame import cache as ui_cache
from copro_map.frame import components, state
from copro_map.search import cached
from copro_map.search.acts import Act
from copro_map.search.page.contacting import acts


def asked(name: str) -> str:
    """Return the id that the address has by that name.

    That of an entry that became another one, known by name or merged, leads to it.
    """
    entry_id = state.get(name)
    if not entry_id or entry_id in cached.assets().index:
        return entry_id
    return cached.became().get(entry_id, entry_id)


def entry_of(entry_id: str) -> Entry:
    """Return an entry by its id; an unknown one is an error the frame explains."""
    return find_entry(
        cached.assets(),
        entry_id,
        ui_cache.definitions(),
        ui_cache.layers(),
        current_day(),
    )


def draw_card(entry: Entry, can_be_done: Sequence[Act] = ()) -> None:
    """Draw an entry as it is read beside the map, with what can be done about it."""
    components.show("search/card.html", entry=entry, acts=can_be_done)


def card(entry_id: str) -> None:
    """Draw an entry by its id, as it is read beside the map."""
    entry = entry_of(entry_id)
    draw_card(entry, acts(entry))


def chosen_entry() -> str:
    """Return the id of the opened entry, empty if none or if it does not exist."""
    entry_id = asked("entry")
    if entry_id and entry_id not in cached.assets().index:
        st.warning(
            t("The link names an entry that is not on the map. It was left out.")
        )
        return ""
    return entry_id
