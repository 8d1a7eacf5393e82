"""The part of the desk where entries are confirmed: one at a time, by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.names import is_web_address
from copro_map.base.today import current_day
from copro_map.desk.page import contacts, saying, words
from copro_map.frame import cache, components, queue, state
from copro_map.people.rules.permissions import Actor, speaks_as
from copro_map.search.page.entries import entry_of
from copro_map.upkeep.face import Waits, to_confirm

ASKED = "asked"  # Only what somebody wrote about.
KEYS = (
    ("1–5", N_("how you know")),
    ("Y", N_("still right")),
    ("N", N_("no longer running")),
    ("U", N_("I don't know")),
    ("Z", N_("take the last word back")),
)


def _chosen(waits: Sequence[Waits]) -> dict[str, Waits]:
    """Draw the choices of what is shown; return it by id, the oldest word first."""
    wanted = set(queue.choose_area({one.id: one.belongs for one in waits}))
    asked = sum(one.asks is not None for one in waits)
    only = state.get("which") == ASKED
    if asked or only:
        st.segmented_control(
            t("Which entries?"),
            ["", ASKED],
            format_func=lambda which: (
                t("Somebody wrote about them ({n})", n=asked) if which else t("All")
            ),
            required=True,
            **state.bind("which", ASKED if only else ""),
        )
    return {
        one.id: one
        for one in waits
        if one.id in wanted and (one.asks is not None or not only)
    }


def sources(entry: str, *pages: str) -> None:
    """Draw the ways to the pages of an entry; opening one is remembered.

    The first is one key away, and so is the second.
    """
    found = list(dict.fromkeys(page for page in pages if is_web_address(page)))
    labels = (t("Open its page"), t("Open its other page"))
    with st.container(horizontal=True):
        for label, url, key in zip(labels, found, ("O", "W"), strict=False):
            st.link_button(
                label,
                url,
                key=f"desk_open_{key}",
                icon=":material/open_in_new:",
                shortcut=key,
                on_click=partial(saying.opened, entry),
            )
    if not found:
        components.paragraph(
            t("No page is known. Ask its people, and say below how you asked."), "muted"
        )


def _entry(who: Actor, one: Waits) -> None:
    """Draw what is known of an entry."""
    if speaks_as(who, one.belongs) == "owner":
        owner = t("You speak for this entry: your word counts as its owner's.")
        components.paragraph(owner, "note")
    asks = one.asks and {"words": words.last_in_words(one.asks), "note": one.asks.note}
    components.show(
        "desk/to_confirm.html",
        entry=entry_of(one.id),
        asks=asks,
        last=words.last_in_words(one.last),
    )
    sources(one.id, one.source_url, one.website)


def _at(who: Actor, one: Waits, place: queue.Place) -> None:
    """Draw an entry, what can be said of it, how it is reached, and the keys."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        _entry(who, one)
    with right:
        saying.draw(one, place)
    left, right = st.columns([3, 2], gap="large")
    with left:
        contacts.of_entry(who, one.belongs, (one.source_url, one.website))
    with right:
        saying.last_ten()
        queue.legend(KEYS)


def draw(who: Actor) -> None:
    """Draw the entry that waits longest, or the one of the address, and its words."""
    left, right = st.columns([2, 3], gap="large", vertical_alignment="bottom")
    with left:
        shown = _chosen(to_confirm(cache.settings(), who, current_day()))
    if not shown:
        nothing = t("Nothing waits here. Thank you: all of it is confirmed.")
        components.paragraph(nothing, "note")
        saying.last_ten()
        return
    ids = list(shown)
    place = queue.place_in(ids)
    with right:
        queue.walk(place, ids, t("the oldest word first"))
    _at(who, shown[place.id], place)
