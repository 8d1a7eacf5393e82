"""The part of the desk where files are brought in: what is in them, what of it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from copro_map.base.errors import CoproMapError, DatabaseError
from copro_map.base.i18n import t
from copro_map.drawing.bands import number
from copro_map.drawing.templates import styles
from copro_map.files.workbook import SEVERAL
from copro_map.frame import cache, components, faults, filling, state
from copro_map.frame.filling import tell_fault
from copro_map.imports.choosing import (
    ANSWER,
    OF,
    answers_of,
    left_out,
    missing,
    rows_of,
    taken,
    twins_left,
    unanswered,
)
from copro_map.imports.drafts import GONE
from copro_map.imports.importer import Asked, Importer, Tried
from copro_map.imports.page.chosen import (
    Chosen,
    choices_mark,
    is_small,
    looked_at,
    taken_up,
)
from copro_map.imports.page.columns import columns_asked, words_asked
from copro_map.imports.page.file import about_file, choose_file
from copro_map.imports.page.made import made
from copro_map.imports.page.outcome import Ready, outcome, refused, tried_now
from copro_map.imports.page.twins import twins_asked
from copro_map.people.rules.permissions import Actor

STYLE = Path(__file__).parent / "bring_in.css"
PRESSED, ASKS = "bring_pressed", "bring_asks"


def _asks(chosen: Chosen, tried: Tried) -> bool:
    """Draw what an import asks besides; say whether anything has no answer yet."""
    known: dict[str, Asked] = st.session_state.setdefault(f"{ASKS}_{chosen.key}", {})
    known.update({one.name: one for one in tried.asks})
    for one in known.values():
        filling.draw(
            st.radio,
            one.words.text(),
            chosen,
            f"{ANSWER}{one.name}",
            None,
            options=list(one.answers),
            format_func=lambda x, names=one.answers: names[x].text(),
            index=None,
        )
    return any(name not in answers_of(chosen.filled) for name in known)


def _waits(chosen: Chosen, tried: Tried, base: Tried, *, asks: bool) -> str:
    """Return what must be answered before the file can be brought in, if anything."""
    if tried.strange:
        return t("First say what the words above are.")
    if asks:
        return t("First answer what is asked above.")
    if left := twins_left(chosen.filled, base.twins):
        return t("First say of these rows whether they are there: {n}.", n=len(left))
    return ""


def _trial(ready: Ready, rows: int) -> None:
    """Draw what the file would do: at once if it is small, else when pressed."""
    chosen = ready.chosen
    mark = choices_mark(chosen)
    if not ready.small and st.session_state.get(PRESSED) != mark:
        components.paragraph(t("The file is large: checking it takes a while."))
        st.button(
            t("Check all rows: {n}", n=number(rows, 0)),
            type="primary",
            icon=":material/fact_check:",
            key="bring_check",
            on_click=lambda: st.session_state.update({PRESSED: mark}),
        )
        return
    words = t("Checking the rows: {n}", n=number(rows, 0))
    base = tried_now(ready, left_out(chosen.filled), words)
    tried = refused(chosen) or (
        tried_now(ready, rows_of(chosen.filled), words) if ready.small else base
    )
    words_asked(chosen, tried, ready.meanings)
    asks = _asks(chosen, base)
    twins_asked(chosen, base.twins)
    outcome(ready, tried, _waits(chosen, tried, base, asks=asks))


def _steps(chosen: Chosen, importer: Importer) -> None:
    """Draw what is asked of the file, and then what it would do."""
    of = str(chosen.file.told.get(OF) or "")
    meanings = importer.meanings(cache.settings(), of)
    with st.spinner(t("Reading the file")):
        looked = looked_at(chosen, importer)
    columns = taken(looked, chosen.filled)
    needs = missing(looked, columns, meanings, chosen.filled)
    if columns:
        columns_asked(chosen, columns, needs, meanings)
    if any(one.again for one in columns) or unanswered(needs, chosen.filled):
        components.paragraph(t("Answer what is missing above, and go on here."), "note")
        return
    ready = Ready(chosen, importer, columns, meanings, needs, is_small(looked))
    _trial(ready, looked.rows)


def _file(chosen: Chosen) -> None:
    """Draw the file and its steps; a refusal is a sentence, and choices stay."""
    importer = chosen.importer
    try:
        about_file(chosen)
        if importer:
            _steps(chosen, importer)
    except DatabaseError:
        raise
    except CoproMapError as error:
        if error.message == SEVERAL:
            st.info(t("Several sheets hold something. Choose the one that is meant."))
        else:
            st.warning(components.no_markdown(faults.words(error)))
    if chosen.fault:
        unkept = t("The last choice is not kept yet. It is tried again with the next.")
        tell_fault(chosen, unkept, chosen.last)


def draw(who: Actor) -> None:
    """Draw the steps from a file to what it changes, and the imports that were made."""
    st.html(styles(STYLE))
    chosen, is_gone = taken_up()
    if is_gone:
        st.info(t(GONE), icon=":material/info:")
    if chosen:
        _file(chosen)
        return
    if state.get("number"):
        made(who)
        components.heading(t("Bring in another file"), 3)
        choose_file()
        return
    components.lead(
        t(
            "A file from a spreadsheet, a survey tool or a map. You see what it would "
            "do before anything is kept, and can take it back as a whole."
        )
    )
    choose_file()
    made(who)
