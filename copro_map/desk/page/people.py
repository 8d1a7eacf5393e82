"""The part of the desk with people: who is entered, what they may do, who goes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from copro_map.base.i18n import LANGUAGES, N_, sort_key, t
from copro_map.base.today import current_moment
from copro_map.desk.page.wanted import draw_stopped
from copro_map.frame import cache, components, state
from copro_map.frame.councils import area_name, areas
from copro_map.frame.pressing import attempt, presses
from copro_map.frame.who import actor
from copro_map.people.persons import (
    TAKES_OVER,
    enter_person,
    persons,
    sign_out_everywhere,
    switch_off,
)
from copro_map.people.rules.permissions import ENTERED, Actor
from copro_map.people.rules.persons import LONGEST_NAME, Person
from copro_map.people.wording import role_name

NEW = "new"
NOT_KNOWN = N_("Not known")
# What a role is for, beside its name in the choice.
FOR = {
    "member": N_("Nothing on the desk yet"),
    "officer": N_("Entries, gaps and self-audits of their own areas; a monthly letter"),
    "board": N_("Nothing on the desk; gets a letter on Mondays"),
    "evaluator": N_("Nothing on the desk yet"),
    "steward": N_("Everything on the desk but people; a monthly letter"),
    "administrator": N_("All that stewards do, and people; a letter on Mondays"),
}


def language_name(code: str) -> str:
    """Return the name of a language, in that language; "" is one not known."""
    return LANGUAGES.get(code) or t(NOT_KNOWN)


def _key(name: str, person: Person | None) -> str:
    return f"person_{name}_{person.number if person else NEW}"


def _save(person: Person | None) -> None:
    """Enter what the form holds; if it is refused, it stays there."""
    given = {
        name: st.session_state.get(_key(name, person))
        for name in ("name", "role", "areas", "language", "address")
    }
    address = person.address if person else given["address"]

    def enter() -> str:
        entered = enter_person(
            cache.settings(),
            actor(),
            address=address or "",
            name=given["name"] or "",
            role=given["role"] or "",
            areas=given["areas"] or (),
            language=given["language"] or "",
            now=current_moment(),
        )
        return t(
            "Kept: {name}, {role}.", name=entered.name, role=role_name(entered.role)
        )

    attempt(enter, typed=f"{given['name']} <{address}>")


def _form(person: Person | None) -> None:
    """Draw the fields of a person, or of a new one."""
    names = areas()
    roles = list(ENTERED)
    st.text_input(
        t("Name"),
        person.name if person else "",
        key=_key("name", person),
        max_chars=LONGEST_NAME,
        autocomplete="off",
    )
    if person:
        components.facts([(t("E-mail address"), person.address)])
    else:
        st.text_input(
            t("E-mail address"),
            key=_key("address", person),
            autocomplete="off",
            help=t("The link to sign in is sent to this address."),
        )
    role = st.selectbox(
        t("Role"),
        roles,
        index=roles.index(person.role) if person else None,
        format_func=lambda one: f"{role_name(one)}: {t(FOR[one])}",
        placeholder=t("Choose a role"),
        key=_key("role", person),
        filter_mode=None,
    )
    if role == "officer":
        st.multiselect(
            t("Areas"),
            list(names),
            [code for code in person.areas if code in names] if person else [],
            format_func=lambda code: names[code],
            placeholder=t("Choose one or more County Voluntary Councils"),
            key=_key("areas", person),
        )
    st.segmented_control(
        t("Language of letters"),
        ["cy", "en", ""],
        default=person.language if person else "",
        format_func=language_name,
        required=True,
        key=_key("language", person),
    )
    st.button(
        t("Save"),
        type="primary",
        icon=":material/check:",
        key=_key("save", person),
        on_click=_save,
        args=(person,),
    )


def _leave(person: Person, others: Sequence[Person]) -> None:
    """Draw what ends somebody's work here: signing out everywhere, switching off."""
    number = person.number

    def end_sessions() -> str:
        now = current_moment()
        sign_out_everywhere(cache.settings(), actor(), number, now=now)
        return t("Signed out everywhere: {name}.", name=person.name)

    def off() -> str:
        to = st.session_state.get(_key("to", person))
        now = current_moment()
        switch_off(cache.settings(), actor(), number, now=now, hand_to=to)
        state.put(person="")
        return t("Switched off: {name}.", name=person.name)

    components.heading(t("Sign out everywhere"), 4)
    components.paragraph(
        t(
            "For a lost phone or a shared computer. They can sign in again by a new "
            "link."
        )
    )
    st.button(
        t("Sign out everywhere"),
        icon=":material/logout:",
        key=_key("out", person),
        on_click=presses(end_sessions),
    )
    components.heading(t("Switch off"), 4)
    components.paragraph(
        t(
            "They can no longer sign in and their name is shown no more. What they "
            "said of entries stays. Entering the address again brings them back."
        )
    )
    takers = {one.number: one for one in others if one.role in TAKES_OVER}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("What waited for them goes to"),
            [None, *takers],
            format_func=lambda one: takers[one].name if one else t("Nobody else"),
            key=_key("to", person),
            filter_mode=None,
        )
        st.button(
            t("Switch off"),
            icon=":material/person_off:",
            key=_key("off", person),
            on_click=presses(off),
        )


def _let_go(person: Person) -> None:
    """Draw the way to what is kept of somebody, where they are forgotten."""
    components.heading(t("Forget somebody"), 4)
    components.paragraph(
        t("Their name and address are deleted everywhere. This cannot be taken back.")
    )
    st.button(
        t("Look at what is kept of them"),
        icon=":material/person_remove:",
        key=_key("let_go", person),
        on_click=partial(state.put, part="forget"),
    )


def _described(person: Person) -> dict[str, str]:
    names = sorted((area_name(code) for code in person.areas), key=sort_key)
    return {
        "name": person.name,
        "role": role_name(person.role),
        "areas": ", ".join(names),
        "address": person.address,
    }


def draw(who: Actor) -> None:
    """Draw who is entered, and the one who is chosen to be changed."""
    entered = {str(one.number): one for one in persons(cache.settings(), who)}
    components.show(
        "desk/people.html", people=[_described(one) for one in entered.values()]
    )
    asked = state.get("person")
    components.choice(
        t("Change somebody, or enter somebody new"),
        [NEW, *entered],
        lambda one: entered[one].name if one in entered else t("Somebody new"),
        nothing=t("Nobody"),
        placeholder=t("Choose a person"),
        **state.bind("person", asked if asked in (NEW, *entered) else None),
    )
    if asked not in (NEW, *entered):
        return
    person = entered.get(asked)
    with st.container(border=True, key="desk_person"):
        components.heading(person.name if person else t("Somebody new"), 3)
        _form(person)
        if person:
            draw_stopped(who, person)
            others = [one for one in entered.values() if one is not person]
            _leave(person, others)
            _let_go(person)
