"""Entries in a list, in groups and pages; the one that is open is read in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.base.today import current_day
from copro_map.drawing.shapes import shape_svg
from copro_map.frame import cache as ui_cache
from copro_map.frame import state
from copro_map.search.headings import heading
from copro_map.search.page.look import MAP, Look
from copro_map.search.page.open_card import card_of
from copro_map.search.page.row import row_of
from copro_map.search.search import Answer

PER_PAGE = 20
HERE = Path(__file__).parent
LIST_JS = (HERE / "entry_list.js").read_text(encoding="utf-8")


@cache
def own_component(name: str, html: str, js: str) -> Any:
    """Return a component of this project, in the style of the list of entries."""
    css = (HERE / "entry_list.css").read_text(encoding="utf-8")
    return st.components.v2.component(name, html=html, css=css, js=js)


@dataclass(frozen=True)
class Part:
    """A part of a list: entries below a heading; none, if it is the whole list."""

    entries: pd.DataFrame
    heading: str = ""


@dataclass(frozen=True)
class Turned:
    """Which page of a list is shown, and of how many."""

    page: int = 1
    pages: int = 1


def short_list(entries: pd.DataFrame, key: str, heading: str = "") -> None:
    """Draw a few entries as links to their own pages."""
    if opened := _draw([Part(entries, heading)], key, "", lambda: None):
        st.switch_page(
            "pages/entry.py", query_params={"id": opened, "lang": current_language()}
        )


def parts(answer: Answer, shown: slice) -> Iterator[Part]:
    """Yield what is shown of each group; one that goes on says so.

    The entries that have most of the words follow, where few have them all.
    """
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
    if count := len(answer.also):
        yield Part(answer.also.rows(), t("Nearly what you asked for ({n})", n=count))


def entry_list(answer: Answer, opened: str, look: Look = MAP) -> None:
    """Draw the entries found as a list of links, a page at a time, in their groups."""
    in_pages(len(answer.found), lambda shown: parts(answer, shown), opened, look)


def in_pages(
    count: int, part_of: Callable[[slice], Iterable[Part]], opened: str, look: Look
) -> None:
    """Draw so many entries as a list of links, a page at a time."""
    pages = max(1, -(-count // PER_PAGE))
    asked = state.get(look.page)
    page = min(pages, max(1, int(asked))) if asked.isdecimal() else 1
    shown = slice((page - 1) * PER_PAGE, page * PER_PAGE)
    _draw(
        [*part_of(shown)],
        look.key,
        opened,
        lambda: state.put(entry=st.session_state[look.key].opened),
        Turned(page, pages),
        look,
    )


def sheet(opened: str, look: Look = MAP) -> None:
    """Draw the open entry alone, as it comes from below over a phone's map."""
    _draw([], "entry_sheet", opened, lambda: None, look=look)


def _draw(  # noqa: PLR0913 - a list, and how it is drawn
    drawn: Sequence[Part],
    key: str,
    opened: str,
    on_open: Callable[[], None],
    turned: Turned = Turned(),  # noqa: B008 - it is never changed
    look: Look = MAP,
) -> str:
    """Draw entries as links; return the id of the one that was just opened, or ""."""
    today = current_day()
    component = own_component(
        "copro_map_entry_list", html='<div id="entries"></div>', js=LIST_JS
    )(
        key=key,
        data={
            "groups": [
                {
                    "heading": part.heading,
                    "entries": [
                        row_of(hit, today, look) for hit in part.entries.itertuples()
                    ],
                }
                for part in drawn
            ],
            "open": card_of(opened, look.at) if opened else None,
            "is_sheet": not drawn,
            "shapes": _shapes(),
            "page": turned.page,
            "pages": turned.pages,
            "words": _words(turned),
        },
        on_opened_change=on_open,
        on_closed_change=_close,
        on_turned_change=lambda: state.put(
            **{look.page: st.session_state[key].turned, "entry": ""}
        ),
    )
    return component.opened or ""


def _close() -> None:
    """Close the open entry."""
    state.put(entry="")


def _shapes() -> dict[str, str]:
    """Return the symbol of each kind: our own drawings."""
    kinds = ui_cache.definitions().kinds.values()
    return {kind.id: shape_svg(kind.shape, kind.colour) for kind in kinds}


def _words(turned: Turned) -> dict[str, str]:
    """Return what stands on the list's own buttons."""
    return {
        "pages": t("Pages of the list"),
        "previous": t("Previous"),
        "next": t("Next"),
        "page": t("Page {page} of {pages}", page=turned.page, pages=turned.pages),
        "open": t("Open their website"),
        "told": t("Read about them"),
        "share": t("Share"),
        "copied": t("Link copied"),
        "more": t("Everything about it"),
        "wrong": t("Something is wrong here"),
        "close": t("Close"),
        "source": t("Source"),
    }
