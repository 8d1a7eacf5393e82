"""The part of the desk where contacts are entered: one entry at a time."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import t
from copro_map.desk.page import contacts
from copro_map.desk.page.confirm import sources
from copro_map.desk.unreached import Unreached, unreached
from copro_map.frame import cache, components, queue
from copro_map.people.rules.permissions import Actor
from copro_map.search.page.entries import entry_of


def _at(who: Actor, one: Unreached, place: queue.Place) -> None:
    """Draw an entry and the form; once an address is kept, the next is shown."""
    pages = one.entry.website, one.entry.source_url
    left, right = st.columns(2, gap="large")
    with left:
        components.show("desk/to_reach.html", entry=entry_of(one.entry.id))
        sources(one.entry.id, *pages)
    with right:
        on = partial(queue.go_on, place)
        contacts.of_entry(who, one.belongs, pages, then=on)
        queue.legend()


def draw(who: Actor) -> None:
    """Draw the first entry that has no contact, or that of the address."""
    waits = {one.entry.id: one for one in unreached(cache.settings(), who)}
    left, right = st.columns([2, 3], gap="large", vertical_alignment="bottom")
    with left:
        ids = queue.choose_area({x: one.belongs for x, one in waits.items()})
    if not ids:
        words = t("Nothing waits here: somebody of each entry can be reached.")
        components.paragraph(words, "note")
        return
    place = queue.place_in(ids)
    with right:
        queue.walk(place, ids, t("nobody can be reached yet"))
    _at(who, waits[place.id], place)
