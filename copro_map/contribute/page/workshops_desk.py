"""The part of the desk with workshops: opened, given another code, ended."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from copro_map.base.i18n import N_, long_date, t
from copro_map.base.moments import read_moment, written
from copro_map.base.names import BASE_LAYER, COUNCIL_LAYER
from copro_map.base.today import WALES, current_moment
from copro_map.contribute.page.workshop_in import DRAFT, KNOWN
from copro_map.contribute.page.workshop_wall import (
    address,
    address_with,
    code_and_way,
    name_of,
)
from copro_map.contribute.room import way_for_wall
from copro_map.contribute.rules.workshop import Workshop
from copro_map.contribute.workshop_paper import paper_pdf
from copro_map.contribute.workshops import (
    Opened,
    belongs,
    end_workshop,
    new_code,
    open_workshop,
    workshops,
)
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, frame
from copro_map.frame.councils import area_name, areas
from copro_map.frame.forms import both_fields, fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor, may

STYLE = Path(__file__).parent / "workshop.css"
FORM = "workshop_new"
MADE = "workshop_made"  # The workshop that this visit opened: its code, its way in.
UNTIL = {
    "": N_("Until the end of today"),
    "2": N_("For 2 hours"),
    "4": N_("For 4 hours"),
    "8": N_("For 8 hours"),
    "24": N_("For 24 hours"),
}


def _show(opened: Opened) -> None:
    """Keep the code of a workshop for this visit, and a way in for its wall."""
    way = way_for_wall(cache.settings(), actor(), opened.number, current_moment())
    st.session_state[MADE] = (opened, way)
    st.session_state[KNOWN] = opened.code


def _open(_seen: int) -> str:
    texts = given(FORM, "name_cy", "name_en", "area", "until")
    opened = open_workshop(
        cache.settings(),
        actor(),
        (texts["name_en"], texts["name_cy"]),
        texts["area"],
        float(texts["until"]) if texts["until"] else None,
        current_moment(),
    )
    _show(opened)
    return t("The workshop is open.")


def _new_code(number: int) -> str:
    _show(new_code(cache.settings(), actor(), number, current_moment()))
    return t("This is the new code. The one before opens nothing any more.")


def _end(number: int) -> str:
    end_workshop(cache.settings(), actor(), number, current_moment())
    if MADE in st.session_state and st.session_state[MADE][0].number == number:
        del st.session_state[MADE]
    return t("The workshop has ended. Its lines wait to be read.")


def _made(one: Workshop) -> None:
    """Draw the code of a workshop that this visit opened, and what shows it."""
    opened, way = st.session_state[MADE]
    with st.container(border=True, key="workshop_made"):
        components.paragraph(
            t("Say this code aloud, or show it now: it is kept nowhere else."),
            "note",
        )
        code_and_way(opened.code)
        with st.container(horizontal=True, vertical_alignment="center"):
            frame.link(
                "pages/workshop.py",
                t("Show it on the wall"),
                ":material/cast:",
                wall="1",
                **{DRAFT: way},
            )
            where, link = address(), address_with(opened.code)
            components.download(
                t("A paper for the wall (PDF)"),
                lambda: paper_pdf(one, opened.code, where, link),
                "workshop.pdf",
                key="workshop_pdf",
                about=t("The code, the address and a QR code, in both languages"),
            )


def _areas(who: Actor) -> dict[str, str]:
    """Return the areas in which somebody may open a workshop, by code."""
    here = cache.settings()
    council = cache.layers()[COUNCIL_LAYER].areas
    codes = [*cache.layers()[BASE_LAYER].areas]
    codes += [code for code, area in council.items() if len(area.members) > 1]
    own = [x for x in codes if may(who, "open_workshop", belongs(here, x))]
    return areas(own)


def _form(who: Actor) -> None:
    """Draw the fields of a new workshop."""
    names = _areas(who)
    both_fields(FORM, "name", t("Its name, in English"), t("Its name, in Welsh"))
    anywhere = may(who, "open_workshop", belongs(cache.settings(), ""))
    left, right = st.columns(2)
    with left:
        components.choice(
            t("Of which area?"),
            names,
            names.__getitem__,
            nothing=t("Of no one area") if anywhere else t("Choose an area"),
            key=f"{fields(FORM)}_area",
            help=t("A line without a place is then in this area."),
        )
    with right:
        st.selectbox(
            t("How long is it open?"),
            list(UNTIL),
            format_func=lambda one: t(UNTIL[one]),
            key=f"{fields(FORM)}_until",
            filter_mode=None,
        )
    st.button(
        t("Open a workshop"),
        type="primary",
        icon=":material/groups:",
        key=f"{fields(FORM)}_open",
        on_click=saves(FORM, _open),
    )


def _when(one: Workshop, now: str) -> str:
    """Return until when a workshop is open, or on which day it was."""
    ends = read_moment(one.ends_at).astimezone(WALES)
    if one.is_open(now):
        return t("Open until {time}", time=f"{ends:%H:%M}, {long_date(ends.date())}")
    return t("Ended: {day}", day=long_date(ends.date()))


def _workshop(one: Workshop) -> None:
    """Draw a workshop of the list, with its code if this visit knows it."""
    now = written(current_moment())
    with st.container(key=f"workshop_{one.number}", gap="small"):
        components.show(
            "contribute/workshop_listed.html",
            called=name_of(one),
            area=area_name(one.area) if one.area else "",
            when=_when(one, now),
            one=one,
        )
        if not one.is_open(now):
            return
        made = st.session_state.get(MADE)
        if made and made[0].number == one.number:
            _made(one)
        with st.container(horizontal=True):
            st.button(
                t("Make a new code"),
                icon=":material/key:",
                key=f"workshop_code_{one.number}",
                on_click=presses(partial(_new_code, one.number)),
            )
            st.button(
                t("End now"),
                icon=":material/stop_circle:",
                key=f"workshop_end_{one.number}",
                on_click=presses(partial(_end, one.number)),
            )


def draw(who: Actor) -> None:
    """Draw the workshops, the last first, and the form that opens one."""
    st.html(styles(STYLE))
    components.paragraph(
        t(
            "A room of people types what it knows, a line each, on their own phones. "
            "The lines are on the map in the room at once, and nowhere else until you "
            "accept them."
        ),
        "prose",
    )
    found = workshops(cache.settings(), who)
    now = written(current_moment())
    open_now = [one for one in found if one.is_open(now)]
    for one in open_now:
        _workshop(one)
    components.heading(t("Open a workshop"), 3)
    _form(who)
    if past := [one for one in found if one not in open_now]:
        components.heading(t("Workshops that have ended"), 3)
        for one in past:
            _workshop(one)
