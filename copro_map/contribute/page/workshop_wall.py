"""The page for the wall: the code in large signs, the map of the room, the names."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.base.said import said
from copro_map.contribute.page.workshop_in import KNOWN
from copro_map.contribute.page.workshop_seen import (
    WALL_HEIGHT,
    described,
    draw_map,
    now_seen,
)
from copro_map.contribute.room import Room
from copro_map.contribute.rules.workshop import Workshop
from copro_map.drawing.qr import qr_svg
from copro_map.drawing.shapes import svg_address
from copro_map.frame import components, frame
from copro_map.people.post import load_post

SECONDS, MOST = 3, 8


def name_of(workshop: Workshop) -> str:
    """Return what a workshop is called, in the reader's language if it can."""
    return said(workshop.name or workshop.name_cy, workshop.name_cy).text


def site() -> str:
    """Return the map's own address: as it is set, else as this page was opened by."""
    if known := load_post().site:
        return known
    url = st.context.url
    parts = urlsplit(url if isinstance(url, str) else "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def address() -> str:
    """Return the address at which a code is typed."""
    return f"{site()}/workshop"


def address_with(code: str) -> str:
    """Return the address that goes in by itself, as a QR code holds it."""
    return f"{address()}?{urlencode({'code': code, 'lang': current_language()})}"


def code_and_way(code: str) -> None:
    """Draw a code in large signs, where it is typed, and the same as a QR code."""
    svg = qr_svg(address_with(code)) if code else ""
    components.show(
        "contribute/workshop_code.html",
        code=code,
        address=address().split("://")[-1],
        picture=svg_address(svg) if svg else "",
    )


@frame.part_every(SECONDS)
def _room() -> None:
    if (found := now_seen()) is None:
        return
    room, versions = found
    left, right = st.columns([3, 2], gap="large")
    with left:
        draw_map(room, versions, WALL_HEIGHT)
    with right:
        last = [described(one) for one in reversed(versions[-MOST:])]
        components.show("contribute/workshop_wall.html", n=len(versions), lines=last)


def draw(room: Room) -> None:
    """Draw the wall of a workshop that is open."""
    with st.container(key="workshop_wall"):
        st.title(components.no_markdown(name_of(room.workshop)))
        code_and_way(st.session_state.get(KNOWN, ""))
        if KNOWN not in st.session_state:
            components.paragraph(
                t(
                    "The code is kept nowhere, so this page cannot show it any more. "
                    "Make a new one on the desk."
                ),
                "note",
            )
        _room()
