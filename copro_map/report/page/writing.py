"""On the desk: what the Network says to the board, in both languages, as it is written.

A draft is kept whenever a field is left, so that nothing typed is lost.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import LANGUAGES, long_date, t
from copro_map.base.today import FIRST_DAY, WALES, current_day, current_moment
from copro_map.frame import cache, components, state
from copro_map.frame.pressing import attempt, presses
from copro_map.frame.who import actor
from copro_map.people.rules.changes import ConflictError
from copro_map.report.narratives import (
    at_work_on,
    being_written,
    publish,
    save_draft,
    take_down,
)
from copro_map.report.rules.narrative import LONGEST, NAMES, Words, fields

HIGH = 130  # pixels of a field


def _form(as_at: date) -> str:
    return f"narrative_{as_at.isoformat()}"


def _key(as_at: date, name: str) -> str:
    return f"{_form(as_at)}_{name}"


def _typed(as_at: date) -> Words:
    known = st.session_state
    texts = {x: known.get(_key(as_at, x)) or "" for y in NAMES for x in fields(y)}
    return Words.of(texts)


def _filled(as_at: date, kept: Words, version: int) -> None:
    """Fill the fields with what is kept, when they are drawn anew."""
    known = st.session_state
    if all(_key(as_at, name) in known for name in kept.row()):
        return
    known[f"{_form(as_at)}_seen"] = version
    for name, text in kept.row().items():
        known[_key(as_at, name)] = text


def _kept_at(as_at: date) -> str:
    return f"{_form(as_at)}_kept_at"


def _save(as_at: date) -> None:
    seen, now = f"{_form(as_at)}_seen", current_moment()
    where, words, known = cache.settings(), _typed(as_at), st.session_state
    known[seen] = save_draft(where, actor(), as_at, words, now, seen=known[seen])
    known[_kept_at(as_at)] = now.astimezone(WALES).strftime("%H:%M")


def _left(as_at: date) -> None:
    """Keep the draft when a field is left; somebody else's words are not replaced."""

    def keep() -> str:
        _save(as_at)
        return ""

    attempt(keep)


def _pressed(as_at: date) -> str:
    """Keep the draft; what somebody else wrote meanwhile is replaced the next time."""
    try:
        _save(as_at)
    except ConflictError as error:
        st.session_state[f"{_form(as_at)}_seen"] = error.made.version
        raise
    return t("The draft is kept. Nobody but the desk reads it.")


def _publish(as_at: date) -> str:
    seen, words = f"{_form(as_at)}_seen", _typed(as_at)
    known, now = st.session_state, current_moment()
    try:
        publish(cache.settings(), actor(), as_at, words, now, seen=known[seen])
    except ConflictError as error:
        known[seen] = error.made.version
        raise
    known[seen] = being_written(cache.settings(), as_at)[1]
    return t("It is public now: on the page of progress and in the report.")


def _take_down(as_at: date) -> str:
    take_down(cache.settings(), actor(), as_at, current_moment())
    return t("Taken down: it is public no more. The draft stays here.")


def _fields(as_at: date) -> None:
    """Draw a field for each text in each language, side by side; on a phone below."""
    for topic, label in NAMES.items():
        columns = st.columns(2)
        english, welsh = fields(topic)
        names = {
            welsh: t("{topic}: in Welsh", topic=t(label)),
            english: t("{topic}: in English", topic=t(label)),
        }
        for column, (name, told) in zip(columns, names.items(), strict=True):
            column.text_area(
                told,
                height=HIGH,
                key=_key(as_at, name),
                on_change=_left,
                args=(as_at,),
            )


def _counted(as_at: date) -> str:
    """Say how long the texts are, and when they were kept."""
    words = _typed(as_at)
    counts = [
        t(
            "{language}: {n} of {most} characters.",
            language=LANGUAGES[language],
            n=f"{sum(len(getattr(text, language)) for _, text in words):,}",
            most=f"{LONGEST:,}",
        )
        for language in ("cy", "en")
    ]
    kept = st.session_state.get(_kept_at(as_at))
    return " ".join([*counts, *([t("Draft kept: {time}.", time=kept)] if kept else [])])


def narrative(as_at: date) -> None:
    """Draw what is being written for the figures of a day, and what is public of it."""
    words, version, public = being_written(cache.settings(), as_at)
    _filled(as_at, words, version)
    with st.container(border=True, key="report_words", gap="small"):
        components.heading(t("What the Network says"), 3)
        if public is None:
            told = t("Nothing is public for this day yet.")
        else:
            told = t("Public since {date}.", date=long_date(public.published_on))
            if public.words != words:
                told += " " + t("The draft below is another text by now.")
        components.paragraph(told, "note")
        components.paragraph(
            t(
                "A short text for the board and for everybody who reads the report. "
                "Leave a field empty in both languages if there is nothing to say. "
                "An empty line begins a new paragraph. Write no names of people who "
                "have not agreed to it."
            )
        )
        _fields(as_at)
        components.paragraph(_counted(as_at), "muted")
        _buttons(as_at, is_public=public is not None)


def _buttons(as_at: date, *, is_public: bool) -> None:
    """Draw what keeps the draft, what publishes it, and what takes it down."""
    with st.container(horizontal=True):
        st.button(
            t("Publish in both languages"),
            type="primary",
            icon=":material/check:",
            key="narrative_publish",
            on_click=presses(lambda: _publish(as_at)),
        )
        st.button(
            t("Keep the draft"),
            icon=":material/edit_note:",
            key="narrative_save",
            on_click=presses(lambda: _pressed(as_at)),
        )
        if is_public:
            st.button(
                t("Take it down"),
                icon=":material/visibility_off:",
                key="narrative_down",
                on_click=presses(lambda: _take_down(as_at)),
            )


def day_of_report() -> date:
    """Draw the choice of the day that a report is of; return it.

    It begins with the one that is being written; that may take some days.
    """
    asked, today = state.get("as_at"), current_day()
    usual = at_work_on(cache.settings()) or today
    try:
        day = date.fromisoformat(asked) if asked else usual
    except ValueError:
        day = usual
    day = day if FIRST_DAY <= day <= today else usual
    with st.columns([1, 2])[0]:
        st.date_input(
            t("Report with the figures as at"),
            format="DD/MM/YYYY",
            min_value=FIRST_DAY,
            max_value=today,
            **state.bind("as_at", day, closes=False),
        )
    return day
