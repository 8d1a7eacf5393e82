"""The part of the desk with the Members' Forum and the Board: seats and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.said import said
from copro_map.base.today import current_day, current_moment
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, state
from copro_map.frame.forms import both_fields, fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.members import seating
from copro_map.members.deciding import all_decisions
from copro_map.members.page import decided
from copro_map.members.page.naming import BODIES, body_name, day_name
from copro_map.members.rules.records import Interest, Seat
from copro_map.members.rules.seats import ends_soon
from copro_map.people.rules.permissions import Actor

STYLE = Path(__file__).parent / "desk.css"
FORM = "new_seat"
DECISIONS, PAST = "decisions", "past"
Held = tuple[Seat, tuple[Interest, ...]]


def _term(one: Seat) -> str:
    """Return since when somebody sits, and when their term ends or ended."""
    since = t("since {date}", date=day_name(one.from_on))
    if one.left_on:
        return f"{since} · {t('left on {day}', day=day_name(one.left_on))}"
    if not one.term_ends_on:
        return f"{since} · {t('no end of the term')}"
    day = day_name(one.term_ends_on)
    if one.term_ends_on <= current_day().isoformat():
        return f"{since} · {t('the term ended on {day}', day=day)}"
    return f"{since} · {t('the term ends on {day}', day=day)}"


def _of_form(number: int) -> str:
    return f"seat_{number}"


def _keep_term(number: int, _seen: int) -> str:
    ends = given(_of_form(number), "ends")["ends"]
    seating.set_term(cache.settings(), actor(), number, ends, current_moment())
    return t("Kept.")


def _leave(number: int, _seen: int) -> str:
    left = given(_of_form(number), "left")["left"]
    seating.leave_seat(cache.settings(), actor(), number, left, current_moment())
    return t("Kept: they have left this seat.")


def _name_in_public(one: Seat) -> str:
    where, now = cache.settings(), current_moment()
    is_public = not one.is_public
    seating.set_public(where, actor(), one.number, now, is_public=is_public)
    if is_public:
        return t("Named in public now, as they agreed.")
    return t("Not named in public any more.")


def _declare(number: int, _seen: int) -> str:
    words = given(_of_form(number), "interest")["interest"]
    seating.declare(cache.settings(), actor(), number, words, current_moment())
    return t("Kept: the interest stands beside the seat.")


def _end_interest(number: int) -> str:
    seating.end_interest(cache.settings(), actor(), number, current_moment())
    return t("Kept: it is no interest any more.")


def _interests(interests: Sequence[Interest]) -> None:
    for each in interests:
        if each.ended_on or not each.words:
            continue
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"interest_{each.number}"
        ):
            line = (day_name(each.said_on), t("Interest"), each.words)
            components.show("members/lines.html", lines=[line])
            st.button(
                t("It ended"),
                key=f"end_interest_{each.number}",
                on_click=presses(partial(_end_interest, each.number), far=True),
            )


def _changing(one: Seat) -> None:
    """Draw what can change of a seat: its term, its name in public, interests."""
    form, number = _of_form(one.number), one.number
    key = fields(form)
    ends = date.fromisoformat(one.term_ends_on) if one.term_ends_on else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            t("The term ends on"), ends, format="DD/MM/YYYY", key=f"{key}_ends"
        )
        st.button(
            t("Save the term"),
            key=f"term_{number}",
            on_click=saves(form, partial(_keep_term, number)),
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            t("Left on"),
            current_day(),
            max_value=current_day(),
            format="DD/MM/YYYY",
            key=f"{key}_left",
        )
        st.button(
            t("They have left"),
            key=f"left_{number}",
            on_click=saves(form, partial(_leave, number)),
        )
    st.text_input(
        t("Interest that they declared"),
        key=f"{key}_interest",
        max_chars=seating.LONGEST["words"],
        autocomplete="off",
    )
    with st.container(horizontal=True):
        st.button(
            t("Save the interest"),
            key=f"declare_{number}",
            on_click=saves(form, partial(_declare, number)),
        )
        st.button(
            t("Name them no more in public")
            if one.is_public
            else t("They agree to be named in public"),
            key=f"public_{number}",
            on_click=presses(partial(_name_in_public, one), far=True),
        )


def _seat(held: Held) -> None:
    """Draw a seat with the interests that stand, and what can change."""
    one, interests = held
    welsh = one.constituency_cy
    with st.container(border=True, key=f"seat_{one.number}"):
        components.show(
            "members/seat.html",
            called=one.name,
            shown=t("named in public") if one.is_public else t("not named in public"),
            role=one.role,
            constituency=str(said(one.constituency_en or welsh, welsh)),
            term=_term(one),
        )
        _interests(interests)
        if not one.left_on:
            with st.expander(t("Change this seat")):
                _changing(one)


def _take(_seen: int) -> str:
    texts = ("body", "name", "role", "from_on", "term_ends_on", "constituency_en")
    typed = given(FORM, *texts, "constituency_cy", "is_public")
    entered = seating.Given(
        **{name: typed[name] for name in texts},
        constituency_cy=typed["constituency_cy"],
        is_public=typed["is_public"] == "True",
    )
    seating.take_seat(cache.settings(), actor(), entered, current_moment())
    return t("Entered: the seat stands in the list.")


def _new_seat() -> None:
    """Draw the form for who takes a seat."""
    key = fields(FORM)
    st.segmented_control(
        t("Of which body?"),
        list(BODIES),
        default="forum",
        format_func=body_name,
        required=True,
        key=f"{key}_body",
    )
    for name, label in (
        ("name", t("Name")),
        ("role", t("Role, such as chair or treasurer")),
    ):
        most = seating.LONGEST[name]
        st.text_input(label, key=f"{key}_{name}", max_chars=most, autocomplete="off")
    both_fields(
        FORM,
        "constituency",
        t("For whom they speak, in English"),
        t("For whom they speak, in Welsh"),
    )
    with st.container(horizontal=True):
        for name, label, value in (
            ("from_on", t("Since"), current_day()),
            ("term_ends_on", t("The term ends on"), None),
        ):
            st.date_input(label, value, format="DD/MM/YYYY", key=f"{key}_{name}")
    st.checkbox(
        t("They agree to be named in public, with this and their interests"),
        key=f"{key}_is_public",
    )
    st.button(
        t("Enter the seat"),
        type="primary",
        icon=":material/check:",
        key="take_seat",
        on_click=saves(FORM, _take),
    )


def _seats(found: Sequence[Held]) -> None:
    """Draw the seats of each body, those first whose term ends soon; and the form."""
    today = current_day()
    with st.expander(t("Enter who takes a seat"), expanded=not found):
        _new_seat()
    for body in BODIES:
        seats = [one for one in found if one[0].body == body]
        components.heading(f"{body_name(body)} ({len(seats)})", 3)
        if not seats:
            components.paragraph(t("Nobody has a seat yet."), "muted")
        for one in sorted(seats, key=lambda x: not ends_soon(x[0], today)):
            _seat(one)


def _past(found: Sequence[Held]) -> None:
    for one in found:
        _seat(one)


def draw(who: Actor) -> None:
    """Draw who sits on the Forum and the Board, what they decided, or who sat there."""
    st.html(styles(STYLE))
    every = seating.register(cache.settings(), who)
    made = all_decisions(cache.settings(), who)
    now = [one for one in every if not one[0].left_on]
    past = [one for one in every if one[0].left_on]
    views = {
        "": (t("Seats ({n})", n=len(now)), lambda: _seats(now)),
        DECISIONS: (t("Decisions ({n})", n=len(made)), lambda: decided.draw(made)),
        PAST: (t("Who left a seat ({n})", n=len(past)), lambda: _past(past)),
    }
    if not past:
        views.pop(PAST)
    asked = state.get("which") if state.get("which") in views else ""
    st.segmented_control(
        t("Seats or decisions?"),
        list(views),
        format_func=lambda which: views[which][0],
        required=True,
        label_visibility="collapsed",
        wrap=True,
        **state.bind("which", asked),
    )
    views[asked][1]()
