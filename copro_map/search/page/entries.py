"""Entries on the page: the list, and one beside the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from copro_map.assets.face import Entry, find_entry, present
from copro_map.base.i18n import current_language, t
from copro_map.base.store.programme import demonstration_note
from copro_map.base.today import current_day
from copro_map.drawing.shapes import shape_svg
from copro_map.frame import cache as ui_cache
from copro_map.frame import components, frame, state
from copro_map.search import cached
from copro_map.search.headings import heading
from copro_map.search.page.contacting import write_address
from copro_map.search.search import Answer, why_in_words

PER_PAGE = 20
HERE = Path(__file__).parent
LIST_JS = (HERE / "entry_list.js").read_text(encoding="utf-8")


@cache
def own_component(name: str, html: str, js: str) -> Any:
    """Return a component of this project, in the style of the list of entries."""
    css = (HERE / "entry_list.css").read_text(encoding="utf-8")
    return st.components.v2.component(name, html=html, css=css, js=js)


def _row(hit: Any, chosen: str, today: date) -> dict[str, Any]:
    entry = present(hit, ui_cache.definitions(), ui_cache.layers(), today)
    why = why_in_words(getattr(hit, "why", ()), ui_cache.layers())
    checked = entry.verification.id
    known = [entry.confirmed] if checked != "unverified" else []
    over = [entry.ended] if entry.ended else []
    missing = ", ".join(getattr(hit, "missing", ()))
    lacks = [t("Lacks: {words}", words=missing)] if missing else []
    said = [*over, *known, entry.where, *why, *lacks]
    return {
        "id": entry.id,
        "name": entry.name.text,
        "language": entry.name.language,
        "kind": entry.kind.id,
        "meta": " · ".join([entry.kind.label.text(), *said]),
        "stale": checked == "stale",
        "chosen": entry.id == chosen,
        # Relative to any page of the app.
        "address": f"entry?{urlencode({'id': entry.id, 'lang': current_language()})}",
    }


@dataclass(frozen=True)
class Part:
    """A part of a list: entries below a heading; none, if it is the whole list."""

    entries: pd.DataFrame
    heading: str = ""


def short_list(entries: pd.DataFrame, key: str, heading: str = "") -> None:
    """Draw a few entries as links to their own pages."""
    if opened := _draw_list([Part(entries, heading)], key, "", 1, 1, lambda: None):
        st.switch_page(
            "pages/entry.py", query_params={"id": opened, "lang": current_language()}
        )


def _parts(answer: Answer, shown: slice) -> Iterator[Part]:
    """Yield what is shown of each group; one that goes on says so."""
    if len(answer.found) and not answer.groups:
        yield Part(answer.found.rows(shown))
    for group in answer.groups:
        start, stop = group.part.start, group.part.stop
        part = slice(max(start, shown.start or 0), min(stop, shown.stop))
        if part.start < part.stop:
            words = heading(answer, group, ui_cache.layers())
            named = f"{words} ({group.count})"
            if part.start > start:
                named = t("{group}, continued", group=named)
            yield Part(answer.found.rows(part), named)


def _also(answer: Answer) -> Iterator[Part]:
    """Yield the entries that have most of the words, where few have them all."""
    if count := len(answer.also):
        yield Part(answer.also.rows(), t("Also close ({n})", n=count))


def entry_list(answer: Answer, chosen: str) -> None:
    """Draw the entries found as a list of links, a page at a time, in their groups.

    What is close follows where there is one page alone.
    """
    pages = max(1, -(-len(answer.found) // PER_PAGE))
    asked = state.get("page")
    page = min(pages, max(1, int(asked))) if asked.isdecimal() else 1
    _draw_list(
        [
            *_parts(answer, slice((page - 1) * PER_PAGE, page * PER_PAGE)),
            *_also(answer),
        ],
        "entries",
        chosen,
        page,
        pages,
        lambda: state.put(entry=st.session_state["entries"].opened),
    )


def _draw_list(
    parts: Sequence[Part],
    key: str,
    chosen: str,
    page: int,
    pages: int,
    on_open: Callable[[], None],
) -> str:
    """Draw entries as links; return the id of the one that was just opened, or ""."""
    today = current_day()
    kinds = ui_cache.definitions().kinds.values()
    drawn = own_component(
        "copro_map_entry_list", html='<div id="entries"></div>', js=LIST_JS
    )(
        key=key,
        data={
            "groups": [
                {
                    "heading": part.heading,
                    "entries": [
                        _row(hit, chosen, today) for hit in part.entries.itertuples()
                    ],
                }
                for part in parts
            ],
            "shapes": {kind.id: shape_svg(kind.shape, kind.colour) for kind in kinds},
            "page": page,
            "pages": pages,
            "words": {
                "pages": t("Pages of the list"),
                "previous": t("Previous"),
                "next": t("Next"),
                "page": t("Page {page} of {pages}", page=page, pages=pages),
            },
        },
        on_opened_change=on_open,
        on_turned_change=lambda: state.put(page=st.session_state[key].turned),
    )
    return drawn.opened or ""


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


def draw_card(entry: Entry, write: str = "") -> None:
    """Draw an entry as it is read beside the map; ``write`` leads to its people."""
    components.show("search/card.html", entry=entry, write=write)


def card(entry_id: str) -> None:
    """Draw an entry by its id, as it is read beside the map."""
    entry = entry_of(entry_id)
    draw_card(entry, write_address(entry))


def entry_beside_map(entry_id: str) -> None:
    """Draw the chosen entry, with a way to its own page and a way to close it."""
    card(entry_id)
    with st.container(horizontal=True):
        for label, icon, more in (
            (t("Everything about it"), ":material/open_in_full:", {}),
            (t("Something is wrong here"), ":material/flag:", {"wrong": "1"}),
        ):
            frame.link("pages/entry.py", label, icon, id=entry_id, **more)
        st.button(
            t("Close"),
            icon=":material/close:",
            on_click=state.put,
            kwargs={"entry": ""},
            type="tertiary",
        )


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
            (part.heading, shown(part))
            for part in (*_parts(answer, slice(MOST_PRINTED)), *_also(answer))
        ],
        note=demonstration_note(ui_cache.settings()),
    )
    if len(answer.found) > MOST_PRINTED:
        st.info(t("Only the first entries are printed. Number: {n}", n=MOST_PRINTED))
    st.button(t("Back to the map"), on_click=state.take_out, args=("print",))


def chosen_entry() -> str:
    """Return the id of the opened entry, empty if none or if it does not exist."""
    entry_id = asked("entry")
    if entry_id and entry_id not in cached.assets().index:
        st.warning(
            t("The link names an entry that is not on the map. It was left out.")
        )
        return ""
    return entry_id
