"""What was typed in a workshop: one group, looked through and accepted in one press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.said import Spoken, said
from copro_map.base.today import current_moment
from copro_map.frame import cache, components, state
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.search import cached
from copro_map.search.face import Alike, entries_alike
from copro_map.versions.in_words import BETWEEN, place_lines
from copro_map.versions.looking import compared, more_of
from copro_map.versions.page.reading import name_of_version, words
from copro_map.versions.rules.versions import Version
from copro_map.versions.taking_back import take_back
from copro_map.versions.together import (
    accept_together,
    names_of_workshops,
    workshops_waiting,
)

MARK = "workshop-"
DONE = "workshop_accepted"  # The numbers accepted together last in this visit.
TWICE = "sent_twice_{workshop}"
Groups = Mapping[int, Sequence[Version]]


@dataclass(frozen=True)
class Read:
    """A line as a steward reads it, with what it may be the same as."""

    number: int
    name: Spoken
    kind: str
    sentence: str
    where: str
    has_contact: bool
    alike: tuple[Alike, ...]
    twins: tuple[int, ...]

    @property
    def may_be_twice(self) -> bool:
        """Whether it may be on the map already, or was typed before by somebody."""
        return bool(self.alike) or any(x < self.number for x in self.twins)


def groups(found: Sequence[Version]) -> dict[int, list[Version]]:
    """Return the lines of each workshop, of what waits."""
    by_workshop: dict[int, list[Version]] = {}
    for one in found:
        if one.sent.workshop is not None:
            by_workshop.setdefault(one.sent.workshop, []).append(one)
    return by_workshop


def chosen(found: Groups) -> int | None:
    """Return the workshop that the address names, itself or by one of its lines."""
    asked, entry = state.get("state"), state.get("entry")
    for number, lines in found.items():
        if asked == f"{MARK}{number}" or entry in (str(x.number) for x in lines):
            return number
    return None


def name_of(workshop: int) -> str:
    """Return what a workshop is called; by its number, once its name is emptied."""
    name, welsh = names_of_workshops(cache.settings()).get(workshop, ("", ""))
    return said(name, welsh).text or str(workshop)


def draw(found: Groups) -> None:
    """Draw a line for each workshop of which lines wait, with the way to them."""
    if not found:
        return
    components.heading(t("From workshops"), 3)
    for number, lines in found.items():
        st.button(
            t("Workshop {name}: {n} lines", name=name_of(number), n=len(lines)),
            icon=":material/groups:",
            key=f"sent_workshop_{number}",
            on_click=partial(state.put, state=f"{MARK}{number}", entry=""),
        )


def _read(one: Version, lines: Sequence[Version]) -> Read:
    asset, told = one.sent.asset, words()
    given, kinds = asset.given, cache.definitions().kinds
    kind = str(given.get("kind") or "")
    sentence = given.get("description_cy") or given.get("description_en")
    return Read(
        one.number,
        name_of_version(one, None),
        kinds[kind].label.text() if kind in kinds else "",
        str(sentence or ""),
        BETWEEN.join(place_lines(asset, told)[:2]),
        bool(one.sent.address),
        entries_alike(cached.known(), compared(one)),
        more_of(one, lines),
    )


def _accept(seen: Mapping[int, int]) -> str:
    """Accept the lines that were looked at; say how many, and what was left out."""
    found = accept_together(cache.settings(), actor(), seen, current_moment())
    st.session_state[DONE] = found.accepted
    told = [t("Accepted, and on the map now: {n}.", n=len(found.accepted))]
    if found.elsewhere:
        told.append(
            t("Left out, as another council decides them: {n}.", n=len(found.elsewhere))
        )
    if found.since:
        told.append(
            t(
                "Left out, as they were changed or decided since: {n}.",
                n=len(found.since),
            )
        )
    return " ".join(told)


def _take_back() -> str:
    for number in st.session_state.pop(DONE, ()):
        take_back(cache.settings(), actor(), number, current_moment())
    return t("Taken back: they wait again.")


def last_accepted() -> None:
    """Draw the way to take back what was accepted together last, if anything was."""
    if not (numbers := st.session_state.get(DONE)):
        return
    st.button(
        t("Take back what was accepted together: {n}", n=len(numbers)),
        icon=":material/undo:",
        key="sent_undo_together",
        type="tertiary",
        on_click=presses(_take_back),
    )


def _left_out(workshop: int, lines: Sequence[Version]) -> None:
    """Say how many lines of a workshop wait for somebody else to decide."""
    n = workshops_waiting(cache.settings()).get(workshop, 0) - len(lines)
    if n > 0:
        components.paragraph(
            t("In areas of other councils, and so not in this list: {n}.", n=n), "muted"
        )


def look(workshop: int, lines: Sequence[Version]) -> None:
    """Draw all lines of a workshop to be looked through, and the press for them all."""
    components.heading(
        t("Workshop {name}: {n} lines", name=name_of(workshop), n=len(lines)), 3
    )
    read = [_read(one, lines) for one in lines]
    _left_out(workshop, lines)
    twice = {one.number for one in read if one.may_be_twice}
    key = TWICE.format(workshop=workshop)
    if twice:
        st.toggle(
            t("Leave out for now what may be twice: {n}", n=len(twice)), True, key=key
        )
    leaves = twice if twice and st.session_state.get(key, True) else set()
    seen = {x.number: x.revision for x in lines if x.number not in leaves}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("Accept these: {n}", n=len(seen)),
            type="primary",
            icon=":material/done_all:",
            key=f"sent_together_{workshop}",
            disabled=not seen,
            on_click=presses(partial(_accept, seen)),
        )
        back()
    components.show(
        "versions/together.html", lines=read, workshop=workshop, leaves=leaves
    )


def back(workshop: int | None = None) -> None:
    """Draw the way back to all that waits, or to all lines of a workshop."""
    to = "" if workshop is None else f"{MARK}{workshop}"
    st.button(
        t("Back to all"),
        icon=":material/arrow_back:",
        key="sent_back",
        type="tertiary",
        on_click=partial(state.put, state=to, entry=""),
    )
