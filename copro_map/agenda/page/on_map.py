"""The events found on a map of Wales; those without a place are counted beside it."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from copro_map.agenda import cached
from copro_map.agenda.asked import Answer
from copro_map.agenda.page.listed import listed
from copro_map.base.definitions import Kind
from copro_map.base.i18n import t
from copro_map.events.face import event_types
from copro_map.frame import cache, components, state
from copro_map.search.page.pointing import box_of
from copro_map.search.page.points_map import Other, Point, draw_points

SHOW, HEIGHT = "map", 560


def _kinds() -> dict[str, Kind]:
    """Return the sorts of event as a map draws kinds."""
    return {
        one.id: Kind.model_construct(
            id=one.id,
            label=one.label,
            plural=one.plural,
            description=one.label,
            colour=one.colour,
            shape=one.shape,
        )
        for one in event_types(cache.settings()).values()
    }


def _points(answer: Answer, kinds: dict[str, Kind]) -> Iterator[Point]:
    for event in answer.placed:
        one = cached.shown(event.id)
        if one and event.type in kinds:
            yield Point(
                event.id,
                event.type,
                event.longitude or 0.0,
                event.latitude or 0.0,
                "venue",
                event.authority,
                f"{one.name.text}, {one.when}",
                one.is_cancelled,
            )


def _words() -> dict[str, str]:
    return {
        "map": t("Map of the events"),
        "entries": t("Events"),
        "many": t("Events: {n}"),
        "here": t("Events here: {n}"),
        "stale": t("Cancelled"),
        "how": t(
            "Tab leads to the areas, then to the events. Arrow keys lead from one to "
            "the next, Home and End to the first and the last. Enter opens."
        ),
    }


def on_map(answer: Answer) -> None:
    """Draw the map beside the list; a press on a pin opens its event."""
    kinds = _kinds()
    list_side, map_side = st.columns([2, 3], gap="medium")
    with map_side, st.container(key="events_map"):
        draw_points(
            "event_map",
            _points(answer, kinds),
            box_of(answer.asked.areas),
            HEIGHT,
            Other(kinds, _words(), on_press=lambda one: state.put(event=one)),
        )
        there = {one.type for one in answer.placed}
        components.show(
            "agenda/key.html",
            kinds=[kind for kind in kinds.values() if kind.id in there],
            unplaced=answer.unplaced,
        )
    with list_side, st.container(key="events_beside"):
        listed(answer, SHOW)
