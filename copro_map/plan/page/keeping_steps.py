"""Yearly outcomes on the desk: the Network's word on each, and what shows it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components, state
from copro_map.frame.forms import fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.plan.page import evidencing
from copro_map.plan.steps import STATE_WORDS, Step, steps
from copro_map.plan.steps_saying import LONGEST, Given, say_step, withdraw_step
from copro_map.plan.steps_told import summary

CHOSEN = "step"


def _was(one: Step) -> int:
    return one.said.number if one.said else 0


def _form_of(one: Step) -> str:
    return f"step_{one.code}_{_was(one)}"


def _say(one: Step, _seen: int) -> str:
    typed = given(_form_of(one), "state", "words_en", "words_cy")
    entered = Given(one.code, was=_was(one), **typed)
    say_step(cache.settings(), actor(), entered, current_moment())
    return t("Kept: it stands on the plan's page with today's date.")


def _withdraw(one: Step) -> str:
    where, now = cache.settings(), current_moment()
    if withdraw_step(where, actor(), one.code, _was(one), now):
        return t("Withdrawn: what was said before stands again.")
    return t("Withdrawn: nothing is said of it now.")


def _word(one: Step) -> None:
    """Draw the form for the Network's word, begun with the one that stands."""
    form, before = _form_of(one), one.said
    key = fields(form)
    st.segmented_control(
        t("How far is it?"),
        list(STATE_WORDS),
        default=before.state if before else None,
        format_func=lambda x: t(STATE_WORDS[x]),
        wrap=True,
        key=f"{key}_state",
    )
    labels = {
        "cy": t("The Network's word, in Welsh"),
        "en": t("The Network's word, in English"),
    }
    for column, (language, label) in zip(st.columns(2), labels.items(), strict=True):
        name = f"words_{language}"
        with column:
            st.text_area(
                label,
                getattr(before, name) if before else "",
                max_chars=LONGEST,
                key=f"{key}_{name}",
            )
    components.paragraph(
        t("All of this is public. Name no person who has not agreed."), "desk-quiet"
    )
    with st.container(horizontal=True):
        st.button(
            t("Save the word"),
            type="primary",
            icon=":material/check:",
            key="say_step",
            on_click=saves(form, partial(_say, one)),
        )
        if before:
            st.button(
                t("Withdraw the word"),
                icon=":material/undo:",
                key="withdraw_step",
                on_click=presses(partial(_withdraw, one), far=True),
            )


def draw(who: Actor) -> None:  # noqa: ARG001 - every view of the part is given it
    """Draw a choice of an outcome, the Network's word on it, and what shows it."""
    every = {one.code: one for one in steps(cache.settings(), current_day())}
    asked = state.get(CHOSEN)

    def called(code: str) -> str:
        one = every[code]
        words = (t("Year {n}", n=one.year), one.state_in_words, one.label.text())
        return " · ".join(words)

    years = sorted({one.year for one in every.values()})
    components.facts(
        (t("Year {n}", n=x), summary(one for one in every.values() if one.year == x))
        for x in years
    )
    components.choice(
        t("Which yearly outcome?"),
        every,
        called,
        nothing=t("Choose a yearly outcome"),
        **state.bind(CHOSEN, asked if asked in every else None),
    )
    if asked not in every:
        return
    one = every[asked]
    components.heading(one.label.text(), 3)
    _word(one)
    evidencing.draw("milestone", one.code)
