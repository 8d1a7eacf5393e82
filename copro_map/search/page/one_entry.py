"""An entry on a page of its own: its map, what became of it, and whose it is."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from copro_map.assets.face import Entry
from copro_map.base.i18n import current_language, t
from copro_map.frame import components, state
from copro_map.frame.served import is_answered

MY_LINK = "/my-link"  # a light page, by_link


def say_it_led_here(entry_id: str) -> None:
    """Say that the address names an entry that became the one which is shown."""
    if state.get("id") != entry_id:
        st.info(
            t("The entry of this address became the one that you see here."),
            icon=":material/merge:",
        )


def is_yours(entry: Entry) -> None:
    """Draw what whoever knows an entry can do: have its link, or mend it.

    A link only where the server can send one.
    """
    asked = urlencode({"entry": entry.id, "lang": current_language()})
    components.show(
        "search/is_yours.html",
        link=f"{MY_LINK}?{asked}" if is_answered(MY_LINK) else "",
        form=f"contribute?{asked}",
    )
