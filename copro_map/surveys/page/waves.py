"""The part of the desk with waves of surveys: open, invite, chase, close."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from copro_map.base.i18n import N_, long_date, t
from copro_map.base.said import said
from copro_map.base.today import current_day
from copro_map.drawing.templates import styles
from copro_map.frame import cache, components, state
from copro_map.people.rules.permissions import Actor
from copro_map.surveys.page import chasing, closing, inviting, preview, wave_form
from copro_map.surveys.page.form import STYLE
from copro_map.surveys.rules.changing import last_day, record_of
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.rules.typed_wave import days_left
from copro_map.surveys.states import STEP, WaveState, wave_states
from copro_map.surveys.waves import load_surveys

NEW, CHOICE = "new", "wave_choice"
Draw = Callable[[Actor, Wave], None]
# What can be done with a wave: which part of the address, what it is called.
STEPS: dict[str, tuple[str, Draw]] = {
    "": (N_("Days and numbers"), wave_form.correct),
    "invite": (N_("Invite"), inviting.draw),
    "chase": (N_("Ask again"), chasing.draw),
    "close": (N_("Close and publish"), closing.draw),
    "preview": (N_("As respondents see it"), preview.draw),
}


def survey_name(wave: Wave) -> str:
    """Return what the survey of a wave is called, in the current language."""
    return load_surveys(cache.settings().data_dir)[wave.survey].label.text()


def role_in_words(record: str, role: str) -> str:
    """Return what a role of a wave's survey is called; its id, if there is none."""
    survey = load_surveys(cache.settings().data_dir).get(record.partition("/")[0])
    known = survey.roles if survey else {}
    return known[role].text() if role in known else role


def _order(one: WaveState, today: date) -> tuple[int, str]:
    """Return the key of a wave in the list: open, to come, closed; soonest first."""
    if not days_left(one.wave, today):
        return 2, f"{10**9 - date.fromisoformat(one.wave.closes_on).toordinal()}"
    is_open = one.wave.opens_on <= today.isoformat()
    return (0, one.wave.closes_on) if is_open else (1, one.wave.opens_on)


def _when(one: WaveState, today: date) -> tuple[str, str]:
    """Return the state of a wave in words, and its days."""
    first, last = one.wave.opens_on, last_day(one.wave.closes_on)
    left = days_left(one.wave, today)
    days = " – ".join(long_date(date.fromisoformat(x)) for x in (first, last))
    if not left:
        return t("Closed"), days
    if first > today.isoformat():
        return t("Not open yet"), days
    return t("Open, days left: {n}", n=left), days


def _replies(one: WaveState, today: date) -> str:
    if one.wave.opens_on > today.isoformat():
        return "–"
    if one.replies:
        return t("{n} or more", n=one.replies)
    return t("fewer than {n}", n=STEP)


def _described(one: WaveState, today: date) -> dict[str, object]:
    words, days = _when(one, today)
    roles = load_surveys(cache.settings().data_dir)[one.wave.survey].roles
    known = one.wave.invited
    invited = {role: known[role] for role in roles if role in known}
    return {
        "name": said(one.wave.name, one.wave.name_cy).text,
        "survey": survey_name(one.wave),
        "baseline": one.wave.baseline,
        "state": words,
        "days": days,
        "replies": _replies(one, today),
        "invited": f"{sum(invited.values())}" if invited else t("not entered"),
        "by_role": "; ".join(f"{roles[x].text()}: {n}" for x, n in invited.items()),
    }


def _choose(states: Sequence[WaveState]) -> Wave | None:
    """Draw the choice of a wave, or of a new one; return the one that is chosen."""
    waves = {record_of(x.wave.survey, x.wave.name): x.wave for x in states}
    asked = record_of(state.get("survey"), state.get("wave"))
    chosen = asked if asked in waves else NEW if state.get("which") == NEW else None

    def name(record: str) -> str:
        if record == NEW:
            return t("A new wave")
        one = waves[record]
        return f"{survey_name(one)}: {said(one.name, one.name_cy).text}"

    def go() -> None:
        to = st.session_state[CHOICE] or ""
        wave = waves.get(to)
        state.put(
            survey=wave.survey if wave else "",
            wave=wave.name if wave else "",
            which=NEW if to == NEW else "",
        )

    state.put_in(CHOICE, chosen)
    components.choice(
        t("Choose a wave, or open a new one"),
        [NEW, *waves],
        name,
        nothing=t("No wave"),
        placeholder=t("Choose a wave"),
        key=CHOICE,
        on_change=go,
    )
    return waves.get(chosen or "")


def draw(who: Actor) -> None:
    """Draw the list of waves, and what can be done with the one that is chosen."""
    st.html(styles(STYLE))
    today = current_day()
    states = sorted(wave_states(cache.settings()), key=lambda x: _order(x, today))
    wave = _choose(states)
    shown = [one for one in states if wave in (None, one.wave)]
    if states:
        components.show(
            "surveys/waves.html", waves=[_described(one, today) for one in shown]
        )
        components.paragraph(
            t(
                "Replies are told in steps of ten, so that nobody can see a single one "
                "come in."
            ),
            "muted",
        )
    else:
        components.paragraph(
            t("No wave of a survey has been opened yet. Open the first one here."),
            "note",
        )
    if wave:
        _of_one(who, wave)
    elif state.get("which") == NEW:
        wave_form.new(who)


def _of_one(who: Actor, wave: Wave) -> None:
    """Draw what can be done with a wave, one thing at a time."""
    asked = state.get("which") if state.get("which") in STEPS else ""
    st.segmented_control(
        t("What to do with this wave"),
        list(STEPS),
        format_func=lambda one: t(STEPS[one][0]),
        required=True,
        label_visibility="collapsed",
        **state.bind("which", asked, closes=False),
    )
    with st.container(key="wave_step"):
        STEPS[asked][1](who, wave)
