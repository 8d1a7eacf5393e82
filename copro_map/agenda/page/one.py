"""One event on the page: all that is public of it, and the way back to the list."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from copro_map.agenda import cached
from copro_map.agenda.addresses import page_address
from copro_map.agenda.detail import one_html
from copro_map.agenda.rules.asked import Asked
from copro_map.agenda.showing import Shown
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import current_language, t
from copro_map.drawing.templates import render


def chosen(event_id: str) -> Shown | None:
    """Return the event of an id; say so if there is none."""
    found = cached.shown(event_id) if event_id else None
    if event_id and found is None:
        st.warning(t("The link names an event that there is not. Here are the others."))
    return found


def _far(one: Shown, asked: Asked) -> float | None:
    """Return how far an event is from the place asked for; None without one."""
    if not asked.near:
        return None
    try:
        return cached.answer(asked).far.get(one.event.id)
    except CoproMapError:
        return None


def _to(path: str, name: str, value: str) -> str:
    return f"/{path}?{urlencode({name: value, 'lang': current_language()})}"


def draw(one: Shown, asked: Asked, show: str) -> None:
    """Draw an event below its name, with the way back to what was asked."""
    name = render("drawing/said.html", said=one.name)
    st.html(
        render(
            "agenda/name.html",
            back=page_address(asked, show=show),
            title=name,
            is_off=one.is_cancelled,
        )
        + one_html(
            one,
            lambda entry: _to("entry", "id", entry),
            lambda area: _to("area", "code", area),
            _far(one, asked),
            cached.pictures(one.event.id),
        )
    )
