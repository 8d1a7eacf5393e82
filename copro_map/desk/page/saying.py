"""Saying a word on an entry: how somebody knows, what they say, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from copro_map.assets.face import EXCHANGE_KINDS
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, explain, t
from copro_map.base.today import current_moment
from copro_map.desk.page.words import (
    ASKED,
    HOW,
    OPENING,
    WORDS,
    Choice,
    last_in_words,
    word_name,
)
from copro_map.drawing.templates import render
from copro_map.exchange.face import free
from copro_map.frame import cache, components, queue, state
from copro_map.frame.pressing import attempt, told
from copro_map.frame.who import actor
from copro_map.upkeep.face import AnsweredError, Waits, Word, say, undo, words_on

OPENED, DONE, ASKING = "desk_opened", "desk_done", "desk_asking"
MOST_UNDONE = 10
# What nobody may say without having looked, or asked.
BY_SIGHT = ("right", "ended", "open", "paused")


@dataclass(frozen=True)
class Done:
    """A word that was said here, so that it can be taken back."""

    id: int
    entry: str
    name: str
    word: str


def _how_key(entry: str) -> str:
    return f"desk_how_{entry}"


def opened(entry: str) -> None:
    """Note that somebody opened a page of an entry: then they know by it."""
    st.session_state.setdefault(OPENED, set()).add(entry)
    st.session_state[_how_key(entry)] = "page"


def how_known(entry: str) -> str:
    """Return how somebody knows of an entry, one of ``HOW``; "" if they cannot yet."""
    how = st.session_state.get(_how_key(entry)) or ""
    is_opened = entry in st.session_state.get(OPENED, ())
    return how if how in ASKED or (how and is_opened) else ""


def _why_not() -> None:
    """Say what is to be done before one can say how an entry is."""
    state.choose_language()
    words = t(
        "Not kept yet. First open its page and look, or choose how you asked; then "
        "press again."
    )
    told(words, is_done=False)


def _name(one: Waits) -> str:
    return one.name.text() or str(one.name)


def _with_answer(one: Waits, error: AnsweredError) -> CoproMapError:
    """Return what to say to whoever was not the first, with what the first one said."""
    words = words_on(cache.settings(), one.id, actor())
    last = next((x for x in words if not x.undone), None)
    return AnsweredError(
        N_("{why} What was said: {what}."), why=explain(error), what=last_in_words(last)
    )


def _say(one: Waits, word: Word, place: queue.Place) -> None:
    """Say a word, and go on to the next entry; keep it, so that it can be undone."""

    def do() -> str:
        seen = one.last.id if one.last else 0
        try:
            said = say(
                cache.settings(), actor(), one.id, word, current_moment(), seen=seen
            )
        except AnsweredError as error:
            raise _with_answer(one, error) from error
        free(cache.settings(), current_moment())
        done = Done(said.id, one.id, _name(one), said.word)
        kept = st.session_state.get(DONE, [])
        st.session_state[DONE] = [done, *kept][:MOST_UNDONE]
        st.session_state.pop(ASKING, None)
        queue.go_on(place)
        return f"{word_name(said.word)}: {done.name}."

    attempt(do, typed=word.note or word.ended_on)


def _press(one: Waits, name: str, place: queue.Place) -> None:
    """Answer a press on a word: say it, ask for more, or say what is missing."""
    choice = (WORDS | OPENING)[name]
    if name in BY_SIGHT and not how_known(one.id):
        _why_not()
    elif choice.asks:
        st.session_state[ASKING] = (one.id, name)
    else:
        _say(one, Word(name, how=how_known(one.id)), place)  # type: ignore[arg-type]


def _answer(one: Waits, name: str, choice: Choice, place: queue.Place) -> None:
    """Say a word with what was asked besides."""
    given = st.session_state.get("desk_more")
    text = given.isoformat() if isinstance(given, date) else str(given or "")
    more = {choice.field: text.strip()}
    _say(one, Word(name, how=how_known(one.id), **more), place)  # type: ignore[arg-type]


def _ask_more(one: Waits, name: str, place: queue.Place) -> None:
    """Draw what a word asks for besides, with the cursor in it."""
    choice = (WORDS | OPENING)[name]
    with st.form(f"desk_form_{name}", border=True):
        components.paragraph(t(choice.label))
        if choice.field in ("until", "closes_on"):
            st.date_input(t(choice.asks), None, key="desk_more", format="DD/MM/YYYY")
        else:
            st.text_input(t(choice.asks), key="desk_more", autocomplete="off")
        with st.container(horizontal=True):
            st.form_submit_button(
                t("Save"),
                type="primary",
                key="desk_save",
                on_click=_answer,
                args=(one, name, choice, place),
            )
            st.form_submit_button(
                t("Cancel"),
                key="desk_cancel",
                on_click=lambda: st.session_state.pop(ASKING, None),
            )
    cursor = render("desk/cursor.html", once=f"{one.id}/{name}")
    st.html(cursor, unsafe_allow_javascript=True)


def _button(one: Waits, name: str, place: queue.Place) -> None:
    """Draw the button of a word; those with a key are as wide as their place."""
    choice = (WORDS | OPENING)[name]
    st.button(
        t(choice.label),
        icon=f":material/{choice.icon}:",
        key=f"desk_word_{name}",
        shortcut=choice.key,
        type="primary" if name == "right" and how_known(one.id) else "secondary",
        width="stretch" if choice.key else "content",
        on_click=_press,
        args=(one, name, place),
    )


def draw(one: Waits, place: queue.Place) -> None:
    """Draw how somebody can know of an entry, and what they can say of it."""
    st.pills(
        t("How do you know?"),
        list(HOW),
        format_func=lambda how: f"{list(HOW).index(how) + 1} {t(HOW[how])}",
        key=_how_key(one.id),
        wrap=True,
    )
    words = WORDS | (OPENING if one.kind in EXCHANGE_KINDS else {})
    components.paragraph(t("What is so now?"), "desk-label")
    with st.container(gap="small"):
        for name in words:
            if words[name].key:
                _button(one, name, place)
    with st.container(horizontal=True, gap="small"):
        for name in words:
            if not words[name].key:
                _button(one, name, place)
    entry, name = st.session_state.get(ASKING, ("", ""))
    if entry == one.id and name in words:
        _ask_more(one, name, place)


def _take_back(done: Done) -> None:
    """Take a word back; the entry is shown again."""

    def do() -> str:
        undo(cache.settings(), actor(), done.id, current_moment())
        kept = st.session_state.get(DONE, [])
        st.session_state[DONE] = [one for one in kept if one != done]
        state.put(entry=done.entry)
        return t("Taken back: {name}.", name=done.name)

    attempt(do)


def last_ten() -> None:
    """Draw the last words that were said here, each to be taken back."""
    kept: list[Done] = st.session_state.get(DONE, [])
    if not kept:
        return
    with st.expander(t("Your last words ({n})", n=len(kept)), expanded=True):
        for at, done in enumerate(kept):
            components.show(
                "desk/done.html", word=word_name(done.word), entry=done.name
            )
            st.button(
                t("Take back"),
                icon=":material/undo:",
                key=f"desk_undo_{at}",
                type="tertiary",
                shortcut=None if at else "Z",
                on_click=partial(_take_back, done),
            )
