"""What a member gave and took on, on the desk: noted, withdrawn, ended."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components
from copro_map.frame.forms import fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.members import noting, said
from copro_map.members.kinds import member_roles
from copro_map.members.own import Own
from copro_map.members.page.naming import day_name, entry_named, role_name
from copro_map.members.rules.ledger import EARLIEST, LONGEST, read_hours, read_pounds
from copro_map.members.rules.records import Gift, Taken
from copro_map.search.page.named import name_of

MOST = 12  # lines of the ledger, the last ones
TIME, MONEY = "time", "money"


def _note(number: int, form: str, _seen: int) -> str:
    typed = given(form, "what", "amount", "on", "words")
    is_money = typed["what"] == MONEY
    noting.note_gift(
        *(cache.settings(), actor(), number, typed["on"], current_moment()),
        pence=read_pounds(typed["amount"]) if is_money else None,
        minutes=None if is_money else read_hours(typed["amount"]),
        words=typed["words"],
    )
    return t("Noted. Only the member and the stewards see it.")


def _withdraw(one: Gift) -> str:
    noting.withdraw(cache.settings(), actor(), one.number, current_moment())
    return t("Withdrawn: it counts no more.")


def _line(one: Gift) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"gift_{one.number}"
    ):
        line = (day_name(one.given_on), said.gift(one), one.words)
        components.show("members/lines.html", lines=[line])
        st.button(
            t("Withdraw"),
            key=f"withdraw_{one.number}",
            on_click=presses(partial(_withdraw, one)),
        )


def _giving(number: int) -> None:
    form = f"gift_of_{number}"
    key = fields(form)
    names = {TIME: t("Time"), MONEY: t("Money")}
    what = st.segmented_control(
        t("What was given?"),
        list(names),
        default=TIME,
        format_func=names.__getitem__,
        required=True,
        key=f"{key}_what",
    )
    st.date_input(
        t("Day"),
        current_day(),
        min_value=EARLIEST,
        max_value=current_day(),
        format="DD/MM/YYYY",
        key=f"{key}_on",
    )
    st.text_input(
        t("Pounds, such as 120 or 120.50")
        if what == MONEY
        else t("Hours, such as 2 or 2.5"),
        key=f"{key}_amount",
        max_chars=12,
        autocomplete="off",
    )
    st.text_input(
        t("What for, if you like"),
        key=f"{key}_words",
        max_chars=LONGEST,
        autocomplete="off",
    )
    st.button(
        t("Note it"),
        type="primary",
        icon=":material/add:",
        key=f"note_gift_{number}",
        on_click=saves(form, partial(_note, number, form)),
    )


def gifts(own: Own) -> None:
    """Draw what a member gave by year, its last lines, and the way to note more."""
    components.heading(t("What they gave"), 3)
    if own.years:
        components.facts(said.sums(own.years))
    else:
        components.paragraph(t("Nothing is noted yet."), "muted")
    if own.gifts:
        with st.expander(t("Line by line ({n})", n=len(own.gifts))):
            for one in own.gifts[:MOST]:
                _line(one)
    if own.member.state == "member":
        with st.expander(t("Note time or money")):
            _giving(own.member.number)


def _take_on(number: int, form: str, _seen: int) -> str:
    typed = given(form, "role", "since", "entry")
    since = date.fromisoformat(typed["since"]) if typed["since"] else None
    role, entry = typed["role"], entry_named(typed["entry"])
    noting.note_role(
        *(cache.settings(), actor(), number, role, current_moment()),
        entry=entry,
        since=since,
    )
    return t("Noted: {role}.", role=role_name(role))


def _end(one: Taken) -> str:
    noting.end_role(cache.settings(), actor(), one.number, current_moment())
    return t("Ended today: {role}.", role=role_name(one.role))


def _role(one: Taken) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"role_{one.number}"
    ):
        project = name_of(one.entry).text() if one.entry else ""
        line = (day_name(one.since), role_name(one.role), project)
        components.show("members/lines.html", lines=[line])
        st.button(
            t("It ended"),
            key=f"end_role_{one.number}",
            on_click=presses(partial(_end, one)),
        )


def roles(own: Own) -> None:
    """Draw the roles of a member, and the way to note another."""
    components.heading(t("Their roles"), 3)
    for one in own.roles:
        _role(one)
    if not own.roles:
        components.paragraph(t("No role is noted yet."), "muted")
    number = own.member.number
    form = f"role_of_{number}"
    key = fields(form)
    with st.expander(t("Note a role")):
        known = list(member_roles(cache.settings()))
        known.sort(key=lambda x: x not in own.wishes)
        st.selectbox(
            t("Role"),
            known,
            index=None,
            format_func=role_name,
            placeholder=t("Choose a role"),
            key=f"{key}_role",
            filter_mode=None,
        )
        st.date_input(
            t("Since"),
            current_day(),
            min_value=min(current_day(), date.fromisoformat(own.member.joined_on)),
            max_value=current_day(),
            format="DD/MM/YYYY",
            key=f"{key}_since",
        )
        st.text_input(
            t("Address of the project on the map, if it is in one"),
            key=f"{key}_entry",
            max_chars=300,
            autocomplete="off",
        )
        st.button(
            t("Note it"),
            type="primary",
            icon=":material/add:",
            key=f"note_role_{number}",
            on_click=saves(form, partial(_take_on, number, form)),
        )
