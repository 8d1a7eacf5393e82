"""On an entry's page: a visitor says that something is wrong with it."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.today import current_moment
from copro_map.drawing.templates import render
from copro_map.frame import cache, components, frame, state
from copro_map.frame.pressing import presses, say_what_came
from copro_map.frame.who import visitor
from copro_map.search.page.entries import asked
from copro_map.upkeep.reporting import report
from copro_map.upkeep.rules.reports import LONGEST, What

WHAT: dict[What, str] = {
    "gone": N_("It is no longer there"),
    "place": N_("The place is wrong"),
    "words": N_("The name or the words are wrong"),
    "twice": N_("It is on the map twice"),
    "not_here": N_("It should not be on this map"),
    "other": N_("Something else"),
}
SENT = "wrong_sent"


def _send(entry: str) -> str:
    """Keep what was chosen and written; the form is empty afterwards."""
    what, words = f"wrong_what_{entry}", f"wrong_words_{entry}"
    typed = st.session_state
    chosen, text = typed.get(what) or "", typed.get(words) or ""
    report(cache.settings(), entry, chosen, text, current_moment(), client=visitor())
    typed[what], typed[words] = None, ""
    typed[SENT] = entry
    return ""


def _thanks() -> None:
    """Say what happens with what was sent; it stands where the form was."""
    words = t(
        "Thank you, it is sent. A steward of the map or the officer of the area looks "
        "at it and puts right what is wrong. You get no answer, as nobody knows who "
        "you are."
    )
    st.success(words, icon=":material/check_circle:")
    st.button(
        t("Say something more"),
        key="wrong_more",
        type="tertiary",
        on_click=lambda: st.session_state.pop(SENT, None),
    )


def _form(entry: str) -> None:
    """Draw what can be wrong, a box for a few words, and what happens with them."""
    st.radio(
        t("What is wrong?"),
        list(WHAT),
        index=None,
        format_func=lambda what: t(WHAT[what]),
        key=f"wrong_what_{entry}",
    )
    st.text_area(
        t("In a few words, if you like: what is right, or how you know"),
        max_chars=LONGEST,
        key=f"wrong_words_{entry}",
        height=110,
    )
    components.paragraph(
        t(
            "Please write nothing personal: no names, addresses or telephone numbers. "
            "A steward of the map and the officer of the area read it, nobody else. "
            "What you wrote is deleted 90 days after they have answered it."
        ),
        "muted",
    )
    components.your_data()
    say_what_came()
    st.button(
        t("Send"),
        key=f"wrong_send_{entry}",
        type="primary",
        icon=":material/send:",
        on_click=presses(lambda: _send(entry)),
    )


@frame.part
def something_is_wrong() -> None:
    """Draw the way to say that something is wrong with the entry of the address."""
    entry = asked("id")
    with st.container(key="wrong_here"):
        folded = st.expander(
            t("Something is wrong here"),
            icon=":material/flag:",
            **state.bind("wrong", state.get("wrong") == "1", closes=False),
        )
    if not folded.open:
        return
    lead = render("upkeep/scroll_to_wrong.html", entry=entry)
    with folded:
        if st.session_state.get(SENT) == entry:
            _thanks()
        else:
            _form(entry)
        st.html(lead, unsafe_allow_javascript=True)
