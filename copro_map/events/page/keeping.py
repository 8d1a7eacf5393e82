"""The part of the desk with events: what waits, what is to come, what has been."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.clock_times import ended
from copro_map.base.i18n import N_, current_language, long_date, t
from copro_map.base.said import spoken
from copro_map.base.today import current_moment
from copro_map.events.entering import add, change, kept_events
from copro_map.events.kinds import event_types
from copro_map.events.looking import Seen, look_at
from copro_map.events.page import acts, after, form
from copro_map.events.page.naming import STATES
from copro_map.events.rules.given import EventError, Given
from copro_map.events.rules.records import Event, Moved
from copro_map.events.rules.when import when_of
from copro_map.events.saying import days, name_of, when, where
from copro_map.frame import cache, components, faults, state
from copro_map.frame.councils import area_name
from copro_map.frame.forms import why_fields
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor, RefusedError, may

NEW, MOST = "new", 30
WIDEST = 736  # pixels of the form
VIEWS = {
    "waiting": N_("To decide ({n})"),
    "coming": N_("To come ({n})"),
    "past": N_("Been, or cancelled ({n})"),
}
NONE = {
    "waiting": N_("Nobody has told us of an event that waits for your yes or no."),
    "coming": N_(
        "No event is to come here. Enter one, or bring a list in (Bring in a file)."
    ),
    "past": N_("No event has been here yet."),
}


def _address(**asked: str) -> str:
    way = {"part": "events", "lang": current_language(), **asked}
    return f"/desk?{urlencode(way)}"


def _view_of(event: Event) -> str:
    if event.state == "waiting":
        return "waiting"
    is_over = ended(when_of(event)) <= current_moment()
    return "past" if is_over or event.state == "cancelled" else "coming"


def _in_list(event: Event) -> dict[str, str]:
    return {
        "called": name_of(event).text(),
        "when": when(event),
        "where": where(event),
        "state": t(STATES["cancelled"]) if event.state == "cancelled" else "",
        "href": _address(which=event.id),
    }


def _list(who: Actor) -> None:
    """Draw the events of a view, the soonest first; of what has been the last."""
    found = kept_events(cache.settings(), who)
    by_view = {name: [x for x in found if _view_of(x) == name] for name in VIEWS}
    first = "waiting" if by_view["waiting"] else "coming"
    asked = state.get("state") if state.get("state") in VIEWS else first
    st.segmented_control(
        t("Which events?"),
        list(VIEWS),
        format_func=lambda name: t(VIEWS[name], n=len(by_view[name])),
        required=True,
        label_visibility="collapsed",
        wrap=True,
        **state.bind("state", asked),
    )
    st.button(
        t("Enter an event"),
        type="primary",
        icon=":material/add:",
        key="event_new",
        on_click=partial(state.put, which=NEW),
    )
    components.show("events/form_link.html")
    shown = by_view[asked][::-1] if asked == "past" else by_view[asked]
    if not shown:
        components.paragraph(t(NONE[asked]), "note")
        return
    rows = [_in_list(one) for one in shown[:MOST]]
    components.show("events/kept.html", events=rows)
    if len(shown) > MOST:
        left = len(shown) - MOST
        components.paragraph(t("These come after them: {n}", n=left), "muted")


def _moved_in_words(moved: Moved) -> str:
    before = days(moved.starts_on, moved.starts_at, moved.ends_on, moved.ends_at)
    day = long_date(date.fromisoformat(moved.moved_on))
    at = ", ".join(x for x in (before, moved.venue) if x)
    return t("Moved on {day}. Before: {when}", day=day, when=at)


def _facts(seen: Seen) -> Sequence[tuple[str, str]]:
    one = seen.event
    booked = t("{n}, no limit", n=seen.booked)
    if one.places is not None:
        booked = t("{n} of {most}", n=seen.booked, most=one.places)
    rows = (
        (t("Local authority"), area_name(one.authority) if one.authority else ""),
        (t("Booked"), booked if one.has_booking else ""),
        (t("On the waiting list"), str(seen.waiting) if seen.waiting else ""),
        (t("Organised by"), one.organiser),
        (t("The organiser's e-mail address"), one.address),
        (t("Web page of the event"), one.web),
    )
    return [(label, text) for label, text in rows if text]


def _at(seen: Seen) -> None:
    """Draw an event as it stands."""
    one = seen.event
    called, *others = spoken(one, "name")
    kinds = event_types(cache.settings())
    why = one.why_cy if current_language() == "cy" else one.why_en
    components.show(
        "events/at_desk.html",
        kind=kinds[one.type].label.text() if one.type in kinds else one.type,
        state=t(STATES[one.state]),
        called=called,
        names=others,
        when=when(one),
        where=where(one),
        moved=[_moved_in_words(x) for x in seen.moved],
        why=why or one.why_en or one.why_cy,
        abouts=spoken(one, "about"),
    )
    components.facts(_facts(seen))


def _save(event: Event | None, name: str, seen: int) -> str:
    given, now, where_to = form.typed(name), current_moment(), cache.settings()
    if event is None:
        entered = add(where_to, actor(), given, now)
        state.put(which=entered.id)
        return t("Kept, and on the map: {name}.", name=name_of(entered).text())
    why = form.why_typed(name)
    after = change(where_to, actor(), event.id, given, now, why=why, seen=seen)
    if after.sequence == event.sequence:
        return t("Nothing was changed: it is so already.")
    return t("Kept: {name}.", name=name_of(after).text())


def _form(event: Event | None, version: int) -> None:
    name = f"event_{event.id if event else NEW}"
    start = Given.as_kept(event) if event else Given()
    with st.container(width=WIDEST):
        _fields(event, name, start, version)


def _fields(event: Event | None, name: str, start: Given, version: int) -> None:
    form.draw(name, start, version)
    if event and event.state == "planned":
        why_fields(name)
        components.paragraph(
            t(
                "Why is said if the time or the place is another. Those who booked "
                "are written to."
            ),
            "desk-quiet",
        )
    form.tell_faults(name)
    st.button(
        t("Save"),
        type="primary",
        icon=":material/check:",
        key=f"{name}_save",
        on_click=form.saves(name, partial(_save, event, name), version),
    )


def _one(seen: Seen) -> None:
    """Draw an event, and what can be done with it."""
    event = seen.event
    left, right = st.columns([3, 2], gap="large")
    with left:
        _at(seen)
    with right:
        if event.state == "waiting":
            acts.decision(event)
        elif event.state == "planned" and not seen.is_over:
            acts.cancelling(event, seen.version)
        acts.take_back(seen)
    after.draw(event, seen.version)
    if event.state in ("waiting", "planned"):
        words = (
            t("Put something right first")
            if event.state == "waiting"
            else t("Change or move it")
        )
        name = f"event_{event.id}"
        is_open = st.session_state.get(form.FAULTS, ("",))[0] == name
        with st.expander(words, expanded=is_open):
            _form(event, seen.version)


def draw(who: Actor) -> None:
    """Draw the list of events, a new one, or the one that the address names."""
    which = state.get("which")
    if not which:
        _list(who)
        return
    st.button(
        t("Back to the list"),
        icon=":material/arrow_back:",
        key="event_back",
        type="tertiary",
        on_click=partial(state.put, which=""),
    )
    if which == NEW:
        components.heading(t("Enter an event"), 3)
        if not may(who, "keep_events"):
            components.paragraph(
                t(
                    "You enter events of your own areas; one that is online alone, if "
                    "an entry of your areas organises it."
                ),
                "desk-quiet",
            )
        _form(None, 0)
        return
    try:
        _one(look_at(cache.settings(), who, which, current_moment()))
    except (EventError, RefusedError) as error:
        st.warning(components.no_markdown(faults.words(error)))
