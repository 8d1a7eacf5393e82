"""The part of the desk with places that the gazetteer does not know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, t
from copro_map.base.names import BASE_LAYER, COUNCIL_LAYER
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components, faults, queue
from copro_map.frame.councils import area_name
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor, Belongs, may
from copro_map.search.page.entries import entry_of
from copro_map.search.page.pointing import Pin, box_of, draw_map, middle_button
from copro_map.upkeep.placing import (
    Understood,
    Unplaced,
    seen_place,
    set_place,
    set_without,
    to_place,
    understood,
)

WHY = {
    "unknown": N_(
        "The map does not know this place, so the entry stands in the middle of its "
        "authority."
    ),
    "nowhere": N_("This entry stands nowhere on the map."),
}
FIELD = "place_text"


def _key(name: str, one: Unplaced) -> str:
    return f"{name}_{one.id}"


def _take(one: Unplaced) -> Callable[[str], None]:
    """Return what writes a point of the map into the field, as if it had been typed."""

    def write(point: str) -> None:
        st.session_state[_key(FIELD, one)] = point

    return write


def _seen(one: Unplaced) -> int:
    """Return the version of the place that the form was first drawn with."""
    key = _key("place_seen", one)
    if key not in st.session_state:
        st.session_state[key] = seen_place(cache.settings(), one.id)
    return int(st.session_state[key])


def _kept(one: Unplaced, place: queue.Place, do: Callable[[int], object]) -> str:
    """Do what was pressed, and go on to the next entry."""
    seen = st.session_state.pop(_key("place_seen", one), 0)
    do(seen)
    st.session_state.pop(_key(FIELD, one), None)
    queue.go_on(place)
    return t("The place is set: {name}.", name=one.name.text())


def _by_text(one: Unplaced, place: queue.Place) -> str:
    text = str(st.session_state.get(_key(FIELD, one)) or "")

    def do(seen: int) -> object:
        now = current_moment()
        return set_place(cache.settings(), actor(), one.id, text, now, seen=seen)

    return _kept(one, place, do)


def _without(one: Unplaced, place: queue.Place, what: str) -> Callable[[], str]:
    def do(seen: int) -> object:
        now = current_moment()
        return set_without(
            cache.settings(),
            actor(),
            one.id,
            "all_wales" if what == "all_wales" else "as_it_stands",
            now,
            seen=seen,
        )

    return lambda: _kept(one, place, do)


def _told(who: Actor, one: Unplaced, found: Understood) -> bool:
    """Draw what a place was taken for; say whether ``who`` may set it there."""
    at = found.where.location
    point = f"{at.latitude:.5f}, {at.longitude:.5f}" if at else ""
    layers = cache.layers()
    components.facts(
        [
            (t("Understood as"), found.name.text() if found.name else point),
            (layers[BASE_LAYER].label.text(), area_name(found.authority)),
            (layers[COUNCIL_LAYER].label.text(), _councils(found.belongs)),
            (t("How exactly"), _how_exactly(found)),
        ]
    )
    if may(who, "set_place", one.belongs, found.belongs):
        return True
    st.warning(
        t(
            "This lies in the area of {area}, which is not yours. A steward of the map "
            "can set it there.",
            area=_councils(found.belongs),
        )
    )
    return False


def _how_exactly(found: Understood) -> str:
    at = found.where.location
    terms = cache.definitions().terms["precisions"]
    said = terms[at.precision].description if at else None
    return said.text() if said else ""


def _councils(belongs: Belongs) -> str:
    return ", ".join(sorted(area_name(code) for code in belongs.areas))


def _look_up(one: Unplaced) -> tuple[Understood | None, str]:
    """Draw the field; return what it was taken for, or what is wrong with it."""
    text = st.text_input(
        t("Where is it?"),
        key=_key(FIELD, one),
        placeholder=t("SY23 1AB, Aberaeron, or 52.24, -4.26"),
        help=t(
            "A postcode, a town or village with its authority after a comma, or a "
            "point. A click on the map writes the point here."
        ),
        autocomplete="off",
    )
    if not text.strip():
        return None, ""
    try:
        return understood(cache.settings(), one.id, text), ""
    except CoproMapError as error:
        return None, faults.words(error)


def _map(one: Unplaced, found: Understood | None) -> None:
    """Draw the map: the point that was understood, or where the entry stands now."""
    where = found.where if found else one.where
    at, based = where.location, where.areas.get(BASE_LAYER)
    pin = Pin(one.id, entry_of(one.id).kind.id)
    if at:
        pin = replace(pin, longitude=at.longitude, latitude=at.latitude)
    text = str(st.session_state.get(_key(FIELD, one)) or "")
    box = box_of((based,) if based else where.served)
    draw_map(_key("place_map", one), pin, box, text, _take(one))


def _setting(who: Actor, one: Unplaced, place: queue.Place) -> None:
    """Draw the ways to set a place, and what would be set."""
    _seen(one)
    found, wrong = _look_up(one)
    _map(one, found)
    if wrong:
        st.warning(components.no_markdown(wrong))
    is_allowed = found is not None and _told(who, one, found)
    with st.container(horizontal=True):
        st.button(
            t("Set this place"),
            type="primary",
            icon=":material/check:",
            key=_key("place_set", one),
            disabled=not is_allowed,
            on_click=presses(lambda: _by_text(one, place)),
        )
        middle_button(_key("place_map", one), _take(one))
    components.heading(t("It has no one place"), 4)
    with st.container(horizontal=True):
        if may(who, "set_place", one.belongs, Belongs(one.id, frozenset())):
            st.button(
                t("It serves all Wales"),
                icon=":material/public:",
                key=_key("place_all", one),
                on_click=presses(_without(one, place, "all_wales")),
            )
        st.button(
            t("Leave it where it stands"),
            icon=":material/location_off:",
            key=_key("place_stays", one),
            on_click=presses(_without(one, place, "as_it_stands")),
            help=t("It is not asked about again, until its source says otherwise."),
        )


def draw(who: Actor) -> None:
    """Draw the entry that waits longest for a place, and the ways to set it."""
    found = {one.id: one for one in to_place(cache.settings(), who, current_day())}
    left, right = st.columns([2, 3], gap="large", vertical_alignment="bottom")
    with left:
        ids = queue.choose_area({one.id: one.belongs for one in found.values()})
    if not ids:
        words = t("Nothing waits here: every entry of yours stands where it should.")
        components.paragraph(words, "note")
        return
    place = queue.place_in(ids)
    with right:
        queue.walk(place, ids, t("the oldest source first"))
    one = found[place.id]
    left, right = st.columns([2, 3], gap="large")
    with left:
        facts = {"entry": entry_of(one.id), "place": one.place, "why": t(WHY[one.why])}
        components.show("upkeep/place.html", **facts)
    with right:
        _setting(who, one, place)
