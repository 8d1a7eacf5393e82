"""Which file, and what is in it: the first step of an import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from copro_map.base.i18n import Label, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components, state
from copro_map.frame.filling import DRAFT, draw
from copro_map.frame.pressing import attempt
from copro_map.frame.who import actor
from copro_map.imports.choosing import OF, ROW, SHEET
from copro_map.imports.drafts import keep_upload, let_go, tell
from copro_map.imports.importer import Importer
from copro_map.imports.page.chosen import CHOSEN, Chosen, sheets
from copro_map.imports.subjects import SUBJECTS

SUBJECT = "what"  # in the address, before a file is chosen
TURN, BEFORE, SET = "bring_turn", "bring_before", "bring_set"


def _sets(importer: Importer | None) -> Mapping[str, Label]:
    """Return the sets of records of a subject to choose from; none if it has none."""
    if importer is None or importer.sets is None:
        return {}
    return importer.sets(cache.settings(), current_day())


def _subject() -> str:
    """Draw what such a file can be, and return which it is."""
    asked = state.get(SUBJECT)
    chosen = asked if asked in SUBJECTS else next(iter(SUBJECTS))
    st.radio(
        t("What is in the file?"),
        list(SUBJECTS),
        format_func=lambda one: t(SUBJECTS[one].label),
        captions=[t(one.help) for one in SUBJECTS.values()],
        **state.bind(SUBJECT, chosen, closes=False),
    )
    return chosen


def _of(subject: str) -> str:
    """Draw the choice of a set of records, if the subject has several; return it."""
    names = _sets(SUBJECTS[subject])
    if not names:
        return ""
    return str(
        st.selectbox(
            t("Which of them?"),
            list(names),
            format_func=lambda one: names[one].text(),
            key=f"{SET}_{subject}",
            filter_mode=None,
        )
    )


def _keep(subject: str, of: str, key: str) -> None:
    """Keep the file that was chosen, and go on with it."""
    file = st.session_state.get(key)
    if file is None:
        return
    before: dict[str, Any] = st.session_state.get(BEFORE, {})
    told = dict(before.get("told", {})) if before.get("subject") == subject else {}
    told |= {OF: of} if of else {}

    def keep() -> str:
        content = file.getvalue()
        kept = keep_upload(
            cache.settings(), actor(), file.name, content, subject, told, current_day()
        )
        state.put(**{DRAFT: kept, SUBJECT: "", "number": ""})
        st.session_state.pop(BEFORE, None)
        return ""

    attempt(keep)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def choose_file() -> None:
    """Draw the choice of what is in a file, and the field to give it."""
    subject = _subject()
    of = _of(subject)
    if SUBJECTS[subject].sets is not None and not of:
        components.paragraph(
            t("There is none to bring replies in for yet. Open a wave first."), "note"
        )
        return
    key = f"bring_file_{st.session_state.get(TURN, 0)}"
    st.file_uploader(
        t("The file: XLSX, CSV, GeoJSON or uMap, at most 5 MB"),
        key=key,
        on_change=_keep,
        args=(subject, of, key),
    )


def _another(chosen: Chosen) -> None:
    """Let the file go, and ask for another; what was chosen stays for that one."""
    file = chosen.file
    told = {
        name: one
        for name, one in file.told.items()
        if not name.startswith(ROW) and name != SHEET
    }

    def go() -> str:
        let_go(cache.settings(), actor(), file.key)
        return ""

    if attempt(go):
        st.session_state[BEFORE] = {"subject": file.subject, "told": told}
        if of := file.told.get(OF):
            st.session_state[f"{SET}_{file.subject}"] = of
        st.session_state.pop(CHOSEN, None)
        state.put(**{DRAFT: "", SUBJECT: file.subject})


def _of_another_subject(chosen: Chosen) -> None:
    wanted = st.session_state["bring_subject"]

    def change() -> str:
        tell(cache.settings(), actor(), chosen.key, {}, current_day(), subject=wanted)
        return ""

    attempt(change)


def _what(chosen: Chosen) -> None:
    """Draw what is in the file, to be changed if that was wrong."""
    state.put_in("bring_subject", chosen.file.subject)
    st.selectbox(
        t("What is in the file?"),
        list(SUBJECTS),
        format_func=lambda one: t(SUBJECTS[one].label),
        key="bring_subject",
        on_change=_of_another_subject,
        args=(chosen,),
        filter_mode=None,
    )


def _which(chosen: Chosen) -> None:
    """Draw the choice of a set of records, if there are several."""
    names = _sets(chosen.importer)
    if names:
        draw(
            st.selectbox,
            t("Which of them?"),
            chosen,
            OF,
            next(iter(names)),
            options=list(names),
            format_func=lambda one: names[one].text() if one in names else one,
            filter_mode=None,
        )


def _sheet(chosen: Chosen) -> None:
    """Draw the choice of a sheet, if there are several that hold something."""
    names = sheets(chosen)
    if names:
        draw(
            st.selectbox,
            t("Which sheet?"),
            chosen,
            SHEET,
            "",
            options=["", *names],
            format_func=lambda one: one or t("The one that is understood best"),
            filter_mode=None,
        )


def about_file(chosen: Chosen) -> None:
    """Draw which file it is, what is in it, and the way to another one."""
    file = chosen.file
    size = f"{-(-file.size // 1024)} KB"
    with st.container(border=True, key="bring_about"):
        with st.container(horizontal=True, vertical_alignment="center"):
            components.show("imports/file.html", file=file.name, size=size)
            st.button(
                t("Choose another file"),
                icon=":material/upload_file:",
                key="bring_another",
                on_click=_another,
                args=(chosen,),
            )
        asks = [_what, _which, _sheet]
        asks = asks if _sets(chosen.importer) else [_what, _sheet]
        asks = asks if sheets(chosen) else asks[:-1]
        for column, ask in zip(st.columns(len(asks)), asks, strict=True):
            with column:
                ask(chosen)
