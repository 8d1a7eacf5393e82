"""Inviting to a wave on the desk: codes to print, or letters by mail."""

from __future__ import annotations

import streamlit as st

from copro_map.base.characters import tidied
from copro_map.base.i18n import LANGUAGES, Label, t
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.post import load_post
from copro_map.people.rules.addressees import MOST, read_addressees
from copro_map.people.rules.permissions import Actor
from copro_map.surveys.admission import Invitation
from copro_map.surveys.codes import NewCodes, make_codes, void_codes
from copro_map.surveys.inviting import (
    LONGEST,
    Words,
    Written,
    invite_by_mail,
    no_mail,
)
from copro_map.surveys.page.wave_form import key
from copro_map.surveys.papers import codes_csv, letters_pdf
from copro_map.surveys.rules.changing import record_of
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.rules.typed_wave import days_left

MADE = "wave_codes_made"  # codes of this visit, until they are saved
MOST_AT_ONCE = 500


def _made(wave: Wave) -> NewCodes | None:
    made: NewCodes | None = st.session_state.get(MADE)
    same = made and (made.wave.survey, made.wave.name) == (wave.survey, wave.name)
    return made if same else None


def _make(wave: Wave, record: str) -> str:
    held, post = st.session_state, load_post()
    made: list[NewCodes] = []
    make_codes(
        cache.settings(),
        actor(),
        Invitation(wave.survey, wave.name),
        number=held.get(key("number", record)) or 0,
        site=post.site or tidied(held.get(key("site", record)) or "").strip(),
        hand_on=made.append,
        now=current_moment(),
    )
    (held[MADE],) = made
    return t("The codes are made. Save a file of them now: they are shown only here.")


def _offer(made: NewCodes, record: str) -> None:
    """Draw both files of codes that were just made."""
    settings = cache.settings()
    st.warning(
        t(
            "These codes are kept nowhere else. You can save them until you press "
            "the last button, or close or load this page again. Delete the files once "
            "the invitations are sent."
        ),
        icon=":material/key:",
    )
    with st.container(horizontal=True):
        components.download(
            t("Letters to print (PDF)"),
            lambda: letters_pdf(settings, made),
            "letters.pdf",
            key=key("pdf", record),
            about=t("A page for each code, in Welsh and in English"),
        )
        components.download(
            t("For a mail merge (CSV)"),
            lambda: codes_csv(settings, made),
            "codes.csv",
            key=key("csv", record),
            about=t("A row for each code, with the links to the form"),
        )
        st.button(
            t("I have saved them"),
            icon=":material/done_all:",
            key=key("saved", record),
            on_click=lambda: st.session_state.pop(MADE, None),
        )


def _print(wave: Wave, record: str) -> None:
    """Draw what makes codes to print."""
    components.heading(t("Codes to print"), 3)
    made = _made(wave)
    if made:
        _offer(made, record)
        return
    components.paragraph(
        t(
            "Each code is for one reply, of whatever role. They are made when you "
            "press, and shown once. More can be made later; those before stay good."
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            t("How many codes"),
            min_value=1,
            max_value=MOST_AT_ONCE,
            value=None,
            step=1,
            key=key("number", record),
        )
        if not load_post().site:
            st.text_input(
                t("Address of the map, for the letters"),
                placeholder="https://map.example.org",
                key=key("site", record),
                autocomplete="off",
            )
        st.button(
            t("Make codes"),
            type="primary",
            icon=":material/key:",
            key=key("make", record),
            on_click=presses(lambda: _make(wave, record)),
        )


def _void(wave: Wave, record: str) -> None:
    """Draw what voids codes that were lost."""

    def void() -> str:
        of = Invitation(wave.survey, wave.name)
        void_codes(cache.settings(), actor(), of, current_moment())
        st.session_state.pop(MADE, None)
        return t("Every code of this wave that was not used is void now.")

    with st.expander(t("A file of codes is lost"), key=key("lost", record)):
        components.paragraph(
            t(
                "If nobody has it, make new codes: the lost ones do no harm. If "
                "somebody may have it, void all codes that were not used, and invite "
                "again. That includes those in letters, printed or by mail: nobody "
                "knows which code is in which. Nobody is invited twice by mail, so "
                "print codes for them."
            )
        )
        st.button(
            t("Void all codes that were not used"),
            icon=":material/block:",
            key=key("void", record),
            on_click=presses(void),
        )


def _told(done: Written) -> str:
    parts = [t("Letters written: {n}.", n=done.letters)]
    if done.already:
        parts.append(t("Invited before, and not again: {n}.", n=done.already))
    if done.never:
        parts.append(t("Never to be written to: {n}.", n=done.never))
    return " ".join(parts)


def _send(wave: Wave, record: str) -> str:
    held = st.session_state
    to = read_addressees(held.get(key("addresses", record)) or "")
    done = invite_by_mail(
        cache.settings(),
        actor(),
        Invitation(wave.survey, wave.name),
        to,
        Words(held.get(key("language", record)) or "", typed_words(record, "words")),
        current_moment(),
    )
    for field in ("addresses", "words_cy", "words_en"):
        held[key(field, record)] = ""
    twice = t("Addresses that stood there twice: {n}.", n=to.twice) if to.twice else ""
    return f"{_told(done)} {twice}".strip()


def typed_words(record: str, field: str) -> Label:
    """Return what a steward adds to a letter, in both languages as it is typed."""
    held = st.session_state
    return Label(*(held.get(key(f"{field}_{x}", record)) or "" for x in ("en", "cy")))


def ask_for_words(record: str, field: str) -> None:
    """Draw the fields for what a steward adds to a letter."""
    columns = st.columns(2)
    labels = {"cy": t("Your words, in Welsh"), "en": t("Your words, in English")}
    for column, (language, label) in zip(columns, labels.items(), strict=True):
        column.text_area(
            label,
            key=key(f"{field}_{language}", record),
            max_chars=LONGEST,
            height=110,
        )


def _by_mail(wave: Wave, record: str) -> None:
    """Draw what invites by mail, or why nobody can be."""
    components.heading(t("By mail"), 3)
    if reason := no_mail():
        components.paragraph(reason, "note")
        components.paragraph(t("Until then codes are printed."))
        return
    components.paragraph(
        t(
            "Each address gets a letter with a code of its own. Nobody can see the "
            "letters, and nothing is kept of which address got which code."
        )
    )
    st.text_area(
        t("Addresses, one a line, at most {n}", n=MOST),
        key=key("addresses", record),
        height=150,
    )
    st.segmented_control(
        t("Language of the letters"),
        ["", *LANGUAGES],
        default="",
        format_func=lambda x: LANGUAGES.get(x) or t("Both"),
        required=True,
        key=key("language", record),
    )
    components.paragraph(
        t("You may add words of your own: in both languages, or in none."),
        "desk-label",
    )
    ask_for_words(record, "words")
    st.button(
        t("Send the invitations"),
        type="primary",
        icon=":material/send:",
        key=key("send", record),
        on_click=presses(lambda: _send(wave, record)),
    )


def draw(_who: Actor, wave: Wave) -> None:
    """Draw both ways to invite to a wave; or why nobody can be invited."""
    record = record_of(wave.survey, wave.name)
    if not days_left(wave, current_day()):
        components.paragraph(
            t("This wave has closed, and its codes open nothing any more."), "note"
        )
        return
    if wave.code:
        components.paragraph(
            t(
                "This wave is open to anybody who knows its word, so it has no codes. "
                "Tell the word to those whom you invite, with the address of the form."
            ),
            "note",
        )
        return
    _print(wave, record)
    _by_mail(wave, record)
    _void(wave, record)
