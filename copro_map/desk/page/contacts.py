"""How an entry's people can be reached: what is known, and entering it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, partial_date, t
from copro_map.base.names import is_web_address
from copro_map.base.today import current_day, current_moment
from copro_map.desk.page.people import language_name
from copro_map.frame import cache, components
from copro_map.frame.pressing import attempt
from copro_map.frame.who import actor
from copro_map.people.contacts import (
    Contact,
    contacts_of,
    enter_contact,
    leave_contact,
)
from copro_map.people.rules.contacts import Origin
from copro_map.people.rules.permissions import Actor, Belongs, may

# Where an address comes from.
ORIGINS: dict[Origin, str] = {
    "found": N_("Found on a page"),
    "telephone": N_("Asked by telephone"),
    "owner": N_("Its people wrote it"),
}
WHOSE = {
    "": N_("As the address says"),
    "office": N_("An office's"),
    "person": N_("A person's own"),
}
IS_PERSONAL = {"office": False, "person": True}
Then = Callable[[], None]


def described(contact: Contact) -> dict[str, str]:
    """Return an address and what is known of it, in words."""
    marks = (
        t("speaks for the entry") if contact.is_owner else "",
        t("a person's own address")
        if contact.is_personal
        else t("an office's address"),
        t("Language: {language}", language=language_name(contact.language)),
        t(ORIGINS[contact.origin]),
        contact.found_at,
        partial_date(contact.found_on),
    )
    return {"address": contact.address, "marks": ", ".join(filter(None, marks))}


def _leave(belongs: Belongs, contact: Contact) -> None:
    """Take an address out."""

    def do() -> str:
        now = current_moment()
        leave_contact(cache.settings(), actor(), belongs, contact.number, now=now)
        return t("No longer kept: {address}.", address=contact.address)

    attempt(do)


def _key(name: str, entry: str) -> str:
    return f"desk_{name}_{entry}"


def _enter(belongs: Belongs) -> str:
    """Enter the address that the form holds; return what the page says then."""

    def given(name: str) -> str:
        return st.session_state.get(_key(name, belongs.entry)) or ""

    origin: Origin = given("origin")  # type: ignore[assignment]
    found = origin == "found"
    kept = enter_contact(
        cache.settings(),
        actor(),
        belongs,
        address=given("address"),
        language=given("language"),
        origin=origin,
        found_at=given("found_at") if found else "",
        found_on=current_day().isoformat() if found else "",
        is_personal=IS_PERSONAL.get(given("whose")),
        now=current_moment(),
    )
    return t("Kept: {address}.", address=kept.address)


def _keep(belongs: Belongs, then: Then) -> None:
    """Keep what the form holds, and go on; it stays there if it is refused."""
    key = _key("address", belongs.entry)
    typed = st.session_state.get(key) or ""
    if typed.strip() and attempt(partial(_enter, belongs), typed):
        st.session_state[key] = ""
        then()


def _form(belongs: Belongs, pages: Sequence[str], then: Then) -> None:
    """Draw the form for an address: one field and Enter suffice for most."""
    entry = belongs.entry
    with st.form(f"desk_contact_{entry}", border=True):
        st.text_input(
            t("E-mail address"),
            key=_key("address", entry),
            autocomplete="off",
            placeholder="info@…",
        )
        st.segmented_control(
            t("Which language do they read?"),
            ["cy", "en", ""],
            default="",
            format_func=language_name,
            required=True,
            key=_key("language", entry),
        )
        st.segmented_control(
            t("Where from?"),
            list(ORIGINS),
            default="found",
            format_func=lambda one: t(ORIGINS[one]),
            required=True,
            key=_key("origin", entry),
            wrap=True,
        )
        st.text_input(
            t("Found on which page?"),
            next((one for one in pages if is_web_address(one)), ""),
            key=_key("found_at", entry),
            autocomplete="off",
            help=t("The first letter says where the address was found, and when."),
        )
        st.segmented_control(
            t("Whose address is it?"),
            list(WHOSE),
            default="",
            format_func=lambda one: t(WHOSE[one]),
            required=True,
            key=_key("whose", entry),
            wrap=True,
        )
        st.form_submit_button(
            t("Save the address"),
            icon=":material/alternate_email:",
            key=_key("keep", entry),
            on_click=_keep,
            args=(belongs, then),
        )


def _known(who: Actor, belongs: Belongs) -> None:
    """Draw the addresses that are known, the one to write to first."""
    known = contacts_of(cache.settings(), who, belongs)
    if not known:
        components.paragraph(t("Nobody knows yet."), "desk-quiet")
    for contact in known:
        with st.container(horizontal=True, vertical_alignment="center"):
            components.show("desk/contact.html", **described(contact))
            if may(who, "enter_contact", belongs):
                st.button(
                    t("Take out"),
                    key=f"desk_leave_{contact.number}",
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=_leave,
                    args=(belongs, contact),
                )


def _stay() -> None:
    """Stay where one is."""


def of_entry(
    who: Actor, belongs: Belongs, pages: Sequence[str], then: Then = _stay
) -> None:
    """Draw the contacts of an entry, and the form for another.

    ``pages`` are where an address may have been found, the likeliest first; ``then`` is
    called once one was entered.
    """
    if not may(who, "see_contacts", belongs):
        return
    components.heading(t("How can its people be reached?"), 3)
    _known(who, belongs)
    if may(who, "enter_contact", belongs):
        _form(belongs, pages, then)
