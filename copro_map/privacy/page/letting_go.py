"""The part of the desk where somebody is let go: all that is kept, and forgotten."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, t
from copro_map.frame import cache, components, faults, state
from copro_map.people.rules.addresses import read_address
from copro_map.people.rules.permissions import Actor, may
from copro_map.privacy.asked import Asked, called, look_up
from copro_map.privacy.page import agreeing, asking

BY = {"": N_("Their e-mail address"), "entry": N_("The entry about them")}
ADDRESS, NAME = "forget_address", "forget_name"
DIGITS = 12  # of the number of somebody who works here


def _by_address() -> Asked | None:
    """Draw the field for an address; return who has it, or say what is wrong."""
    typed = st.text_input(
        t("E-mail address"),
        key=ADDRESS,
        autocomplete="off",
        help=t("The one that they used here. It is looked up, and not kept."),
    )
    if not typed.strip():
        return None
    try:
        return Asked(address=read_address(typed))
    except CoproMapError as error:
        st.warning(components.no_markdown(faults.words(error)), icon=":material/info:")
        return None


def _by_entry(who: Actor) -> Asked | None:
    """Draw the field for a name, and the entries called so; return the chosen one."""
    name = st.text_input(t("Name on the map"), key=NAME, autocomplete="off")
    found = called(cache.settings(), who, name)
    asked = state.get("entry")
    if name.strip() and not found:
        components.paragraph(
            t("No entry about a person has this name. Try one word of it."), "note"
        )
    if found:
        components.choice(
            t("Which of them?"),
            found,
            lambda one: f"{found[one].name.text()} ({one})",
            nothing=t("Choose an entry"),
            **state.bind("entry", asked if asked in found else None, closes=False),
        )
    return Asked(entry=asked) if asked else None


def _who_asks(who: Actor) -> Asked | None:
    """Draw how somebody is looked for; return who was found."""
    number = state.get("person")
    is_number = number.isdecimal() and number.isascii() and len(number) <= DIGITS
    if is_number and may(who, "see_persons"):
        st.button(
            t("Look for somebody else"),
            icon=":material/arrow_back:",
            key="forget_else",
            on_click=partial(state.put, person=""),
        )
        return Asked(person=int(number))
    by = state.get("which") if state.get("which") in BY else ""
    st.segmented_control(
        t("Look for somebody by"),
        list(BY),
        format_func=lambda one: t(BY[one]),
        required=True,
        **state.bind("which", by),
    )
    return _by_entry(who) if by else _by_address()


def draw(who: Actor) -> None:
    """Draw who is looked for, what is kept of them, and what can be done."""
    components.paragraph(
        t(
            "Somebody asks by telephone or by letter what is kept about them, or wants "
            "to be forgotten. Answer within a month. Whoever reads e-mail can do it "
            "without you: on their own page, by the link that the map sends."
        )
    )
    asking.receipt()
    asked = _who_asks(who)
    if asked is None:
        return
    known = look_up(cache.settings(), who, asked)
    if known.is_nobody:
        components.paragraph(
            t(
                "Nothing is kept of them. Ask whether they used another address, or "
                "look for the entry about them."
            ),
            "note",
        )
        return
    with st.container(border=True, key="forget_known"):
        asking.draw(known)
        for entry in known.names:
            with st.expander(t("What they agree to")):
                agreeing.draw(who, entry)
