"""One entry of a queue at a time: which one it is, and the way to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.drawing.templates import render
from copro_map.frame import components, state
from copro_map.frame.councils import areas
from copro_map.people.rules.permissions import Belongs

# Entries of all Wales, or without a place: they are the stewards'.
ELSEWHERE = "none"
KEYS = (
    ("J", N_("next")),
    ("K", N_("previous")),
    ("O", N_("open its page")),
    ("E", N_("to the address field")),
    ("Enter", N_("save the address")),
    ("Esc", N_("leave a field")),
)


@dataclass(frozen=True)
class Place:
    """Where somebody is in a queue: the id that is shown, and its neighbours' ids.

    A neighbour that is not there is "".
    """

    id: str
    before: str
    after: str


def choose_area(belongs: Mapping[str, Belongs]) -> list[str]:
    """Draw the choice of an area, of those that entries are in; return the ids there.

    In the order in which they are given.
    """
    codes = {code for one in belongs.values() for code in one.areas}
    names = areas(codes)
    if any(not one.areas for one in belongs.values()):
        names[ELSEWHERE] = t("All Wales, or no place")
    asked = state.get("area") if state.get("area") in names else ""
    if len(names) > 1:
        components.choice(
            t("Area"),
            names,
            names.__getitem__,
            nothing=t("All of mine"),
            **state.bind("area", asked or None),
        )
    if not asked:
        return list(belongs)
    return [
        entry
        for entry, one in belongs.items()
        if asked in one.areas or (asked == ELSEWHERE and not one.areas)
    ]


def place_in(ids: Sequence[str]) -> Place:
    """Return where the address is in a queue; at its beginning, if it is not there."""
    asked = state.get("entry")
    at = ids.index(asked) if asked in ids else 0
    before = ids[at - 1] if at else ""
    return Place(ids[at], before, ids[at + 1] if at + 1 < len(ids) else "")


def go_on(place: Place) -> None:
    """Go to the next entry of a queue, once the one that is shown is done with."""
    state.put(entry=place.after or place.before)


def _go(entry: str) -> Callable[[], None]:
    return lambda: state.put(entry=entry)


def walk(place: Place, ids: Sequence[str], words: str) -> None:
    """Draw where one is in a queue, in ``words``, and the ways on and back."""
    if state.get("entry") not in ("", place.id):
        st.info(
            t(
                "The entry that the link names waits no more: somebody answered it "
                "meanwhile, or it is not one of yours. Here is the first that waits."
            )
        )
    with st.container(
        horizontal=True, vertical_alignment="center", key="desk_walk", gap="small"
    ):
        components.show(
            "frame/place.html", at=ids.index(place.id) + 1, of=len(ids), words=words
        )
        for label, icon, key, entry in (
            (t("Previous"), "arrow_back", "K", place.before),
            (t("Next"), "arrow_forward", "J", place.after),
        ):
            st.button(
                label,
                icon=f":material/{icon}:",
                key=f"desk_{key}",
                shortcut=key,
                disabled=not entry,
                on_click=_go(entry),
            )


def legend(more: Sequence[tuple[str, str]] = ()) -> None:
    """Draw what each key does, and listen to those that Streamlit does not."""
    keys = [(key, t(words)) for key, words in (*KEYS[:2], *more, *KEYS[2:])]
    st.html(render("frame/keys.html", keys=keys), unsafe_allow_javascript=True)
