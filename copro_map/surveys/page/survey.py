"""The page of a survey: the word that opens its form, the form, sending it, thanks.

What is filled in is kept for as long as the visitor stays; it is stored when it is
sent, and then forgotten here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from secrets import token_hex
from typing import Any

import streamlit as st

from copro_map.base.errors import CoproMapError, DatabaseError
from copro_map.base.i18n import long_date, t
from copro_map.base.today import current_day
from copro_map.drawing.templates import styles
from copro_map.frame import cache as ui_cache
from copro_map.frame import components, faults, state
from copro_map.surveys.page.form import KEY, PROBLEM, STYLE, Form, fill_in, filled
from copro_map.surveys.reply_form import (
    Invitation,
    WrongCodeError,
    open_form,
    open_waves,
    send_reply,
)
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import SurveyError, Wave
from copro_map.surveys.waves import load_surveys

KEPT = "replies_kept"  # What is filled in, by survey and wave.
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


def _pick(waves: Mapping[tuple[str, str], Wave]) -> None:
    """Draw the choice between waves that are open on the same day."""

    def name(key: tuple[str, str]) -> str:
        return f"{_survey(waves[key]).label.text()}: {waves[key].name}"

    def write() -> None:
        survey, wave = st.session_state["survey_wave"] or ("", "")
        state.put(survey=survey, wave=wave)

    st.html(styles(STYLE))
    with st.container(key="survey_form"):
        st.radio(
            t("Which survey were you invited to?"),
            list(waves),
            index=None,
            format_func=name,
            width="stretch",
            key="survey_wave",
            on_change=write,
        )


def invitation() -> Invitation | None:
    """Return what the address names, else the only survey that is open.

    Draws a choice if several are, and says so if none is; then returns None.
    """
    survey, wave, code = (state.get(x) for x in ("survey", "wave", "code"))
    if survey and wave:
        return Invitation(survey, wave, code)
    waves = {
        (x.survey, x.name): x
        for x in open_waves(ui_cache.settings(), current_day())
        if survey in ("", x.survey) and wave in ("", x.name)
    }
    if not waves:
        words = t("No survey is open now. If you were invited, use the whole link.")
        st.info(words, icon=":material/event_busy:")
    elif len(waves) > 1:
        _pick(waves)
    else:
        return Invitation(*next(iter(waves)), code)
    return None


def _ask_for_code(problem: str) -> None:
    """Draw the field for the word that opens the form."""
    st.html(styles(STYLE))
    components.paragraph(t("This survey is for those who were invited."))
    with st.container(key="survey_code"):
        st.text_input(
            t("The word in your invitation"),
            autocomplete="off",
            **state.bind("code", state.get("code"), closes=False),
        )
        st.button(t("Open the form"), type="primary", key="survey_open")
    if problem:
        st.warning(problem)


def opened(asked: Invitation) -> Wave | None:
    """Return the wave of an invitation; if it cannot be opened say why, and None."""
    try:
        return open_form(ui_cache.settings(), asked, current_day())
    except WrongCodeError as error:
        _ask_for_code(_words(error) if asked.code.strip() else "")
    except SurveyError as error:
        st.info(_words(error), icon=":material/event_busy:")
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
        send_reply(ui_cache.settings(), asked, filled(form), current_day())
    except CoproMapError as error:
        form.kept[PROBLEM] = error
        return
    form.kept.clear()
    form.kept[SENT] = True


def _offer_to_send(form: Form, asked: Invitation) -> None:
    """Draw the button that sends the form, and why it could not be sent."""
    components.show("surveys/before_sending.html")
    st.button(
        t("Send my reply"),
        icon=":material/send:",
        type="primary",
        key="survey_send",
        on_click=_send,
        args=(form, asked),
    )
    if PROBLEM in form.kept:
        st.warning(_words(form.kept[PROBLEM]))


def reply(asked: Invitation, wave: Wave) -> None:
    """Draw the form of a wave; once it is sent, only thanks."""
    form = Form(_survey(wave), wave, _kept(wave))
    st.header(form.survey.label.text())
    if SENT in form.kept:
        words = t(
            "Thank you. Your reply is stored. There is nothing more to do. Results are "
            "shown when the survey has closed."
        )
        st.success(words, icon=":material/check_circle:")
        return
    last = date.fromisoformat(wave.closes_on) - timedelta(days=1)
    components.show("surveys/about.html", survey=form.survey, last=last)
    fill_in(form)
    if form.role:
        _offer_to_send(form, asked)
