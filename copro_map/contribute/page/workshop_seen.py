"""What a room sees of its own workshop: a map, a count, the names; drawn every moment.

It is seen nowhere else until it is accepted. No text of a line is part of the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.names import BASE_LAYER
from copro_map.base.said import Spoken, said
from copro_map.base.today import current_moment
from copro_map.contribute.page.workshop_in import DRAFT
from copro_map.contribute.room import Room, lines_typed, room_of
from copro_map.contribute.rules.workshop import WHAT, what_of
from copro_map.frame import cache, components, frame, state
from copro_map.frame.councils import area_name
from copro_map.search.page.pointing import box_of
from copro_map.search.page.points_map import Point, draw_points
from copro_map.versions.face import Version

SECONDS = 4
LISTED = 40  # the last ones; a longer list is none that a phone is read for
HEIGHT, WALL_HEIGHT = 380, 430  # pixels


@dataclass(frozen=True)
class Described:
    """A line as the room reads it: its name, what it is, its sentence, where it is."""

    name: Spoken
    what: str
    sentence: Spoken
    where: str


def described(version: Version) -> Described:
    """Return a line in words, in the reader's language where it has one."""
    asset = version.sent.asset
    given = {x: asset.text(x) for x in ("name_en", "name_cy")}
    sentences = {x: asset.text(x) for x in ("description_en", "description_cy")}
    code = asset.areas.get(BASE_LAYER) or next(iter(asset.words("served")), "")
    where = [str(asset.given.get("place") or ""), area_name(code) if code else ""]
    what = what_of(asset.given)
    return Described(
        said(given["name_en"] or given["name_cy"], given["name_cy"]),
        t(WHAT[what][0]) if what else "",
        said(
            sentences["description_en"] or sentences["description_cy"],
            sentences["description_cy"],
        ),
        ", ".join(dict.fromkeys(filter(None, where))),
    )


def draw_map(room: Room, versions: Sequence[Version], height: int) -> None:
    """Draw the map of a workshop's lines: numbers and kinds, no text."""
    area = room.workshop.area
    points = (
        Point(
            f"line-{one.number}",
            str(one.sent.asset.given["kind"]),
            at.longitude,
            at.latitude,
            at.precision,
            one.sent.asset.areas.get(BASE_LAYER, ""),
        )
        for one in versions
        if (at := one.sent.asset.location)
    )
    draw_points("workshop_map", points, box_of((area,)) if area else None, height)


def now_seen() -> tuple[Room, tuple[Version, ...]] | None:
    """Return the room and its lines; None once it has ended: the page says so then."""
    room = room_of(cache.settings(), state.get(DRAFT), current_moment())
    if room is None or not room.is_open:
        st.rerun()
        return None
    return room, lines_typed(cache.settings(), room)


@frame.part_every(SECONDS)
def seen() -> None:
    """Draw what everybody in the room sees, anew every few seconds."""
    if (found := now_seen()) is None:
        return
    room, versions = found
    with st.container(key="workshop_seen"):
        components.heading(t("In this room so far: {n}", n=len(versions)), 2)
        components.paragraph(
            t("Only this room sees them, until a steward of the map has read them."),
            "muted",
        )
        left, right = st.columns([3, 2], gap="large")
        with left:
            draw_map(room, versions, HEIGHT)
        with right:
            lines = [described(one) for one in reversed(versions[-LISTED:])]
            before = max(0, len(versions) - LISTED)
            components.show(
                "contribute/workshop_lines.html", lines=lines, before=before
            )
