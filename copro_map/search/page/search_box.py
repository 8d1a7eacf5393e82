"""The box to ask in: words, places, names, with suggestions as somebody types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypedDict, Unpack
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.drawing.templates import is_inner, render
from copro_map.frame import state
from copro_map.frame.served import is_answered
from copro_map.search.rules.query import LONGEST_TEXT
from copro_map.search.suggesting import ROUTE

HERE = Path(__file__).parent
# The pages to which a suggestion may lead.
LEADS = ("asset_map", "area", "entry")

Asked = Callable[[str], None]


@cache
def _component() -> Any:
    css, js = ((HERE / f"search_box.{x}").read_text("utf-8") for x in ("css", "js"))
    html = str(render("search/search_box.html"))
    return st.components.v2.component("copro_map_ask", html=html, css=css, js=js)


def led_to(address: str) -> tuple[str, dict[str, str]] | None:
    """Return the page of a suggestion's address, and its parameters in our language.

    None if it leads nowhere that a suggestion does: a browser may say anything.

    Examples
    --------
    >>> led_to("/asset_map?near=Barry&lang=cy")
    ('asset_map', {'near': 'Barry', 'lang': 'en'})
    >>> led_to("//elsewhere.example/area"), led_to("/desk?lang=en")
    (None, None)
    """
    parts = urlsplit(address) if is_inner(address) else None
    if parts is None or parts.path.strip("/") not in LEADS:
        return None
    params = dict(parse_qsl(parts.query)) | {state.LANGUAGE: current_language()}
    return parts.path.strip("/"), params


def go(address: str) -> None:
    """Go where a suggestion leads; the page is drawn anew."""
    if found := led_to(address):
        page, params = found
        st.switch_page(f"pages/{page}.py", query_params=params)


def _text_of(told: object, name: str) -> str:
    """Return what the browser says: a short text, whatever it sends."""
    text = told.get(name) if isinstance(told, Mapping) else None
    return text.strip()[:LONGEST_TEXT] if isinstance(text, str) else ""


def _told(key: str, event: str, name: str) -> str:
    return _text_of(getattr(st.session_state.get(key), event, None), name)


class More(TypedDict, total=False):
    """What a box may have beside its words."""

    on_taken: Asked
    places_only: bool
    bare: bool


def _words() -> dict[str, str]:
    return {
        "search": t("Search"),
        "clear": t("Clear what is typed"),
        "suggestions": t("Suggestions"),
        "none": t("No suggestions. Enter searches for what you typed."),
        "some": t("Suggestions: {n}. The arrow keys go through them.", n="{n}"),
    }


def search_box(
    key: str,
    *,
    label: str,
    placeholder: str,
    value: str,
    on_asked: Asked,
    **more: Unpack[More],
) -> str:
    """Draw a box to ask in; it holds ``value``, and nothing typed in it is lost.

    Return what was just asked, if anything was: for a page that goes elsewhere with it.

    Parameters
    ----------
    on_asked
        Called with what is typed, on Enter or the button; empty if it was cleared. It
        is a callback: what it puts to the address is drawn at once.
    more
        ``on_taken`` is called with the address of a suggestion that is taken; without
        it the page goes there. With ``places_only`` only places and areas are
        suggested. The label of a ``bare`` box is for those who cannot see it.

    The field is ``input.ask#ask-KEY``.
    """
    on_taken = more.get("on_taken")
    asked = f"?{'places=1&' if more.get('places_only') else ''}q="
    suggest = f"/{current_language()}/suggest{asked}" if is_answered(ROUTE) else ""
    drawn = _component()(
        key=key,
        data={
            "name": key,
            "label": label,
            "bare": more.get("bare", False),
            "placeholder": placeholder,
            "value": value,
            "suggest": suggest,
            "words": _words(),
        },
        on_asked_change=lambda: on_asked(_told(key, "asked", "text")),
        on_taken_change=lambda: on_taken and on_taken(_told(key, "taken", "to")),
    )
    if on_taken is None and (to := _text_of(drawn.taken, "to")):
        go(to)
    return _text_of(drawn.asked, "text")
