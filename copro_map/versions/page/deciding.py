"""What is pressed about a version: accept, ask, hand to a Welsh reader, decline."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.today import current_moment
from copro_map.frame import cache, components, queue, state
from copro_map.frame.pressing import attempt, presses
from copro_map.frame.who import actor
from copro_map.search import cached
from copro_map.versions.deciding import LONGEST_WORDS, decide, decline_all
from copro_map.versions.looking import Looked
from copro_map.versions.page import mending
from copro_map.versions.page.mending import key
from copro_map.versions.page.reading import name_of_version
from copro_map.versions.rules.reasons import REASONS, reason
from copro_map.versions.rules.versions import (
    Answer,
    Decision,
    Version,
    VersionError,
)
from copro_map.versions.taking_back import take_back

DONE = "sent_done"  # The last decision of this visit: the number, and the name.
WORKING = {
    "cy": N_("Write in Welsh, as they did."),
    "en": N_("Write in English, as they did."),
}
DID: dict[Answer, str] = {
    "accepted": N_("Accepted, and on the map now: {name}."),
    "asked": N_("Asked: {name}. It waits for the answer."),
    "reading": N_("Handed to a Welsh reader: {name}."),
    "declined": N_("Declined: {name}."),
}


def _said(looked: Looked, answer: Answer) -> str:
    """Return what was done, with what whoever sent it hears of that."""
    name = name_of_version(looked.version, looked.there)
    told = t(DID[answer], name=name.text)
    if answer == "reading":
        return told
    if answer == "accepted" and looked.version.entry not in cached.assets().index:
        return t(
            "Accepted: {name}. A person is shown once they say by mail that it was "
            "them.",
            name=name.text,
        )
    if looked.version.sent.workshop is not None:
        return told
    if looked.version.is_proved:
        return f"{told} {t('They are written to in their language.')}"
    return f"{told} {t('No letter is sent, as the address is not proved yet.')}"


def _decide(looked: Looked, place: queue.Place, decision: Decision) -> str:
    """Decide a version, and go on to the next; return what to say."""
    version = looked.version
    decide(cache.settings(), actor(), version.number, decision, current_moment())
    st.session_state[DONE] = (
        version.number,
        name_of_version(version, looked.there).text,
    )
    queue.go_on(place)
    return _said(looked, decision.answer)


def _accept(looked: Looked, place: queue.Place) -> str:
    changes = mending.changes(looked)
    decision = Decision("accepted", looked.version.revision, changes=changes or None)
    return _decide(looked, place, decision)


def _own(name: str, version: Version) -> str:
    """Return the key of what is written to whoever sent it: it stays if they add."""
    return f"sent_{name}_{version.number}"


def _typed(looked: Looked, name: str) -> str:
    return str(st.session_state.get(_own(name, looked.version)) or "").strip()


def _ask(looked: Looked, place: queue.Place) -> None:
    """Ask whoever sent it; what was typed stays if that cannot be."""
    words = _typed(looked, "question")

    def do() -> str:
        return _decide(looked, place, Decision("asked", looked.version.revision, words))

    attempt(do, typed=words)


def _decline(looked: Looked, place: queue.Place) -> None:
    """Decline a version for a reason; what was typed stays if that cannot be."""
    own = _typed(looked, "own")
    ready = _typed(looked, "ready")

    def do() -> str:
        if not (ready or own):
            raise VersionError(N_("Choose or write a reason: they are told it."))
        decision = Decision("declined", looked.version.revision, reason(ready, own))
        return _decide(looked, place, decision)

    attempt(do, typed=own)


def _hand_on(looked: Looked, place: queue.Place) -> str:
    return _decide(looked, place, Decision("reading", looked.version.revision))


def _accepting(looked: Looked, place: queue.Place) -> None:
    mending.carry_over(looked)
    mending.draw_clashes(looked)
    is_mended = mending.is_mended(looked.version)
    st.button(
        t("Accept with these changes") if is_mended else t("Accept"),
        icon=":material/check:",
        type="primary",
        key=key("accept", looked.version),
        shortcut="A",
        width="stretch",
        on_click=presses(partial(_accept, looked, place)),
    )
    mending.draw(looked)


def _asking(looked: Looked, place: queue.Place) -> None:
    with st.expander(t("Ask whoever sent it")):
        st.text_area(
            t("Your question"),
            key=_own("question", looked.version),
            max_chars=LONGEST_WORDS,
            help=t(
                "They get it by mail with a way to answer. It stays here meanwhile."
            ),
        )
        components.paragraph(t(WORKING[looked.version.sent.language]), "muted")
        st.button(
            t("Ask"),
            icon=":material/help:",
            key=key("ask", looked.version),
            on_click=partial(_ask, looked, place),
        )


def _declining(looked: Looked, place: queue.Place) -> None:
    with st.expander(t("Decline it")):
        st.radio(
            t("Why? They read it in their language."),
            list(REASONS),
            index=None,
            format_func=lambda one: t(REASONS[one]),
            key=_own("ready", looked.version),
        )
        st.text_area(
            t("More about it, or another reason"),
            key=_own("own", looked.version),
            max_chars=LONGEST_WORDS - 100,
        )
        components.paragraph(t(WORKING[looked.version.sent.language]), "muted")
        st.button(
            t("Decline"),
            icon=":material/block:",
            key=key("decline", looked.version),
            on_click=partial(_decline, looked, place),
        )


def _handing_on(looked: Looked, place: queue.Place) -> None:
    if looked.version.state != "reading":
        st.button(
            t("Hand to a Welsh reader"),
            icon=":material/translate:",
            key=key("reading", looked.version),
            shortcut="W",
            on_click=presses(partial(_hand_on, looked, place)),
        )


def _decline_typed(looked: Looked, place: queue.Place) -> str:
    """Decline a line of a workshop: there is nobody to tell why."""
    version = looked.version
    numbers = [version.number]
    decline_all(cache.settings(), actor(), numbers, "", current_moment())
    queue.go_on(place)
    return t(DID["declined"], name=name_of_version(version, looked.there).text)


def _of_workshop(looked: Looked, place: queue.Place) -> None:
    """Draw what can be done with a line of a workshop, whose writer is not asked."""
    _accepting(looked, place)
    components.paragraph(
        t("It was typed in a workshop, so nobody is written to about it."), "muted"
    )
    _handing_on(looked, place)
    st.button(
        t("Decline"),
        icon=":material/block:",
        key=key("decline", looked.version),
        on_click=presses(partial(_decline_typed, looked, place)),
    )


def draw(looked: Looked, place: queue.Place) -> None:
    """Draw what can be done with a version."""
    if looked.version.sent.workshop is not None:
        _of_workshop(looked, place)
        return
    _accepting(looked, place)
    if not looked.version.is_proved:
        components.paragraph(
            t(
                "The address is not proved yet, so no letter says what you decide. "
                "Whoever opens the link in their receipt sees it there."
            ),
            "muted",
        )
    _asking(looked, place)
    _handing_on(looked, place)
    _declining(looked, place)


def _take_back() -> str:
    number, name = st.session_state[DONE]
    take_back(cache.settings(), actor(), number, current_moment())
    del st.session_state[DONE]
    state.put(entry=str(number), state="")
    return t("Taken back: {name}.", name=name)


def last_decision() -> None:
    """Draw the way to take back the last decision of this visit, if there is one."""
    if DONE not in st.session_state:
        return
    _, name = st.session_state[DONE]
    st.button(
        t("Take back the last decision: {name}", name=name),
        icon=":material/undo:",
        key="sent_undo",
        type="tertiary",
        shortcut="Z",
        on_click=presses(_take_back),
    )
