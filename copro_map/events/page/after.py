"""What came of an event, at the desk: how many came, which organisations, words."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import sort_key, t
from copro_map.base.today import current_moment
from copro_map.events.after import LONGEST_OUTCOME, MOST, After
from copro_map.events.at_desk import Came, came_to, say_at_desk
from copro_map.events.attending import called, organisations
from copro_map.events.rules.booking import begins_at
from copro_map.events.rules.records import Event
from copro_map.frame import cache, components
from copro_map.frame.forms import drawn_with, fields, saves
from copro_map.frame.who import actor
from copro_map.search.cached import assets


def _save(event: Event, form: str, seen: int) -> str:
    kept = st.session_state
    texts = {x: kept.get(f"{fields(form)}_{x}") for x in After.__annotations__}
    told = After(
        texts["citizens"],
        texts["professionals"],
        texts["outcome_en"] or "",
        texts["outcome_cy"] or "",
    )
    came = kept.get(f"{fields(form)}_came") or []
    settings, now = cache.settings(), current_moment()
    say_at_desk(settings, actor(), event.id, told, came, now, seen=seen)
    return t("Kept. It stands on the page of the event.")


def _counts(form: str, came: Came) -> None:
    sides = (
        ("citizens", t("Citizens who came"), came.likely.citizens),
        ("professionals", t("Professionals who came"), came.likely.professionals),
    )
    for column, (name, label, value) in zip(st.columns(2), sides, strict=True):
        key = f"{fields(form)}_{name}"
        column.number_input(label, 0, MOST, value, step=1, key=key)


def _words(form: str, came: Came) -> None:
    words = (
        ("outcome_cy", t("What came of it, in Welsh"), came.likely.outcome_cy),
        ("outcome_en", t("What came of it, in English"), came.likely.outcome_en),
    )
    for column, (name, label, value) in zip(st.columns(2), words, strict=True):
        key = f"{fields(form)}_{name}"
        column.text_area(label, value, max_chars=LONGEST_OUTCOME, key=key)


def draw(event: Event, version: int) -> None:
    """Draw the form for what came of an event, once it has begun; else nothing.

    ``version`` is how often it was changed, when it is drawn. No name of anybody who
    booked stands here, nor what would help them.
    """
    if event.state != "planned" or current_moment() < begins_at(event):
        return
    form = f"event_after_{event.id}"
    came = came_to(cache.settings(), event)
    names = {one: called(name) for one, name in organisations(assets()).items()}
    names |= {one: one for one in came.entries if one not in names}
    drawn_with(form, version)
    with st.expander(t("Who came, and what came of it"), icon=":material/groups:"):
        components.paragraph(
            t(
                "Count everybody, those too who did not book. These numbers and words "
                "are public; name nobody in them."
            ),
            "desk-quiet",
        )
        _counts(form, came)
        st.multiselect(
            t("Organisations that came"),
            sorted(names, key=lambda one: sort_key(names[one])),
            list(came.entries),
            format_func=lambda one: components.no_markdown(names[one]),
            key=f"{fields(form)}_came",
        )
        _words(form, came)
        st.button(
            t("Keep what came of it"),
            type="primary",
            icon=":material/check:",
            key=f"{form}_save",
            on_click=saves(form, partial(_save, event, form)),
        )
