"""What is done for somebody who asks: a link, a file, or they are forgotten."""

from __future__ import annotations

from functools import partial
from hashlib import sha256

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.privacy.asked import (
    CHECKED,
    Known,
    file_for,
    forget_for,
    send_link,
)
from copro_map.privacy.personal import personal_name

RECEIPT = "forget_receipt"


def _key(name: str, known: Known) -> str:
    """Return the key of a widget: another for each person, and none with an address."""
    return f"forget_{name}_{sha256(repr(known.asked).encode()).hexdigest()[:12]}"


def _checked(known: Known) -> str:
    return st.session_state.get(_key("how", known)) or ""


def _send(known: Known) -> str:
    to = st.session_state.get(_key("to", known)) or known.addresses[0]
    send_link(cache.settings(), actor(), known.asked, to, current_moment())
    return t("The link to their page is on its way to them.")


def _forget(known: Known) -> str:
    now, how = current_moment(), _checked(known)
    done = forget_for(cache.settings(), actor(), known.asked, how, now)
    st.session_state[RECEIPT] = done
    return ""


def receipt() -> None:
    """Draw once what was deleted when somebody was let go."""
    if RECEIPT in st.session_state:
        done = st.session_state.pop(RECEIPT)
        components.show(
            "privacy/let_go.html", counts=done.counts, is_clean=done.is_clean
        )


def _to_see(known: Known) -> None:
    """Draw how they get to see it: by their own page, else by a file."""
    components.heading(t("They want to see it"), 4)
    if known.addresses:
        _link(known)
        return
    components.paragraph(
        t(
            "No address is kept of them: hand the file over on paper. It is theirs, so "
            "do not read in it, and delete it afterwards."
        )
    )
    how = _checked(known)
    if not how:
        components.paragraph(t("First choose how you know that it is them."), "muted")
        return
    settings, who = cache.settings(), actor()
    components.download(
        t("Save the file for them"),
        partial(file_for, settings, who, known.asked, how, current_moment()),
        personal_name(current_day()),
        key=_key("file", known),
        about=t("All that is kept about them, as a page to print."),
    )


def _link(known: Known) -> None:
    components.paragraph(
        t(
            "They read it themselves, on their own page, and can save it there. Nobody "
            "at the desk sees what people write to each other."
        )
    )
    if len(known.addresses) > 1:
        st.selectbox(
            t("Send it to"),
            known.addresses,
            key=_key("to", known),
            filter_mode=None,
        )
    st.button(
        t("Send them the link to their page"),
        icon=":material/forward_to_inbox:",
        key=_key("send", known),
        on_click=presses(partial(_send, known)),
    )


def _sure(known: Known, *, sure: bool) -> None:
    st.session_state[_key("sure", known)] = sure


def _to_go(known: Known) -> None:
    """Draw the press that forgets them, which asks once more."""
    components.heading(t("They want to be forgotten"), 4)
    components.paragraph(
        t(
            "All of it is deleted, and the entry about them is off the map at once. "
            "Entries of projects and organisations stay, without their address. "
            "Figures without a name stay. Backups hold it for up to 35 days."
        )
    )
    if not st.session_state.get(_key("sure", known)):
        st.button(
            t("Forget them"),
            icon=":material/person_remove:",
            key=_key("first", known),
            on_click=partial(_sure, known, sure=True),
        )
        return
    st.warning(
        t("This cannot be taken back. Have you told them what goes, and what stays?"),
        icon=":material/warning:",
    )
    with st.container(horizontal=True):
        st.button(
            t("Yes, forget them for good"),
            type="primary",
            key=_key("forget", known),
            on_click=presses(partial(_forget, known)),
        )
        st.button(
            t("No, leave it"),
            key=_key("leave", known),
            on_click=partial(_sure, known, sure=False),
        )


def draw(known: Known) -> None:
    """Draw what is kept of somebody, how it is known that it is them, and the ways."""
    names = [name.text() for name in known.names.values()]
    components.show(
        "privacy/known.html",
        title=known.asked.address or ", ".join(names or known.addresses),
        names=names if known.asked.address else [],
        works_here=bool(known.whom.persons),
        counts=known.counts,
    )
    st.selectbox(
        t("How do you know that it is them?"),
        list(CHECKED),
        index=None,
        format_func=lambda one: t(CHECKED[one]),
        placeholder=t("Choose"),
        key=_key("how", known),
        filter_mode=None,
        help=t("This alone is written down, not who it was."),
    )
    left, right = st.columns(2, gap="large")
    with left:
        _to_see(known)
    with right:
        _to_go(known)
