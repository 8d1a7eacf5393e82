"""The public list of members: looked through, filtered, taken along."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import N_, current_language, partial_date, t
from copro_map.base.names import BASE_LAYER
from copro_map.base.today import current_day
from copro_map.frame import cache, components, state
from copro_map.members import cached
from copro_map.members.kinds import member_types
from copro_map.members.listing import (
    LONGEST_WORD,
    WHO_IS_LISTED,
    AskedOf,
    Listed,
    file_of,
    found,
)

MOST = 40  # members on a page before somebody asks for all
EVERY = "all"  # in the address: no page ends
FILES = {"csv": N_("Members (CSV)"), "xlsx": N_("Members (XLSX)")}


def _areas() -> dict[str, str]:
    """Return the areas of all layers by code; those of wider layers say which."""
    names = {}
    for layer in cache.layers().values():
        for code in layer.areas:
            name = layer.area_label(code).text()
            is_base = layer.id == BASE_LAYER
            names[code] = name if is_base else f"{name} ({layer.label.text()})"
    return names


def _asked() -> AskedOf:
    """Draw what the list can be asked; return what is asked of it."""
    settings, areas = cache.settings(), _areas()
    types = {x: one.label.text() for x, one in member_types(settings).items()}
    given = AskedOf(state.get("q")[:LONGEST_WORD], state.get("type"), state.get("area"))
    asked = AskedOf(
        given.text,
        given.type if given.type in types else "",
        given.area if given.area in areas else "",
    )
    with st.container(key="members_asked"):
        word, kind, area = st.columns(3)
        with word:
            st.text_input(
                t("A name, or a word of a promise"),
                max_chars=LONGEST_WORD,
                autocomplete="off",
                **state.bind("q", asked.text, clears=(EVERY,)),
            )
        with kind:
            components.choice(
                t("Sort of member"),
                types,
                types.__getitem__,
                nothing=t("All sorts"),
                **state.bind("type", asked.type or None, clears=(EVERY,)),
            )
        with area:
            components.choice(
                t("Area"),
                areas,
                areas.__getitem__,
                nothing=t("All of Wales"),
                **state.bind("area", asked.area or None, clears=(EVERY,)),
            )
    return asked


def _row(one: Listed) -> tuple[Listed, str, str]:
    """Return a member, the address of its entry, and what is said below its name."""
    asked = urlencode({"id": one.entry, state.LANGUAGE: current_language()})
    since = t("member since {date}", date=partial_date(one.since))
    of = " · ".join(filter(None, (one.kind, one.where, since)))
    return one, f"entry?{asked}" if one.entry else "", of


def draw() -> None:
    """Draw the list as it is asked for, and the ways to take it along."""
    with st.container(key="members_list"):
        asked = _asked()
        every = found(cached.listed(), asked)
        components.paragraph(t("Members listed: {n}", n=f"{len(every):,}"), "count")
        shown = every if state.get(EVERY) else every[:MOST]
        if shown:
            components.show("members/listed.html", members=[_row(x) for x in shown])
        elif asked != AskedOf():
            components.paragraph(t("No member answers this. Ask for less."), "note")
        else:
            components.paragraph(t("Nobody is listed yet."), "note")
        if len(shown) < len(every):
            st.button(
                t("Show all of them"),
                key="members_all",
                on_click=state.put,
                kwargs={EVERY: "1"},
            )
        components.paragraph(t(WHO_IS_LISTED), "muted")
        _take_along(asked)


def _take_along(asked: AskedOf) -> None:
    settings, day = cache.settings(), current_day()
    with st.container(horizontal=True, key="members_files"):
        for file_format, label in FILES.items():
            components.download(
                t(label),
                partial(file_of, settings, cached.listed(), asked, day, file_format),
                f"members-{day}.{file_format}",
                key=f"members_{file_format}",
                about=t("The members that are listed here, as they are asked for."),
            )
