"""A button that asks the browser where it is: what is near, without typing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from copro_map.base.i18n import t
from copro_map.drawing.templates import render
from copro_map.geography.locate import parse_point

HERE = Path(__file__).parent
LONGEST = 40  # letters of two numbers


@cache
def _component() -> Any:
    css, js = ((HERE / f"near_me.{x}").read_text("utf-8") for x in ("css", "js"))
    html = str(render("search/near_me.html"))
    return st.components.v2.component("copro_map_near_me", html=html, css=css, js=js)


def _point(told: object) -> str:
    """Return the point that the browser tells; empty if it tells anything else."""
    text = told if isinstance(told, str) and len(told) <= LONGEST else ""
    return text if parse_point(text) else ""


def near_me(
    key: str,
    on_found: Callable[[str], None] = lambda _: None,
    *,
    compact: bool = False,
) -> str:
    """Draw the button; return the point that was just found, empty if none was.

    It is a text as somebody could type it, "52.415, -4.083": three decimals, about a
    hundred metres. ``on_found`` is a callback that takes it. If the browser does not
    say where it is, that is told below the button with what to do instead; of one that
    is ``compact``, an icon on a phone, where messages pop up.
    """
    refused = t(
        "Your browser did not say where you are. Type your town or your postcode "
        "instead."
    )

    def take() -> None:
        if point := _point(st.session_state[key].found):
            on_found(point)

    drawn = _component()(
        key=key,
        data={
            "compact": compact,
            "words": {
                "label": t("Near me"),
                "asking": t("Asking your browser where you are."),
                "refused": refused,
            },
        },
        on_found_change=take,
        on_refused_change=lambda: st.toast(refused),
    )
    return _point(drawn.found)
