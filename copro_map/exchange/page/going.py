"""What became of introductions: those under way, and two who are kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, partial_date, t
from copro_map.base.today import current_day, current_moment
from copro_map.exchange.apart import Apart, these_after_all
from copro_map.exchange.page.naming import WHYS, days_since, name, named
from copro_map.exchange.rules.records import Meeting
from copro_map.exchange.together import can_be_ended, end_kindly
from copro_map.frame import cache, components
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor

STATES = {
    "introduced": N_("Introduced"),
    "tentative": N_("One said yes"),
    "agreed": N_("Agreed"),
    "done": N_("Done"),
}
BEGUN = {
    "asker": N_("Begun by whoever asks"),
    "offerer": N_("Begun by whoever offers"),
    "network": N_("Introduced by the Network"),
}


def _end(number: int) -> str:
    end_kindly(cache.settings(), actor(), number, current_moment())
    return t("Ended. Both are told in kind words, and both are free again.")


def _more(one: Meeting) -> list[str]:
    """Return who began it, who has said yes, and what came of it."""
    parts = [t(BEGUN[one.begun_by]) + (f" · {t('part of a ring')}" if one.ring else "")]
    if one.state == "tentative":
        parts.append(
            t("Whoever asks has said yes; we wait for whoever offers.")
            if one.request_yes
            else t("Whoever offers has said yes; we wait for whoever asks.")
        )
    told = one.is_story and one.outcome  # else it is theirs alone
    return [*parts, one.outcome] if told else parts


def _meeting(one: Meeting) -> None:
    """Draw a meeting, how it stands and since when, and the way to end it."""
    since = one.done_on or one.agreed_on or one.request_yes or one.offer_yes
    labels = (t("Asks"), one.request), (t("Offers"), one.offer)
    with st.container(border=True, key=f"going_{one.number}"):
        components.show(
            "exchange/going.html",
            sides=[{"label": label, **named(entry)} for label, entry in labels],
            state=t(STATES[one.state]),
            since=days_since(since or one.begun_on, current_day()),
            more=_more(one),
        )
        if can_be_ended(one):
            with st.popover(t("End it kindly"), icon=":material/event_busy:"):
                components.paragraph(
                    t(
                        "The letters that have left cannot be taken back. Both are "
                        "told that the Network has taken the introduction back, and "
                        "that they are free again for others."
                    )
                )
                st.button(
                    t("End it now"),
                    key=f"end_{one.number}",
                    on_click=presses(partial(_end, one.number), far=True),
                )


def draw(found: Sequence[Meeting]) -> None:
    """Draw the meetings that go on, or those done lately, in their order."""
    if not found:
        components.paragraph(
            t(
                "No introduction is under way. Whom you introduce stands here until "
                "it is done; so do those who wrote to each other by themselves."
            ),
            "note",
        )
        return
    for one in found:
        _meeting(one)


def _again(number: int) -> str:
    these_after_all(cache.settings(), actor(), number, current_moment())
    return t("Taken back: these two may be proposed again.")


def draw_apart(found: Sequence[tuple[Meeting, Apart | None]]) -> None:
    """Draw the pairs that are kept apart, each to be taken back."""
    components.paragraph(t("These are not proposed, until you take it back."))
    for one, why in found:
        day = partial_date(one.ended_on)
        with st.container(border=True, key=f"kept_apart_{one.number}"):
            components.show(
                "exchange/apart.html",
                request=name(one.request),
                offer=name(one.offer),
                why=f"{t(WHYS[why])}, {day}" if why else day,
            )
            st.button(
                t("Take back"),
                icon=":material/undo:",
                key=f"apart_back_{one.number}",
                on_click=presses(partial(_again, one.number), far=True),
            )
