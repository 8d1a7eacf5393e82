"""A button that searches where the visitor is, if they agree to say it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import state

HERE = Path(__file__).parent


@cache
def _component() -> Any:
    css, js = (
        (HERE / f"near_me.{x}").read_text(encoding="utf-8") for x in ("css", "js")
    )
    html = '<button type="button"></button>'
    return st.components.v2.component("copro_map_near_me", html=html, css=css, js=js)


def near_me() -> None:
    """Offer to search where the visitor is."""
    refused = t("Your browser does not tell where you are.")
    _component()(
        key="near_me",
        data={"label": t("Near me")},
        on_found_change=lambda: state.put(
            near=st.session_state["near_me"].found, entry="", page=""
        ),
        on_refused_change=lambda: st.toast(refused),
    )
