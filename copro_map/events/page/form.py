"""The form of an event at the desk; what is typed stays until it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from copro_map.base.dates import parse_date
from copro_map.base.i18n import Label, sort_key, t
from copro_map.events.belonging import who_may_organise
from copro_map.events.checking import LONGEST, LONGEST_OTHER
from copro_map.events.kinds import event_types
from copro_map.events.rules.given import LABELS, NAMES, SPOKEN, EventError, Given
from copro_map.frame import cache, components
from copro_map.frame.forms import drawn_with, fields, given
from copro_map.frame.pressing import attempt

FAULTS = "event_faults"
SPOKEN_IDS = list(SPOKEN)


def typed(form: str) -> Given:
    """Return what stands in the form, as text."""
    texts = given(form, *NAMES)
    ticked = {"True": "1", "False": ""}
    return Given.of({name: ticked.get(text, text) for name, text in texts.items()})


def why_typed(form: str) -> Label:
    """Return why it is done, as it stands in the form."""
    why = given(form, "why_en", "why_cy")
    return Label(why["why_en"], why["why_cy"])


def saves(form: str, do: Callable[[int], str], now_at: int) -> Callable[[], None]:
    """Return what a button calls to keep a form; every fault is then told beside it.

    ``do`` is given the version that the form was drawn with. Refused once because it
    was changed meanwhile, it is kept by the next press; ``now_at`` is its version now.
    """

    def once() -> str:
        seen = f"{fields(form)}_seen"
        try:
            words = do(st.session_state.get(seen, 0))
        except EventError as error:
            st.session_state[FAULTS] = form, error.faults
            st.session_state[seen] = now_at
            raise
        done_with(form)
        return words

    def press() -> None:
        attempt(once)

    return press


def done_with(form: str) -> None:
    """Empty a form: it was kept."""
    turn = f"{form}_turn"
    st.session_state[turn] = st.session_state.get(turn, 0) + 1
    st.session_state.pop(FAULTS, None)


def tell_faults(form: str) -> None:
    """Draw what is wrong with a form, a sentence for each field."""
    of, faults = st.session_state.get(FAULTS, ("", ()))
    if of == form and len(faults) > 1:
        words = [(t(LABELS[one.field]), one.reason()) for one in faults]
        components.show("events/faults.html", faults=words)


def _key(form: str, name: str) -> str:
    return f"{fields(form)}_{name}"


def _text(form: str, name: str, start: Given, *, hint: str = "") -> None:
    st.text_input(
        t(LABELS[name]),
        getattr(start, name),
        key=_key(form, name),
        max_chars=LONGEST.get(name, LONGEST_OTHER),
        placeholder=hint,
        autocomplete="off",
    )


def _both(form: str, name: str, start: Given, *, long: bool = False) -> None:
    """Draw a text in each language, side by side; on a phone below."""
    for column, language in zip(st.columns(2), ("cy", "en"), strict=True):
        with column:
            one = f"{name}_{language}"
            if long:
                most = LONGEST[one]
                st.text_area(
                    t(LABELS[one]), getattr(start, one), 110, most, _key(form, one)
                )
            else:
                _text(form, one, start)


def _day(form: str, name: str, start: Given) -> None:
    st.date_input(
        t(LABELS[name]),
        parse_date(getattr(start, name)),
        min_value=date(2010, 1, 1),
        format="DD/MM/YYYY",
        key=_key(form, name),
    )


def _choice(form: str, name: str, start: Given, named: dict[str, Label]) -> None:
    ids = sorted(named, key=lambda one: sort_key(named[one].text()))
    chosen = getattr(start, name)
    ids += [chosen] if chosen and chosen not in named else []
    st.selectbox(
        t(LABELS[name]),
        ids,
        index=ids.index(chosen) if chosen else None,
        format_func=lambda one: named[one].text() if one in named else one,
        placeholder=t("None on the map"),
        key=_key(form, name),
    )


def _tick(form: str, name: str, start: Given) -> bool:
    is_so = bool(getattr(start, name))
    return st.checkbox(t(LABELS[name]), is_so, key=_key(form, name))


def _when_and_where(form: str, start: Given) -> None:
    for names in (("starts_on", "starts_at"), ("ends_on", "ends_at")):
        for column, name in zip(st.columns(2), names, strict=True):
            with column:
                if name.endswith("_on"):
                    _day(form, name, start)
                else:
                    _text(form, name, start, hint="14:30")
    components.paragraph(
        t(
            "Without times it takes whole days. Leave the last day empty if it is the "
            "first."
        ),
        "desk-quiet",
    )
    for column, name in zip(st.columns(2), ("place", "venue"), strict=True):
        with column:
            _text(form, name, start)
    if _tick(form, "is_online", start):
        _text(form, "join_link", start, hint="https://")
        components.paragraph(t("Only those who book see this link."), "desk-quiet")


def _booking(form: str, start: Given) -> None:
    if _tick(form, "has_booking", start):
        left, right = st.columns(2)
        with left:
            _text(form, "places", start, hint=t("Empty: no limit"))
        with right:
            _day(form, "booking_ends_on", start)
    _text(form, "address", start, hint="name@example.org")
    components.paragraph(
        t("Shown to nobody: links come to it, by which they see who has booked."),
        "desk-quiet",
    )


def draw(form: str, start: Given, version: int) -> None:
    """Draw the fields of an event, begun with what is kept of it."""
    drawn_with(form, version)
    types = event_types(cache.settings())
    entries, projects = who_may_organise(cache.settings())
    _both(form, "name", start)
    known = list(types)
    st.selectbox(
        t(LABELS["type"]),
        known,
        index=known.index(start.type) if start.type in types else None,
        format_func=lambda one: types[one].label.text(),
        placeholder=t("Choose one"),
        key=_key(form, "type"),
        filter_mode=None,
    )
    _when_and_where(form, start)
    with st.expander(t("More about it")):
        _both(form, "about", start, long=True)
        _text(form, "web", start, hint="https://")
        st.selectbox(
            t(LABELS["spoken"]),
            SPOKEN_IDS,
            index=SPOKEN_IDS.index(start.spoken if start.spoken in SPOKEN else ""),
            format_func=lambda one: t(SPOKEN[one]),
            key=_key(form, "spoken"),
            filter_mode=None,
        )
        _tick(form, "is_interpreted", start)
        _text(form, "organiser", start)
        _choice(form, "entry", start, entries)
        _choice(form, "project", start, projects)
    with st.expander(t("Booking, and the organiser's address")):
        _booking(form, start)
