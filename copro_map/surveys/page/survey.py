"""The page of a survey: what it takes, the code that opens it, the form, thanks.

Where no form is open: what the last one found, and when the next one comes.

What is filled in is kept in memory for as long as the visitor stays: nothing is written
to a disk or a database before it is sent, and then it is forgotten here. Of a code only
its mark is kept, until then. No code is ever part of the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from secrets import token_hex
from time import monotonic
from typing import Any

import streamlit as st

from copro_map.base.errors import CoproMapError, DatabaseError
from copro_map.base.i18n import long_date, t
from copro_map.base.said import said
from copro_map.base.today import current_day
from copro_map.drawing.templates import styles
from copro_map.frame import cache as ui_cache
from copro_map.frame import components, faults, state, walk
from copro_map.surveys.admission import Invitation, Visitor, admit, open_form
from copro_map.surveys.page import around, screens
from copro_map.surveys.page.form import KEY, OF_FORM, PROBLEM, STYLE, Form, filled
from copro_map.surveys.reply_form import open_waves, send_reply
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import SurveyError, Wave
from copro_map.surveys.waves import load_surveys

KEPT = "replies_kept"  # What is filled in, by survey and wave.
MARKS = "survey_marks"  # What lets the visitor send a form, by survey and wave.
TYPED, WRONG, VISIT = "survey_typed", "survey_wrong", "survey_visit"
LONGEST_TYPED = 100  # signs
SENT = "sent"
KEY_BYTES = 16


def _words(error: CoproMapError) -> str:
    """Return what is wrong in plain words, a date as people write it."""
    if isinstance(error, DatabaseError):
        return faults.words(error)
    days = {x: long_date(y) for x, y in error.facts.items() if isinstance(y, date)}
    return t(error.message, **{**error.facts, **days})


def _survey(wave: Wave) -> Survey:
    return load_surveys(ui_cache.settings().data_dir)[wave.survey]


def _between(survey_id: str) -> None:
    """Draw what the last wave found, of one survey or of all that there are."""
    known = load_surveys(ui_cache.settings().data_dir)
    one = known.get(survey_id)
    for survey in [one] if one else known.values():
        around.between(survey)


def _pick(waves: Mapping[tuple[str, str], Wave]) -> None:
    """Draw the choice between waves that are open on the same day."""

    def name(key: tuple[str, str]) -> str:
        name = said(waves[key].name, waves[key].name_cy)
        return f"{_survey(waves[key]).label.text()}: {name}"

    def write() -> None:
        survey, wave = st.session_state["survey_wave"] or ("", "")
        state.put(survey=survey, wave=wave)

    with st.container(key="walk_survey_pick"):
        st.radio(
            t("Which survey were you invited to?"),
            list(waves),
            index=None,
            format_func=name,
            width="stretch",
            key="survey_wave",
            on_change=write,
        )


def style() -> None:
    """Draw how the page looks."""
    st.html(styles(STYLE, walk.STYLE))


def invitation() -> Invitation | None:
    """Return what the address names, else the only survey that is open.

    Draws a choice if several are, and says so if none is; then returns None.
    """
    survey, wave = state.get("survey"), state.get("wave")
    state.put(code="")  # links of older invitations held one
    if survey and wave:
        return Invitation(survey, wave)
    waves = {
        (x.survey, x.name): x
        for x in open_waves(ui_cache.settings(), current_day())
        if survey in ("", x.survey) and wave in ("", x.name)
    }
    if not waves:
        st.title(t("Survey"))
        words = t("No survey is open now. If you were invited, use the whole link.")
        st.info(words, icon=":material/event_busy:")
        _between(survey)
    elif len(waves) > 1:
        st.title(t("Survey"))
        _pick(waves)
    else:
        return Invitation(*next(iter(waves)))
    return None


def _visitor() -> Visitor:
    """Return who is here: an address, if the server knows one, or else a visit."""
    visit = st.session_state.setdefault(VISIT, token_hex(KEY_BYTES))
    return Visitor(st.context.ip_address or visit, monotonic())


def _marks() -> dict[Invitation, str]:
    marks: dict[Invitation, str] = st.session_state.setdefault(MARKS, {})
    return marks


def _try(asked: Invitation) -> None:
    """Try what was typed; keep its mark and forget the rest, or keep what is wrong."""
    typed = st.session_state[TYPED]
    if not typed.strip():
        return
    try:
        mark = admit(ui_cache.settings(), asked, typed, _visitor(), current_day())
    except CoproMapError as error:
        st.session_state[WRONG] = error
        return
    st.session_state[TYPED] = ""
    _marks()[asked] = mark
    walk.go_to(0)


def _ask_for_code(asked: Invitation, wave: Wave) -> None:
    """Draw the field for the code, or the word, that opens the form."""
    st.title(_survey(wave).label.text())
    if state.came_back_with(OF_FORM):
        words = t(
            "The connection was lost for too long, and what you had filled in is gone: "
            "it is kept nowhere before you send it. Nothing was sent. What opened the "
            "form opens it again."
        )
        st.warning(words)
    anybody = bool(wave.code)
    who = (
        t("This survey is open to anybody who knows its word.")
        if anybody
        else t("This survey is for those who were invited.")
    )
    day = t("Last day to reply: {day}", day=long_date(around.last_day(wave)))
    components.lead(f"{who} {day}.")
    label = (
        t("The word in your invitation")
        if anybody
        else t("The code in your invitation")
    )
    with st.container(key="survey_code"), st.form("survey_code_form", border=False):
        st.text_input(label, key=TYPED, autocomplete="off", max_chars=LONGEST_TYPED)
        st.form_submit_button(
            t("Open the form"),
            type="primary",
            key="survey_open",
            on_click=_try,
            args=(asked,),
        )
    problem = st.session_state.pop(WRONG, None)
    if problem:
        st.warning(_words(problem))
    around.what_it_takes(_survey(wave), baseline=wave.baseline, wave=wave)


def opened(asked: Invitation) -> Wave | None:
    """Return the wave of an invitation; if it cannot be opened say why, and None."""
    try:
        wave = open_form(ui_cache.settings(), asked, current_day())
    except SurveyError as error:
        st.title(t("Survey"))
        st.info(_words(error), icon=":material/event_busy:")
        _between(asked.survey)
        return None
    if asked in _marks() or SENT in _kept(wave):
        return wave
    _ask_for_code(asked, wave)
    return None


def _kept(wave: Wave) -> dict[str, Any]:
    """Return what is filled in for a wave; a new form gets a random text."""
    everything: dict[tuple[str, str], dict[str, Any]]
    everything = st.session_state.setdefault(KEPT, {})
    own = (wave.survey, wave.name)
    return everything.setdefault(own, {KEY: token_hex(KEY_BYTES)})


def _send(form: Form, asked: Invitation) -> None:
    """Send a form, and forget it; or keep why it could not be sent."""
    if SENT in form.kept:
        return
    try:
        mark = _marks()[asked]
        send_reply(ui_cache.settings(), asked, mark, filled(form), current_day())
    except CoproMapError as error:
        form.kept[PROBLEM] = error
        return
    form.kept.clear()
    form.kept[SENT] = True
    del _marks()[asked]
    walk.go_to(0)


def _thank(wave: Wave) -> None:
    walk.head(t("Thank you"), 0)
    words = t(
        "Your reply is stored. There is nothing more to do. Results are shown on "
        "Progress from this day: {day}",
        day=long_date(date.fromisoformat(wave.closes_on)),
    )
    st.success(words, icon=":material/check_circle:")


def reply(asked: Invitation, wave: Wave) -> None:
    """Draw the form of a wave, a question a screen; once it is sent, only thanks."""
    form = Form(_survey(wave), wave, _kept(wave))
    st.title(form.survey.label.text())
    if SENT in form.kept:
        _thank(wave)
        return
    screens.draw(form, partial(_send, form, asked))
    if PROBLEM in form.kept:
        st.warning(_words(form.kept[PROBLEM]))
