"""Every entry found as a table for paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from copro_map.assets.face import Entry, present
from copro_map.base.i18n import t
from copro_map.base.store.programme import demonstration_note
from copro_map.base.today import current_day
from copro_map.frame import cache as ui_cache
from copro_map.frame import components, state
from copro_map.search.page.entry_list import Part, parts
from copro_map.search.search import Answer

MOST_PRINTED = 1_000


def printable(answer: Answer) -> None:
    """Draw every entry found as a plain table, for paper, in the same groups."""
    today, layers = current_day(), ui_cache.layers()

    def shown(part: Part) -> Iterable[Entry]:
        rows: Iterable[Any] = part.entries.itertuples()
        return (present(hit, ui_cache.definitions(), layers, today) for hit in rows)

    components.show(
        "search/printed.html",
        groups=[
            (part.heading, shown(part)) for part in parts(answer, slice(MOST_PRINTED))
        ],
        note=demonstration_note(ui_cache.settings()),
    )
    if len(answer.found) > MOST_PRINTED:
        st.info(t("Only the first entries are printed. Number: {n}", n=MOST_PRINTED))
    st.button(t("Back to the map"), on_click=state.take_out, args=("print",))
