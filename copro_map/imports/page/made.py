"""The imports that were made: when, of what, how many; and the way back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from copro_map.base.i18n import N_, long_date, t
from copro_map.base.moments import read_moment
from copro_map.base.today import WALES, current_moment
from copro_map.frame import cache, components, state
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.imports.batches import imports_made
from copro_map.imports.rules.kept import Made
from copro_map.imports.subjects import SUBJECTS
from copro_map.imports.taking_back import CHANGED_SINCE
from copro_map.imports.undoing import undo_import
from copro_map.people.persons import persons
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import Actor, may

ASKED, PARTLY = "bring_back_asked", "bring_back_partly"
# Where what came can be seen: an address, and what leads there.
SEEN_AT = {
    "entries": ("asset_map", N_("See them on the map")),
    "contacts": ("desk?part=contacts", N_("See the contacts")),
    "replies": ("desk?part=waves", N_("See the surveys")),
    "observations": ("indicators", N_("See the figures")),
    "outreach": ("coverage", N_("See the gaps")),
    "audits": ("desk?part=audits", N_("See the self-audits")),
    "spend": ("desk?part=money", N_("See the money")),
}


def _names(who: Actor) -> dict[int, str]:
    """Return the names of people by number, for whoever may see them."""
    if not may(who, "see_persons"):
        return {}
    return {one.number: one.name for one in persons(cache.settings(), who)}


def _by(who: Actor, names: dict[int, str], one: Made) -> str:
    if one.person is None:
        return t("by whoever looks after the server")
    if one.person == who.person:
        return t("you")
    return names.get(one.person) or t("no. {number}", number=one.person)


def _described(who: Actor, names: dict[int, str], one: Made) -> dict[str, object]:
    """Return an import as a template shows it."""
    local = read_moment(one.at).astimezone(WALES)
    subject = SUBJECTS.get(one.subject)
    address, words = SEEN_AT.get(one.subject, ("", ""))
    return {
        "what": t(subject.label) if subject else one.subject,
        "of": one.of,
        "name": one.name,
        "when": f"{long_date(local.date())}, {local:%H:%M}",
        "by": _by(who, names, one),
        "added": one.added,
        "changed": one.changed,
        "is_back": one.state == "undone",
        "is_new": state.get("number") == str(one.number),
        "address": address,
        "words": t(words) if words else "",
    }


def _ask(number: int) -> Callable[[], None]:
    return lambda: st.session_state.update({ASKED: number})


def _take_back(number: int, *, partly: bool = False) -> str:
    """Take an import back; if something was changed since, it can be in part."""
    try:
        left = undo_import(
            cache.settings(),
            actor(),
            number,
            current_moment(),
            only_untouched=partly,
        )
    except UndoError as error:
        if error.message == CHANGED_SINCE:
            st.session_state[PARTLY] = number
        raise
    for name in (ASKED, PARTLY):
        st.session_state.pop(name, None)
    state.put(number="")
    if left:
        names = ", ".join(left)
        return t("Taken back, but for what was changed since: {names}", names=names)
    return t("Taken back: all is as it was before that import.")


def _way_back(one: Made) -> None:
    """Draw the press that takes an import back; it asks once more."""
    if st.session_state.get(ASKED) != one.number:
        st.button(
            t("Take the whole import back"),
            icon=":material/undo:",
            key=f"bring_back_{one.number}",
            on_click=_ask(one.number),
        )
        return
    components.paragraph(
        t("What is new goes, what was changed is as before. Take it all back?")
    )
    with st.container(horizontal=True):
        st.button(
            t("Yes, take it all back"),
            type="primary",
            icon=":material/undo:",
            key=f"bring_back_sure_{one.number}",
            on_click=presses(lambda: _take_back(one.number)),
        )
        if st.session_state.get(PARTLY) == one.number:
            st.button(
                t("Only what nobody changed since"),
                icon=":material/undo:",
                key=f"bring_back_partly_{one.number}",
                on_click=presses(lambda: _take_back(one.number, partly=True)),
            )
        st.button(t("No"), key=f"bring_back_no_{one.number}", on_click=_ask(0))


def made(who: Actor) -> None:
    """Draw the imports that were made, the last first."""
    components.heading(t("Brought in so far"), 3)
    found = imports_made(cache.settings(), who)
    if not found:
        components.paragraph(t("Nothing yet: each file stands here then."), "muted")
        return
    names = _names(who)
    for one in found:
        with st.container(key=f"bring_made_{one.number}", gap="small"):
            components.show("imports/made.html", one=_described(who, names, one))
            if one.state == "standing":
                _way_back(one)
