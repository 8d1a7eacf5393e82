"""Asking again on the desk: one letter to all who were invited by mail."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import long_date, t
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.surveys.admission import Invitation
from copro_map.surveys.inviting import chase, chase_of, no_mail
from copro_map.surveys.page.inviting import ask_for_words, typed_words
from copro_map.surveys.page.wave_form import key
from copro_map.surveys.rules.changing import record_of
from copro_map.surveys.rules.records import Wave


def _send(wave: Wave, record: str) -> str:
    of, words = Invitation(wave.survey, wave.name), typed_words(record, "again")
    done = chase(cache.settings(), actor(), of, words, current_moment())
    return t("Letters written: {n}.", n=done.letters)


def draw(who: Actor, wave: Wave) -> None:
    """Draw to how many a reminder would go, and when it went before; then send it."""
    record = record_of(wave.survey, wave.name)
    of = Invitation(wave.survey, wave.name)
    found = chase_of(cache.settings(), who, of, current_day())
    components.paragraph(
        t(
            "Nobody knows who has replied, so a reminder goes to all who were invited "
            "by mail. It thanks those who have replied, holds no code, and says when "
            "the code was sent. At most once a week, and twice in a wave."
        )
    )
    days = ", ".join(map(long_date, found.done))
    components.facts(
        [
            (t("It would go to"), t("Addresses: {n}", n=len(found.to))),
            (t("Asked again on"), days),
        ]
    )
    reason = no_mail() or (t(found.why_not) if found.why_not else "")
    if reason:
        components.paragraph(reason, "note")
        return
    components.paragraph(
        t("You may add words of your own: in both languages, or in none."),
        "desk-label",
    )
    ask_for_words(record, "again")
    st.button(
        t("Send the reminder"),
        type="primary",
        icon=":material/send:",
        key=key("chase", record),
        on_click=presses(lambda: _send(wave, record)),
    )
