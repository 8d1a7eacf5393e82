"""The part of the desk where the house is kept: what is announced, the map at rest."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.base.i18n import N_, Label, long_date, t
from copro_map.base.today import current_day, current_moment
from copro_map.desk.page import settings
from copro_map.frame import cache, components
from copro_map.frame.forms import both_fields, drawn_with, fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.people.rules.settings import SettingError
from copro_map.people.settling import history, setting_on, settle

FORM = "announce"


def _text() -> Label:
    typed = given(FORM, "value_en", "value_cy")
    return Label(typed["value_en"], typed["value_cy"])


def _day(name: str) -> date | None:
    typed = given(FORM, name)[name]
    return date.fromisoformat(typed) if typed else None


def _announce(seen: int) -> str:
    value = _text()
    if not (value.en or value.cy):
        raise SettingError(N_("Nothing is written there yet. Write it, then save."))
    settle(
        cache.settings(),
        actor(),
        "announcement",
        value,
        from_on=_day("from") or current_day(),
        until_on=_day("until"),
        now=current_moment(),
        seen=seen,
    )
    return t("It stands above every page from its first day on.")


def _end() -> str:
    nothing, today = Label("", ""), current_day()
    where, now = cache.settings(), current_moment()
    settle(where, actor(), "announcement", nothing, from_on=today, now=now)
    return t("Ended: it stands above no page any more.")


def _in_both(value: Label) -> None:
    """Draw a text as visitors see it, in both languages."""
    for language, text in (("cy", value.cy), ("en", value.en)):
        components.show("frame/announced.html", text=text, language=language)


def _now() -> None:
    """Draw what is announced today, and how to end it."""
    found = setting_on(cache.settings(), "announcement", current_day())
    if found is None:
        components.paragraph(t("Nothing is announced today."), "muted")
        return
    _in_both(found.value)
    last = found.until_on and long_date(found.until_on)
    facts = [
        (t("Since"), long_date(found.from_on)),
        (t("Last day"), last or t("until somebody ends it")),
    ]
    components.facts(facts)
    st.button(
        t("End it now"),
        icon=":material/close:",
        key="end_announcement",
        on_click=presses(_end),
    )


def _write() -> None:
    """Draw the form for a text, its days, and how visitors see it."""
    both_fields(FORM, "value", t("Text in English"), t("Text in Welsh"))
    with st.container(horizontal=True):
        for name, label, value in (
            ("from", t("From which day"), current_day()),
            ("until", t("Last day; empty if you end it yourself"), None),
        ):
            st.date_input(
                label,
                value,
                min_value=current_day(),
                format="DD/MM/YYYY",
                key=f"{fields(FORM)}_{name}",
            )
    text = _text()
    if text.en and text.cy:
        components.paragraph(t("Visitors see this:"), "desk-label")
        _in_both(text)
    st.button(
        t("Announce it"),
        type="primary",
        icon=":material/campaign:",
        key="announce",
        on_click=saves(FORM, _announce),
    )


def _announcement() -> None:
    """Draw what is announced, a form to announce something, and what was before."""
    kept, version = history(cache.settings(), "announcement")
    drawn_with(FORM, version)
    with st.container(border=True, key="house_announcement"):
        components.heading(t("Announcement above every page"), 3)
        _now()
        with st.expander(t("Announce something")):
            _write()
        if kept:
            with st.expander(t("What it was before ({n})", n=len(kept))):
                rows = [
                    (one.value.text() or t("Ended"), long_date(one.from_on), "")
                    for one in reversed(kept)
                ]
                label = t("Announcement above every page")
                components.show("frame/dated.html", rows=rows, label=label)


def _switch(value: str) -> str:
    settle(
        cache.settings(),
        actor(),
        "read_only",
        Label(value, value),
        from_on=current_day(),
        now=current_moment(),
    )
    if value:
        return t("The map is at rest: it can be read, and nothing is kept.")
    return t("The map is at work again.")


def _rest() -> None:
    """Draw whether the map is at rest, what that does, and the switch."""
    found = setting_on(cache.settings(), "read_only", current_day())
    with st.container(border=True, key="house_rest"):
        components.heading(t("The map at rest"), 3)
        if found:
            now = t("The map is at rest: it can be read, and nothing is kept.")
            components.paragraph(now, "note")
            st.button(
                t("Let it work again"),
                type="primary",
                icon=":material/play_arrow:",
                key="end_rest",
                on_click=presses(lambda: _switch("")),
            )
            return
        components.paragraph(
            t(
                "For the hour in which somebody mends the map. Visitors read on. "
                "Nobody can write: no word on an entry, no reply to a survey, no "
                "letter but the link to sign in. Whoever tries is told so, and what "
                "you announce. Announce it first."
            )
        )
        sure = st.checkbox(
            t("I know that nothing is kept until it is ended"), key="sure_of_rest"
        )
        st.button(
            t("Let the map rest"),
            icon=":material/pause:",
            key="begin_rest",
            disabled=not sure,
            on_click=presses(lambda: _switch("1")),
        )


def draw(who: Actor) -> None:
    """Draw what is announced, the map at rest, and what else is set of the map."""
    _announcement()
    _rest()
    settings.draw(who)
