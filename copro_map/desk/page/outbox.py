"""The part of the desk with letters: where each stands, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from copro_map.base.i18n import N_, long_date, t
from copro_map.base.moments import read_moment
from copro_map.base.today import WALES, current_moment
from copro_map.frame import cache, components, state
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.outbox import Message, messages, send_again, why
from copro_map.people.rules.letters import PRIVATE
from copro_map.people.rules.permissions import Actor

MOST_SHOWN = 50
# What each state is called; the order is that of the choice.
STATES = {
    "waiting": N_("Waiting"),
    "sending": N_("On its way"),
    "failed": N_("Not sent"),
    "perhaps": N_("Perhaps sent"),
    "sent": N_("Sent"),
}
# What is not sent, and will not be by itself.
STUCK = ("failed", "perhaps")


def when(moment: str) -> str:
    """Return a kept moment as people in Wales write it."""
    local = read_moment(moment).astimezone(WALES)
    return f"{long_date(local.date())}, {local:%H:%M}"


def _again(number: int) -> str:
    send_again(cache.settings(), actor(), number, current_moment())
    return t("It waits to be sent once more.")


def _choose(found: Sequence[Message]) -> Sequence[Message]:
    """Draw how many messages are in each state; return those of the chosen one."""
    counts = {name: sum(x.state == name for x in found) for name in STATES}
    known = [name for name, count in counts.items() if count]
    asked = state.get("state") if state.get("state") in known else ""
    st.segmented_control(
        t("State"),
        ["", *known],
        format_func=lambda name: (
            f"{t(STATES[name])} ({counts[name]})"
            if name
            else t("All ({n})", n=len(found))
        ),
        required=True,
        **state.bind("state", asked),
    )
    return [one for one in found if asked in ("", one.state)]


def _message(one: Message) -> None:
    """Draw one message: to whom, where it stands and why, and its text to copy."""
    label = components.no_markdown(f"{t(STATES[one.state])}: {one.subject}")
    with st.expander(label, key=f"mail_{one.number}"):
        components.facts(
            [
                (t("To"), one.address),
                (t("Written on"), when(one.created_at)),
                (t("Why"), why(one)),
            ]
        )
        if one.body:
            st.code(f"{one.subject}\n\n{one.body}", language=None, wrap_lines=True)
        elif one.kind in PRIVATE:
            components.paragraph(
                t(
                    "Nobody but whoever it is sent to sees it: it may hold a code, or "
                    "a link to what people write to each other."
                ),
                "muted",
            )
        elif one.address:
            components.paragraph(
                t("The text is for an administrator's eyes alone."), "muted"
            )
        if one.state in STUCK:
            st.button(
                t("Send again"),
                icon=":material/forward_to_inbox:",
                key=f"again_{one.number}",
                on_click=presses(lambda: _again(one.number)),
            )


def draw(who: Actor) -> None:
    """Draw the letters, the newest first."""
    found = messages(cache.settings(), who)[::-1]
    if not found:
        components.paragraph(t("No letter has been written yet."), "note")
        return
    components.paragraph(
        t(
            "What waits is sent by itself. What cannot be sent can be copied from here "
            "and sent by hand; nothing is lost."
        )
    )
    chosen = _choose(found)
    for one in chosen[:MOST_SHOWN]:
        _message(one)
    if len(chosen) > MOST_SHOWN:
        components.paragraph(
            t("Only the newest letters are shown. Number: {n}", n=MOST_SHOWN), "muted"
        )
