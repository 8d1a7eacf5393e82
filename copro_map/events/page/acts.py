"""What is pressed beside an event at the desk: yes, no, cancel, take back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_moment
from copro_map.events.deciding import decide
from copro_map.events.entering import cancel
from copro_map.events.looking import Seen
from copro_map.events.page import form
from copro_map.events.page.naming import ACTS
from copro_map.events.rules.records import Event
from copro_map.events.undoing import undo_event
from copro_map.frame import cache, components, state
from copro_map.frame.forms import why_fields
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor


def _decides(event: Event, *, accepts: bool) -> Callable[[], None]:
    name = f"event_no_{event.id}"

    def do() -> str:
        words = form.why_typed(name)
        now = current_moment()
        decide(cache.settings(), actor(), event.id, now, accepts=accepts, words=words)
        if accepts:
            return t("It is on the map now. Whoever told of it is written to.")
        state.put(which="")
        return t("It is not put on the map. Whoever told of it is written to.")

    return presses(do, far=True)


def decision(event: Event) -> None:
    """Draw the yes and the no to what somebody told of."""
    with st.container(horizontal=True):
        st.button(
            t("Put it on the map"),
            type="primary",
            icon=":material/check:",
            key="event_accept",
            on_click=_decides(event, accepts=True),
        )
        with st.popover(t("Not on the map"), icon=":material/block:"):
            components.paragraph(t("Why? Whoever told of it reads this."))
            why_fields(f"event_no_{event.id}")
            st.button(
                t("Write to them, and leave it out"),
                key="event_refuse",
                on_click=_decides(event, accepts=False),
            )


def _cancels(event: Event, version: int) -> Callable[[], None]:
    name = f"event_off_{event.id}"

    def do() -> str:
        why, now = form.why_typed(name), current_moment()
        cancel(cache.settings(), actor(), event.id, why, now, seen=version)
        return t("Cancelled. It stays on the map and says so; who booked is told.")

    return presses(do, far=True)


def cancelling(event: Event, version: int) -> None:
    """Draw the way to cancel an event, with why."""
    with st.popover(t("Cancel it"), icon=":material/event_busy:"):
        components.paragraph(
            t(
                "It stays on the map and says that it is cancelled. Those who booked "
                "are written to. Why, if you like; everybody reads it:"
            )
        )
        why_fields(f"event_off_{event.id}")
        st.button(
            t("Cancel the event now"),
            key="event_cancel",
            on_click=_cancels(event, version),
        )


def take_back(seen: Seen) -> None:
    """Draw the way to take back what was done last with an event."""
    if seen.last is None:
        return
    made = seen.last

    def do() -> str:
        undo_event(cache.settings(), actor(), made, current_moment())
        if made.change.what == "added":
            state.put(which="")
        return t("Taken back. Both stay in what is kept.")

    with st.container(horizontal=True, vertical_alignment="center"):
        components.paragraph(
            t("Done last: {act}", act=t(ACTS[made.change.what])), "desk-done"
        )
        st.button(
            t("Take back"),
            icon=":material/undo:",
            key="event_undo",
            type="tertiary",
            on_click=presses(do, far=True),
        )
