"""A member on the desk: all that is known, and what can be put right or ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

import streamlit as st

from copro_map.base.config import Settings
from copro_map.base.i18n import LANGUAGES, N_, t
from copro_map.base.today import current_moment
from copro_map.frame import cache, components
from copro_map.frame.councils import area_name
from copro_map.frame.forms import drawn_with, fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.members import said, stewarding
from copro_map.members.checking import choices
from copro_map.members.kinds import bands, member_types
from copro_map.members.page.giving import gifts, roles
from copro_map.members.page.naming import (
    FORMS,
    SIDES,
    day_name,
    entry_named,
    form_name,
    language_name,
    role_name,
    side_name,
    type_name,
)
from copro_map.members.rules.joining import LONGEST
from copro_map.members.rules.keeping import fields_of
from copro_map.members.rules.records import Member
from copro_map.members.stewarding import Kept
from copro_map.people.rules.permissions import Actor

Named = Callable[[str], str]
Act = Callable[[Settings, Actor, int, datetime], None]
STATES = {"left": N_("Left"), "refused": N_("Refused")}


def _public(one: Member) -> str:
    if one.form == "individual":
        return t("named in public") if one.is_public else t("not named in public")
    return t("named in public, as every body is")


def _would_give(one: Member) -> str:
    found = bands(cache.settings()).get(one.band)
    return said.yearly(one, found.label if found else None)


def facts_of(one: Member, wishes: tuple[str, ...] = (), *, whole: bool = False) -> None:
    """Draw who a member is, what they promised, and what they said they would give.

    ``whole``: also what is of no use to whoever looks whether it is right.
    """
    sort = " · ".join(
        part
        for part in (
            form_name(one.form),
            type_name(one.type) if one.type else "",
            side_name(one.side) if one.side else "",
        )
        if part
    )
    shown = t("public") if one.is_promise_public else t("not public")
    rows = [
        (t("What they are"), f"{sort}, {_public(one)}"),
        (t("Area"), area_name(one.area) if one.area else ""),
        (t("Joined"), day_name(one.joined_on)),
        (t("Left"), day_name(one.left_on)),
        (t("E-mail address"), one.address),
        (t("Language of letters"), language_name(one.language) if whole else ""),
        (t("Principles"), one.principles if whole else ""),
        (t("Would give a year"), _would_give(one)),
        (t("Would take on"), ", ".join(map(role_name, wishes))),
        (t("Promise"), shown if one.promise else ""),
    ]
    components.show(
        "members/on_desk.html",
        called=said.name_of(one),
        state=t(STATES[one.state]) if one.state in STATES else "",
        rows=[(name, value) for name, value in rows if value],
        promise=one.promise,
        entry=one.entry,
    )


def _correct(one: Member, seen: int) -> str:
    names = fields_of(one)
    typed = given(_form(one), *names)
    typed |= {"entry": entry_named(typed["entry"])} if "entry" in typed else {}
    stewarding.correct(
        cache.settings(), actor(), one.number, typed, current_moment(), seen=seen
    )
    return t("Put right.")


def _form(one: Member) -> str:
    return f"member_{one.number}"


def _box(one: Member, field: str, label: str, values: list[str], name: Named) -> None:
    now = getattr(one, field)
    values = values if now in values else [now, *values]
    st.selectbox(
        label,
        values,
        index=values.index(now),
        format_func=name,
        key=f"{fields(_form(one))}_{field}",
    )


def _fields(one: Member) -> None:
    known = choices(cache.settings())
    types = list(member_types(cache.settings()))
    bodies = [x for x in FORMS if x != "individual"]
    areas = sorted(known.areas, key=area_name)
    boxes: dict[str, tuple[str, list[str], Named]] = {
        "form": (t("Organisation, group or department"), bodies, form_name),
        "type": (t("What sort of body"), types, type_name),
        "side": (t("As what they take part"), list(SIDES), side_name),
        "area": (t("Area"), areas, area_name),
        "language": (t("Language of letters"), ["", *LANGUAGES], language_name),
    }
    texts = {
        "name_cy": (t("Name in Welsh"), LONGEST["name"]),
        "name_en": (t("Name in English"), LONGEST["name"]),
        "entry": (t("Address of their entry on the map, if they have one"), 300),
    }
    for field in fields_of(one):
        if field in boxes:
            _box(one, field, *boxes[field])
        else:
            label, most = texts[field]
            st.text_input(
                label,
                getattr(one, field),
                key=f"{fields(_form(one))}_{field}",
                max_chars=most,
                autocomplete="off",
            )


def _putting_right(found: Kept) -> None:
    one = found.own.member
    drawn_with(_form(one), found.version)
    with st.expander(t("Put right what is wrong")):
        _fields(one)
        st.button(
            t("Save"),
            type="primary",
            icon=":material/check:",
            key=f"correct_{one.number}",
            on_click=saves(_form(one), partial(_correct, one)),
        )


def _do(act: Act, one: Member, words: str) -> str:
    act(cache.settings(), actor(), one.number, current_moment())
    return words


def _ending(one: Member) -> None:
    if one.state == "member":
        act, label = stewarding.end, t("End the membership")
        why = t(
            "If they asked you to. They get a letter with the way back, and their "
            "words are deleted after 90 days. Members leave by themselves on their "
            "own page."
        )
        done = t("Ended today. It can be taken back in What happened.")
    else:
        act, label = stewarding.bring_back, t("Bring them back")
        why = t("They are a member as before, as if they had never left.")
        done = t("A member again, as before.")
    with st.popover(label, icon=":material/person_off:"):
        components.paragraph(why)
        st.button(
            t("Do it now"),
            key=f"end_{one.number}",
            on_click=presses(partial(_do, act, one, done), far=True),
        )


def draw(number: int) -> None:
    """Draw all of a member, and what can be done."""
    found = stewarding.kept(cache.settings(), actor(), number)
    if found is None:
        components.paragraph(t("There is no such member any more."), "note")
        return
    own = found.own
    left, right = st.columns([3, 2], gap="large")
    with left:
        facts_of(own.member, tuple(sorted(own.wishes)), whole=True)
        if own.told:
            components.heading(t("How the promise goes"), 3)
            lines = [
                (day_name(x.answered_on), t(said.HOW.get(x.how, said.ANEW)), x.words)
                for x in own.told
            ]
            components.show("members/lines.html", lines=lines)
        if own.member.state == "member":
            _putting_right(found)
        _ending(own.member)
    with right:
        gifts(own)
        if own.member.state == "member":
            roles(own)
