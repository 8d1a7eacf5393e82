"""A line of a workshop, typed on a phone: name, what, where; and the lines so far."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.base.today import current_day, current_moment
from copro_map.contribute.checking import EXAMPLE, Wrong
from copro_map.contribute.lines import (
    NotReadyError,
    add_line,
    mend_line,
    where_of,
    wrong_of,
)
from copro_map.contribute.page.questions import say_wrong
from copro_map.contribute.page.workshop_half import (
    REFUSED,
    UNKEPT,
    begin_with,
    field,
    keeps,
    key,
    next_turn,
    turn_now,
    typed,
)
from copro_map.contribute.page.workshop_in import DRAFT
from copro_map.contribute.page.workshop_own import half_typed, own_lines
from copro_map.contribute.room import Room, lines_typed, room_of
from copro_map.contribute.rules.places import Choice, WhereError
from copro_map.contribute.rules.workshop import WHAT
from copro_map.drawing.templates import render
from copro_map.frame import cache, components, frame, state
from copro_map.frame.councils import area_name
from copro_map.frame.pressing import presses, say_what_came
from copro_map.people.consents import wording
from copro_map.search.page.understood import plain
from copro_map.versions.face import Version


def _choose(room: Room, one: Choice) -> None:
    st.session_state[key("where")] = one.text or one.point
    keeps(room)()


def _where(room: Room) -> None:
    """Draw the field for the place, and say back where it was found."""
    area = room.workshop.area
    field(
        room,
        st.text_input,
        "where",
        t("Where is it?"),
        placeholder="SY23 1AB, Aberaeron",
        autocomplete="off",
    )
    if area and not room.mends:
        words = t("Leave this empty for {area}.", area=area_name(area))
        components.paragraph(words, "muted")
    text = str(st.session_state.get(key("where")) or "")
    if not text.strip():
        return
    try:
        found = where_of(cache.settings(), room.workshop, text)
    except WhereError as error:
        facts = {
            x: plain(y) if isinstance(y, str) else y for x, y in error.facts.items()
        }
        st.warning(t(error.message, **facts), icon=":material/info:")
        with st.container(horizontal=True):
            for number, one in enumerate(error.choices):
                st.button(
                    plain(one.label.text()),
                    key=key(f"choose_{number}"),
                    on_click=partial(_choose, room, one),
                )
        return
    if found:
        place = found.place.text() if found.place else ""
        areas = ", ".join(one.text() for one in found.names[:2])
        components.show("contribute/found.html", place=place, areas=areas, exactly="")


def _address(wrong: Sequence[Wrong], *, has_one: bool) -> None:
    """Draw the field for an address, and the sentence that says who writes to it."""
    label = (
        t("We have an e-mail address for it. Change it?")
        if has_one
        else t("An e-mail address for it, if you like")
    )
    is_open = any(one.name in ("address", "agrees") for one in wrong)
    with st.expander(label, expanded=is_open):
        st.text_input(
            t("E-mail address"),
            key=key("address"),
            placeholder=EXAMPLE.text(),
            autocomplete="off",
        )
        say_wrong(wrong, "address")
        words = t("Stewards of the map write to it, to ask whether the entry is right.")
        components.paragraph(words, "muted")
        sentence = wording(cache.settings(), current_day()).sentence("contact")
        st.checkbox(sentence.text(), key=key("agrees"))
        say_wrong(wrong, "agrees")
        components.your_data()


def _add(room: Room, turn: int) -> str:
    """Add the line that stands there, or mend the one that is mended; say so."""
    if turn != turn_now():
        return ""  # pressed twice: it is added already
    line, way, now = typed(), state.get(DRAFT), current_moment()
    try:
        if room.mends:
            mend_line(cache.settings(), way, room.mends, line, now)
        else:
            add_line(cache.settings(), way, line, now)
    except NotReadyError:
        st.session_state[REFUSED] = turn
        raise
    next_turn()
    return t("Added: {name}.", name=line.name.strip())


def _what(room: Room, wrong: Sequence[Wrong]) -> None:
    """Draw the fields for its name, what it is, and a sentence."""
    language = current_language()
    field(
        room,
        st.text_input,
        "name",
        t("What is it called?"),
        autocomplete="off",
    )
    say_wrong(wrong, "name")
    say_wrong(wrong, f"name_{language}")
    field(
        room,
        st.segmented_control,
        "what",
        t("What is it?"),
        options=list(WHAT),
        format_func=lambda one: t(WHAT[one][0]),
    )
    say_wrong(wrong, "what")
    field(
        room,
        st.text_input,
        "sentence",
        t("In a sentence: what does it do?"),
        autocomplete="off",
    )
    say_wrong(wrong, f"description_{language}")


def _form(room: Room, version: Version | None) -> None:
    """Draw the fields of a line, what is missing in it, and the button."""
    wrong: tuple[Wrong, ...] = ()
    if st.session_state.get(REFUSED) == turn_now():
        wrong = wrong_of(
            cache.settings(), room.workshop, typed(), is_new=not room.mends
        )
    components.heading(t("Mend a line") if room.mends else t("Add a line"), 2)
    say_what_came()
    _what(room, wrong)
    _where(room)
    if not str(st.session_state.get(key("where")) or "").strip():
        say_wrong(wrong, "where")
    _address(wrong, has_one=bool(version and version.sent.address))
    if words := st.session_state.get(UNKEPT):
        st.warning(components.no_markdown(words))
    _buttons(room)


def _buttons(room: Room) -> None:
    """Draw the press that adds the line, or saves it."""
    st.button(
        t("Save the line") if room.mends else t("Add this line"),
        key=key("add"),
        type="primary",
        icon=":material/check:" if room.mends else ":material/add:",
        width="stretch",
        on_click=presses(partial(_add, room, turn_now())),
    )
    if room.mends:
        st.button(
            t("Leave it as it was"),
            key=key("leave"),
            type="tertiary",
            on_click=begin_with,
        )


@frame.part
def lines() -> None:
    """Draw the form of a line as long as the workshop is open, and this phone's own."""
    room = room_of(cache.settings(), state.get(DRAFT), current_moment())
    if room is None:
        st.rerun()
        return
    versions = lines_typed(cache.settings(), room)
    if room.is_open:
        mended = next((x for x in versions if x.number == room.mends), None)
        with st.container(key="workshop_line"):
            _form(room, mended)
        _person()
        keys = render("contribute/workshop_keys.html", turn=turn_now())
        st.html(keys, unsafe_allow_javascript=True)
    else:
        say_what_came()
        half_typed(room)
    own_lines(room, versions)


def _person() -> None:
    """Say how somebody who works by themselves comes on the map."""
    with st.container(key="workshop_person"):
        components.paragraph(
            t("Yourself, as a practitioner? Only you can put yourself in."), "muted"
        )
        frame.link(
            "pages/contribute.py",
            t("Put yourself in"),
            ":material/person_add:",
            kind="practitioner",
            who="individual",
        )
