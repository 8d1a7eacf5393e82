"""The form a question a screen: who replies, each question, a look over all of it.

Which screen it is stands in the address as a number alone: nothing of an answer does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.frame import components, walk
from copro_map.surveys.page import form as filling
from copro_map.surveys.page.form import PROBLEM, ROLE, Form
from copro_map.surveys.rules.records import SurveyError


def _on(form: Form) -> None:
    """Go on from the role, once one is chosen."""
    if form.role:
        walk.go_to(1)
        return
    form.kept[PROBLEM] = SurveyError(N_("Choose first who you are in this reply."))


def _who(form: Form) -> None:
    walk.head(t("Who are you in this reply?"), 0)
    if form.wave.code:
        words = t(
            "This survey is open to anybody who knows its word, and its figures say so."
        )
        components.paragraph(words, "muted")
    filling.role(form)


def _question(form: Form, number: int) -> None:
    one = form.questions[number - 1]
    several = one.kind == "many"
    hint = t("To leave this question out, choose nothing.") if several else ""
    walk.head(one.text.text(), number, len(form.questions), hint)
    filling.ask(form, one)


def _look_over(form: Form, number: int) -> None:
    """Draw every answer, each with the way back to it."""
    walk.head(t("Look over your answers, then send them"), number)
    for at, (asked, said) in enumerate(filling.said_so_far(form)):
        with st.container(horizontal=True, key=f"survey_said_{at}"):
            components.show("surveys/said.html", at=at, asked=asked, said=said)
            st.button(
                t("Change answer {n}", n=at) if at else t("Change who you are"),
                key=f"survey_change_{at}",
                type="tertiary",
                on_click=partial(walk.go_to, at),
            )
    components.show("surveys/before_sending.html")


def draw(form: Form, send: Callable[[], None]) -> None:
    """Draw the screen that the address names, and the ways on and back; or to send."""
    last = len(form.questions) + 1 if form.kept.get(ROLE) else 0
    number = walk.at(last)
    with st.container(key=f"walk_survey_{number}"):
        if not number:
            _who(form)
        elif number < last:
            _question(form, number)
        else:
            _look_over(form, number)
            st.button(
                t("Send my reply"),
                icon=":material/send:",
                type="primary",
                key="survey_send",
                on_click=send,
            )
        if not number:
            walk.ways(0, 1, on=partial(_on, form))
        else:
            walk.ways(number, last)
        if number < last or not number:
            components.show("surveys/kept_nowhere.html")
