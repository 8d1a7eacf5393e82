"""The part of the desk with what people sent in: read one at a time, and decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.drawing.templates import render
from copro_map.frame import cache, components, queue, state
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.versions.deciding import open_versions
from copro_map.versions.in_words import IN_WORDS
from copro_map.versions.looking import areas_of_versions, look_at
from copro_map.versions.page import deciding, reading, sifting, together
from copro_map.versions.rules.alike import Alike
from copro_map.versions.rules.versions import Version
from copro_map.versions.waiting import published_after

# What is shown: what it is called, and what belongs to it.
WHICH: dict[str, tuple[str, Callable[[Version], bool]]] = {
    "": (N_("All ({n})"), lambda _: True),
    "reading": (N_("For a Welsh reader ({n})"), lambda one: one.state == "reading"),
    "new": (N_("New ({n})"), lambda one: one.sent.is_new),
    "changes": (N_("Changes ({n})"), lambda one: not one.sent.is_new),
    "proved": (N_("Address proved ({n})"), lambda one: one.is_proved),
}
KEYS = (
    ("J", N_("next")),
    ("K", N_("previous")),
    ("A", N_("accept")),
    ("W", N_("hand to a Welsh reader")),
    ("Z", N_("take the last decision back")),
    ("Esc", N_("leave a field")),
)


def _choose(found: Sequence[Version]) -> list[Version]:
    """Draw the choice of what is shown; return it."""
    counts = {name: sum(map(fits, found)) for name, (_, fits) in WHICH.items()}
    asked = state.get("state") if state.get("state") in WHICH else ""
    st.segmented_control(
        t("What is shown?"),
        list(WHICH),
        format_func=lambda name: t(WHICH[name][0], n=counts[name]),
        required=True,
        label_visibility="collapsed",
        **state.bind("state", asked),
    )
    return [one for one in found if WHICH[asked][1](one)]


def _of_a_kind(group: Alike, found: Sequence[Version]) -> list[Version]:
    """Draw that only what is of a kind is shown, with the way back; return it."""
    components.paragraph(t("Many of a kind, one by one."), "note")
    st.button(
        t("Back to all"),
        icon=":material/arrow_back:",
        key="sent_back",
        on_click=lambda: state.put(state="", entry=""),
    )
    return [one for one in found if one.number in group.numbers]


def _at(shown: Sequence[Version], found: Sequence[Version]) -> None:
    """Draw the one version that the address names, and what can be done with it."""
    by_id = {str(one.number): one for one in shown}
    left, right = st.columns([2, 3], gap="large", vertical_alignment="bottom")
    with left:
        ids = queue.choose_area(areas_of_versions(cache.settings(), shown))
    place = queue.place_in(ids)
    with right:
        queue.walk(place, ids, t("the oldest first"))
    version = by_id[place.id]
    looked = look_at(cache.settings(), version)
    left, right = st.columns([3, 2], gap="large")
    with left:
        reading.article(looked)
    with right:
        reading.facts(looked, found)
        deciding.draw(looked, place)
        deciding.last_decision()
        keys = render("frame/keys.html", keys=[(key, t(does)) for key, does in KEYS])
        st.html(keys, unsafe_allow_javascript=True)


def _nothing(is_any: bool, *, typed: bool) -> None:
    """Say that nothing waits; beside workshops, that nothing else does."""
    if typed and not is_any:
        components.paragraph(t("Nothing else that was sent in waits."), "note")
        deciding.last_decision()
        return
    words = (
        t("Nothing of this kind waits. Choose All to see what does.")
        if is_any
        else t("Nothing that was sent in waits here. What people send is here at once.")
    )
    components.paragraph(words, "note")
    deciding.last_decision()


def _pace() -> None:
    """Draw how long it takes from sending to publishing, by language."""
    paces = published_after(cache.settings(), actor())
    if any(one.accepted for one in paces):
        components.show("versions/pace.html", paces=paces, languages=IN_WORDS)


def _not_in(numbers: Collection[int], found: Sequence[Version]) -> list[Version]:
    return [one for one in found if one.number not in numbers]


def _of_workshop(workshop: int, lines: Sequence[Version]) -> None:
    """Draw the lines of a workshop: all of them, or the one that the address names."""
    if state.get("entry"):
        together.back(workshop)
        _at(lines, lines)
    else:
        together.look(workshop, lines)


def _shown(
    group: Alike | None, found: Sequence[Version], sifted: Collection[int]
) -> list[Version]:
    """Draw the choice among what waits one by one, if anything does; return it."""
    if group:
        return _of_a_kind(group, found)
    left = _not_in(sifted, found)
    return _choose(left) if left else []


def draw(who: Actor) -> None:
    """Draw the version that waits longest, or the one of the address."""
    everything = open_versions(cache.settings(), who)
    typed = together.groups(everything)
    together.last_accepted()
    if (workshop := together.chosen(typed)) is not None:
        _of_workshop(workshop, typed[workshop])
        return
    found = [one for one in everything if one.sent.workshop is None]
    groups = sifting.floods(found)
    sifted = {number for one in groups for number in one.numbers}
    group = sifting.chosen(groups)
    if not group:
        together.draw(typed)
    shown = _shown(group, found, sifted)
    if shown:
        _at(shown, found)
    else:
        _nothing(len(found) > len(sifted), typed=bool(typed))
    if not group:
        sifting.draw(groups, found)
    _pace()
