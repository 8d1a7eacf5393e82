"""Decisions of the Forum and the Board on the desk: entered, shown, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.said import said
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components
from copro_map.frame.forms import fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.members import deciding
from copro_map.members.deciding import DecisionError
from copro_map.members.page.naming import BODIES, body_name, day_name
from copro_map.members.rules.records import Decided

FORM = "new_decision"
VOTES = ("in_favour", "against", "abstained")


def votes_in_words(one: Decided) -> str:
    """Return the result of a vote in words; "" if none was counted."""
    if one.in_favour is None:
        return ""
    words = t("In favour {yes}, against {no}", yes=one.in_favour, no=one.against or 0)
    if one.abstained:
        words = f"{words}, {t('abstained {n}', n=one.abstained)}"
    return words


def _number(text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and len(text) < 6):
        raise DecisionError(N_("Votes are whole numbers, and somebody voted."))
    return int(text) if text else None


def _enter(_seen: int) -> str:
    texts = ("body", "decided_on", "title_en", "title_cy", "words_en", "words_cy")
    typed = given(FORM, *texts, *VOTES, "is_public")
    in_favour, against, abstained = (_number(typed[name]) for name in VOTES)
    entered = deciding.Given(
        body=typed["body"],
        decided_on=typed["decided_on"],
        title_en=typed["title_en"],
        title_cy=typed["title_cy"],
        words_en=typed["words_en"],
        words_cy=typed["words_cy"],
        in_favour=in_favour,
        against=against,
        abstained=abstained,
        is_public=typed["is_public"] == "True",
    )
    deciding.decide(cache.settings(), actor(), entered, current_moment())
    return t("Entered: the decision stands in the list.")


def _words() -> None:
    key = fields(FORM)
    columns = st.columns(2)
    labels = {
        "cy": (t("What was decided, in Welsh"), t("More about it, in Welsh")),
        "en": (t("What was decided, in English"), t("More about it, in English")),
    }
    for column, (language, (title, more)) in zip(columns, labels.items(), strict=True):
        with column:
            st.text_input(
                title,
                key=f"{key}_title_{language}",
                max_chars=deciding.LONGEST["title"],
                autocomplete="off",
            )
            st.text_area(
                more,
                key=f"{key}_words_{language}",
                max_chars=deciding.LONGEST["words"],
            )


def _form() -> None:
    """Draw the form for a decision, with the result of its votes."""
    key = fields(FORM)
    st.segmented_control(
        t("Who decided?"),
        list(BODIES),
        default="forum",
        format_func=body_name,
        required=True,
        key=f"{key}_body",
    )
    st.date_input(
        t("Decided on"),
        current_day(),
        max_value=current_day(),
        format="DD/MM/YYYY",
        key=f"{key}_decided_on",
    )
    _words()
    components.paragraph(
        t("Votes, as they were counted in the meeting; empty if nobody counted."),
        "desk-label",
    )
    labels = (t("In favour"), t("Against"), t("Abstained"))
    with st.container(horizontal=True):
        for name, label in zip(VOTES, labels, strict=True):
            st.text_input(
                label, key=f"{key}_{name}", max_chars=5, autocomplete="off", width=130
            )
    st.checkbox(t("Everybody may read it"), key=f"{key}_is_public")
    st.button(
        t("Enter the decision"),
        type="primary",
        icon=":material/check:",
        key="decide",
        on_click=saves(FORM, _enter),
    )


def _withdraw(number: int) -> str:
    deciding.withdraw_decision(cache.settings(), actor(), number, current_moment())
    return t("Withdrawn: it is shown no more. It can be taken back in What happened.")


def _decision(one: Decided) -> None:
    title = said(one.title_en or one.title_cy, one.title_cy)
    words = said(one.words_en or one.words_cy, one.words_cy)
    with st.container(border=True, key=f"decision_{one.number}"):
        components.show(
            "members/decision.html",
            title=str(title),
            shown=t("public") if one.is_public else t("not public"),
            body=body_name(one.body),
            day=day_name(one.decided_on),
            votes=votes_in_words(one),
            words=str(words),
        )
        st.button(
            t("Withdraw"),
            key=f"withdraw_decision_{one.number}",
            on_click=presses(partial(_withdraw, one.number), far=True),
        )


def draw(found: Sequence[Decided]) -> None:
    """Draw the form for a decision, and those that stand, the last first."""
    with st.expander(t("Enter a decision"), expanded=not found):
        _form()
    if not found:
        components.paragraph(t("No decision is entered yet."), "muted")
    for one in found:
        _decision(one)
