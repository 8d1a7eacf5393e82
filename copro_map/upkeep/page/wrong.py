"""The part of the desk with what visitors say is wrong: one entry at a time."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, long_date, t
from copro_map.base.names import is_web_address
from copro_map.base.today import current_moment
from copro_map.frame import cache, components, frame, queue, state
from copro_map.frame.pressing import attempt
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.search import cached
from copro_map.search.page import entries
from copro_map.search.page.named import name_of
from copro_map.upkeep.page.telling import WHAT
from copro_map.upkeep.reporting import Reported, answer_reports, reported, take_back
from copro_map.upkeep.rules.reports import LONGEST, Answer

DONE = "wrong_done"
# What each answer is called, its icon and its key.
ANSWERS: dict[Answer, tuple[str, str, str]] = {
    "put_right": (N_("It is put right"), "build", "P"),
    "right": (N_("It is right as it is"), "check", "Y"),
    "not_for_us": (N_("Not for us"), "block", "X"),
}


def answer_name(answer: str) -> str:
    """Return what an answer is called in the current language; itself, if unknown."""
    return next((t(ANSWERS[x][0]) for x in ANSWERS if x == answer), answer)


def _answer(one: Reported, answer: Answer, place: queue.Place) -> None:
    """Answer what was said of an entry, and go on to the next."""
    private = str(st.session_state.get(f"wrong_note_{one.id}") or "")

    def do() -> str:
        name = name_of(one.id).text()
        number = answer_reports(
            cache.settings(),
            actor(),
            one.id,
            [each.id for each in one.reports],
            answer,
            current_moment(),
            private=private,
            seen=one.seen,
        )
        st.session_state[DONE] = (number, one.id)
        queue.go_on(place)
        return f"{t(ANSWERS[answer][0])}: {name}."

    attempt(do, typed=private)


def _take_back() -> None:
    """Take the last answer back; the entry is shown again."""
    number, entry = st.session_state[DONE]

    def do() -> str:
        take_back(cache.settings(), actor(), number, current_moment())
        del st.session_state[DONE]
        state.put(entry=entry)
        return t("Taken back: {name}.", name=name_of(entry))

    attempt(do)


def _last_answer() -> None:
    """Draw the way to take back the last answer of this visit, if there is one."""
    if DONE not in st.session_state:
        return
    _, entry = st.session_state[DONE]
    st.button(
        t("Take back the last answer: {name}", name=name_of(entry)),
        icon=":material/undo:",
        key="wrong_undo",
        type="tertiary",
        shortcut="Z",
        on_click=_take_back,
    )


def _entry(one: Reported) -> None:
    """Draw the entry as the map shows it, and the ways to its pages."""
    if one.id not in cached.assets().index:
        gone = t("This entry is not on the map any more: {name}", name=name_of(one.id))
        components.paragraph(gone, "note")
        return
    entries.card(one.id)
    known = (one.entry.source_url, one.entry.website) if one.entry else ()
    pages = list(dict.fromkeys(page for page in known if is_web_address(page)))
    labels = (t("Open its page"), t("Open its other page"))
    with st.container(horizontal=True):
        for label, page, key in zip(labels, pages, ("O", "W"), strict=False):
            icon, own = ":material/open_in_new:", f"wrong_open_{key}"
            st.link_button(label, page, key=own, icon=icon, shortcut=key)
        label = t("As everybody sees it")
        frame.link("pages/entry.py", label, ":material/visibility:", id=one.id)


def _said(one: Reported) -> None:
    """Draw all that visitors said of an entry."""
    rows = [
        {
            "what": t(WHAT[each.what]),
            "on": long_date(date.fromisoformat(each.said_on)),
            "words": each.words,
        }
        for each in one.reports
    ]
    components.heading(t("Visitors say ({n})", n=len(rows)), 3)
    components.show("upkeep/reported.html", said=rows)


def _answers(one: Reported, place: queue.Place) -> None:
    """Draw the way to put the entry right, and the answers."""
    if one.id in cached.assets().index:
        st.button(
            t("Put it right, under To confirm"),
            icon=":material/arrow_forward:",
            key="wrong_confirm",
            on_click=partial(state.put, part="confirm", entry=one.id, area=""),
        )
    st.text_input(
        t("Note for the desk, if you like"),
        max_chars=LONGEST,
        key=f"wrong_note_{one.id}",
        autocomplete="off",
    )
    components.paragraph(t("Your answer"), "desk-label")
    with st.container(horizontal=True, gap="small"):
        for answer, (label, icon, key) in ANSWERS.items():
            st.button(
                t(label),
                icon=f":material/{icon}:",
                key=f"wrong_{answer}",
                shortcut=key,
                on_click=partial(_answer, one, answer, place),
            )
    components.paragraph(
        t(
            "It answers all of them. Nobody is written to. What visitors wrote, and "
            "your note, are deleted 90 days after the answer."
        ),
        "muted",
    )


def draw(who: Actor) -> None:
    """Draw the entry that was said to be wrong longest ago, or that of the address."""
    found = {one.id: one for one in reported(cache.settings(), who)}
    if not found:
        nothing = t("Nothing waits here: no visitor says that an entry is wrong.")
        components.paragraph(nothing, "note")
        _last_answer()
        return
    left, right = st.columns([2, 3], gap="large", vertical_alignment="bottom")
    with left:
        ids = queue.choose_area({one.id: one.belongs for one in found.values()})
    place = queue.place_in(ids)
    with right:
        queue.walk(place, ids, t("the oldest first"))
    one = found[place.id]
    left, right = st.columns([3, 2], gap="large")
    with left:
        _entry(one)
    with right:
        _said(one)
        _answers(one, place)
        _last_answer()
