"""The form of a wave on the desk: a new one, or a correction of one that is there."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components, forms, state
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.surveys.opening import as_seen, open_wave
from copro_map.surveys.rules.changing import last_day, record_of
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.rules.typed_wave import LONGEST_NAME, TypedWave, read_wave
from copro_map.surveys.waves import load_surveys

NEW = "new"


def key(field: str, record: str) -> str:
    """Return the key of a widget of a wave: the next wave has empty fields."""
    return f"{forms.fields(f'wave_{record}')}_{field}"


def _typed(survey: Survey, record: str) -> TypedWave:
    """Return what the form of a wave holds."""
    held = st.session_state

    def text(field: str) -> str:
        return held.get(key(field, record)) or ""

    return TypedWave(
        name=text("name"),
        name_cy=text("name_cy"),
        first=held.get(key("first", record)),
        last=held.get(key("last", record)),
        baseline=bool(held.get(key("baseline", record))),
        invited={x: held.get(key(f"invited/{x}", record)) for x in survey.roles},
        word=text("word"),
    )


def _save(survey: Survey, record: str, shown: Wave | None, version: int) -> str:
    """Open or correct the wave; what is refused stays in the form."""
    who = actor()
    typed = _typed(survey, record)
    change = read_wave(survey.id, typed, shown, current_day(), who.role)
    seen = version if shown else None
    done = open_wave(cache.settings(), who, change, current_moment(), seen=seen)
    state.put(survey=survey.id, wave=change.name, which="" if shown else "invite")
    if done == "unchanged":
        return t("Nothing has changed.")
    return t("Kept. Wave: {wave}", wave=change.name)


def _names(record: str, wave: Wave | None) -> None:
    welsh, english = st.columns(2)
    if wave:
        with english:
            components.facts([(t("Name in English, and in links"), wave.name)])
    else:
        english.text_input(
            t("Name in English"),
            key=key("name", record),
            max_chars=LONGEST_NAME,
            autocomplete="off",
            help=t("Such as the year. It stands in links, and stays as it is."),
        )
    welsh.text_input(
        t("Name in Welsh"),
        wave.name_cy if wave else "",
        key=key("name_cy", record),
        max_chars=LONGEST_NAME,
        autocomplete="off",
    )


def _days(record: str, wave: Wave | None) -> None:
    first, last = st.columns(2)
    with first:
        st.date_input(
            t("First day to reply"),
            date.fromisoformat(wave.opens_on) if wave else None,
            key=key("first", record),
            format="DD/MM/YYYY",
        )
    with last:
        st.date_input(
            t("Last day to reply"),
            date.fromisoformat(last_day(wave.closes_on)) if wave else None,
            key=key("last", record),
            format="DD/MM/YYYY",
            help=t("Figures are shown from the day after."),
        )


def _invited(record: str, survey: Survey, wave: Wave | None) -> None:
    components.paragraph(
        t("How many are invited? Leave a number empty if nobody knows it."),
        "desk-label",
    )
    pairs = [st.columns(2) for _ in range(0, len(survey.roles), 2)]
    for at, (role, label) in enumerate(survey.roles.items()):
        pairs[at // 2][at % 2].number_input(
            label.text(),
            min_value=0,
            max_value=1_000_000,
            value=wave.invited.get(role) if wave else None,
            step=1,
            key=key(f"invited/{role}", record),
        )


def _word(record: str, wave: Wave | None) -> None:
    with st.expander(t("Open to anybody, by a word"), key=key("open", record)):
        components.paragraph(
            t(
                "Without a word each person needs a code of their own, which is for "
                "one reply. With a word anybody who hears it can reply, as often as "
                "they like; the figures then say so, for good. Codes are better."
            )
        )
        if wave and wave.code:
            components.paragraph(t("This wave has a word. Another one replaces it."))
        st.text_input(
            t("The word that opens the form"),
            key=key("word", record),
            max_chars=100,
            autocomplete="off",
            help=t("It is not kept as it is written: note it down."),
        )


def _form(survey: Survey, record: str, wave: Wave | None) -> None:
    def save(version: int) -> str:
        return _save(survey, record, wave, version)

    with st.container(border=True, key="wave_form"):
        _names(record, wave)
        _days(record, wave)
        st.checkbox(
            t("First wave: the level at the start"),
            wave.baseline if wave else False,
            key=key("baseline", record),
            help=t(
                "Nothing has changed yet, so it leaves out what only asks about a "
                "change. Later waves are compared with it."
            ),
        )
        _invited(record, survey, wave)
        _word(record, wave)
        st.button(
            t("Save") if wave else t("Open this wave"),
            type="primary",
            icon=":material/check:",
            key=key("save", record),
            on_click=forms.saves(f"wave_{record}", save),
        )


def new(_who: Actor) -> None:
    """Draw the form of a new wave."""
    surveys = load_surveys(cache.settings().data_dir)
    components.heading(t("A new wave"), 3)
    survey = st.selectbox(
        t("Survey"),
        list(surveys),
        format_func=lambda one: surveys[one].label.text(),
        key=key("survey", NEW),
        filter_mode=None,
    )
    if survey:
        _form(surveys[survey], NEW, None)


def correct(_who: Actor, wave: Wave) -> None:
    """Draw the form of a wave that is there, as it was when the form was begun."""
    record, held = record_of(wave.survey, wave.name), st.session_state
    if key("last", record) not in held:  # drawn for the first time, or again
        found = as_seen(cache.settings(), wave.survey, wave.name)
        held[key("shown", record)] = found.wave
        held[key("seen", record)] = found.version
    surveys = load_surveys(cache.settings().data_dir)
    _form(surveys[wave.survey], record, held[key("shown", record)])
