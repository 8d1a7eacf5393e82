"""What a file would do: how many, what is wrong, how it will look; and the press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from copro_map.base.i18n import current_language, language_in_force, t
from copro_map.base.today import current_moment
from copro_map.drawing.bands import number
from copro_map.files.headings import MISSING
from copro_map.files.rows import Fault
from copro_map.frame import cache, components, state
from copro_map.frame.filling import DRAFT
from copro_map.frame.pressing import attempt, told
from copro_map.frame.who import actor
from copro_map.imports.choosing import (
    MEND,
    ROW,
    Taken,
    faults_to_show,
    to_mend,
)
from copro_map.imports.doing import Work
from copro_map.imports.importer import Importer, Meaning, Tried
from copro_map.imports.mending import to_mend as sheet_to_mend
from copro_map.imports.page.chosen import CHOSEN, SEEN, Chosen, try_out
from copro_map.imports.page.columns import in_every_row, names_of
from copro_map.imports.rules.reasons import plain_reason

MOST_TOLD = 50  # faults, and notes, that are listed
REFUSED = "bring_refused"


@dataclass(frozen=True)
class Ready:
    """A file of which the columns are clear: what is to be brought in, and how.

    ``needs`` are the fields that no column says and that are asked for above.
    """

    chosen: Chosen
    importer: Importer
    columns: tuple[Taken, ...]
    meanings: tuple[Meaning, ...]
    needs: tuple[Meaning, ...]
    small: bool

    def unsaid(self, faults: Sequence[Fault]) -> tuple[Meaning, ...]:
        """Return the fields that faults are about, and that no column says."""
        have = {one.meaning for one in self.columns}
        about = {one.column for one in faults} - have
        headings = {one.heading for one in self.columns}
        return tuple(one for one in self.meanings if one.name in about - headings)


def _lines(ready: Ready, faults: Sequence[Fault]) -> list[Mapping[str, object]]:
    """Return faults as a template shows them: the first of many.

    What the file has no column for is called as people call it.
    """
    names = names_of(ready.unsaid(faults))
    return [
        {
            "row": one.row or "",
            "column": names.get(one.column, one.column),
            "reason": _reason(ready, one),
        }
        for one in faults[:MOST_TOLD]
    ]


def _unasked(tried: Tried) -> tuple[Fault, ...]:
    """Return what must be there and nothing above asks for: the name of an entry."""
    return tuple(one for one in tried.faults if one.message == MISSING)


def _reason(ready: Ready, fault: Fault) -> str:
    if fault.message != MISSING:
        return plain_reason(fault)
    field = str(fault.facts["field"])
    label = names_of(ready.meanings).get(field, field)
    return t("No column says this: {field}. Choose above which one does.", field=label)


def _mending(ready: Ready) -> Callable[[], bytes]:
    """Return what makes the sheet of all rows to mend, those that are left out too.

    It is called in a thread that knows neither who asks nor in which language.
    """
    work = Work(cache.settings(), actor(), ready.importer, current_moment())
    file, columns, language = ready.chosen.file, ready.columns, current_language()

    def make() -> bytes:
        with language_in_force(language):
            return sheet_to_mend(work.try_out(file, columns, {}), file.name)

    return make


def _download(ready: Ready) -> None:
    stem = ready.chosen.file.name.rpartition(".")[0] or "file"
    components.download(
        t("Download the rows to mend (XLSX)"),
        _mending(ready),
        f"{stem}-{t('to mend')}.xlsx",
        key="bring_mend",
        about=t("The bad cells are marked, with the reason beside them."),
    )


def _leave_out(chosen: Chosen, lines: Sequence[int], what: str | None) -> None:
    chosen.change_all({f"{ROW}{line}": what for line in lines})


def _wrong(ready: Ready, tried: Tried) -> None:
    """Draw what is wrong, the sheet to mend it in, and the way to leave it out."""
    # What stands in the way is said in every case: a name that no column holds too.
    faults = faults_to_show(tried) or _unasked(tried)
    if not faults:
        return
    lines = sorted({one.row for one in faults} & tried.cells.keys())
    heading = (
        t("Rows to mend: {n}", n=len(lines)) if lines else t("What stands in the way")
    )
    components.heading(heading, 3)
    components.show(
        "imports/faults.html",
        faults=_lines(ready, faults),
        more=max(len(faults) - MOST_TOLD, 0),
        caption=heading,
    )
    for one in ready.unsaid(faults):
        if one not in ready.needs:  # it has its control there
            in_every_row(ready.chosen, one)
    if not lines:
        return
    with st.container(horizontal=True):
        _download(ready)
        st.button(
            t("Leave these rows out"),
            icon=":material/playlist_remove:",
            key="bring_leave_out",
            on_click=_leave_out,
            args=(ready.chosen, lines, MEND),
            help=t("The others can be brought in then; mend these, and bring them in."),
        )


def _left_out(ready: Ready) -> None:
    """Draw how many rows are left out to be mended, their sheet, and the way back."""
    lines = to_mend(ready.chosen.filled)
    if not lines:
        return
    words = t(
        "Left out to be mended: {n}. Download them before you go on.", n=len(lines)
    )
    components.paragraph(words, "note")
    with st.container(horizontal=True):
        _download(ready)
        st.button(
            t("Take them in again"),
            icon=":material/playlist_add:",
            key="bring_take_in",
            on_click=_leave_out,
            args=(ready.chosen, lines, None),
        )


def _preview(tried: Tried) -> None:
    """Draw the first rows as they will look."""
    if not tried.preview:
        return
    with st.expander(t("How the first rows will look"), expanded=True):
        heads = list(dict.fromkeys(name for row in tried.preview for name in row))
        components.show("imports/preview.html", heads=heads, rows=tried.preview)


def _notes(ready: Ready, tried: Tried) -> None:
    notes = tried.result.notes
    if not notes:
        return
    with st.expander(t("Worth knowing: {n}", n=len(notes))):
        components.show(
            "imports/notes.html",
            notes=_lines(ready, notes),
            more=max(len(notes) - MOST_TOLD, 0),
        )


def _done(ready: Ready) -> str:
    """Bring the file in; say what came of it."""
    chosen = ready.chosen
    work = Work(cache.settings(), actor(), ready.importer, current_moment())
    tried, number = work.bring(chosen.file, ready.columns)
    if tried.faults:
        st.session_state[REFUSED] = (chosen.filled, tried)
        told(
            t("Nothing was brought in. What is wrong stands below."),
            is_done=False,
        )
        return ""
    for name in (CHOSEN, SEEN, REFUSED):
        st.session_state.pop(name, None)
    state.put(**{DRAFT: "", "what": ready.importer.name, "number": str(number or "")})
    result = tried.result
    return t(
        "Brought in. New: {added}. Changed: {changed}. The same: {unchanged}.",
        added=result.added,
        changed=result.changed,
        unchanged=result.unchanged,
    )


def _press(ready: Ready, tried: Tried) -> None:
    """Draw the press that brings the file in."""
    n = tried.result.added + tried.result.changed
    if not n:
        components.paragraph(
            t("Nothing in it is new: all of it is there as it stands here."), "note"
        )
        return
    if st.button(
        t("Bring in {n}", n=number(n, 0)),
        type="primary",
        icon=":material/check:",
        key="bring_in",
    ):
        with st.status(t("Bringing in. You can go on in another tab meanwhile.")):
            attempt(lambda: _done(ready))
        st.rerun()


def refused(chosen: Chosen) -> Tried | None:
    """Return what came of the last press, if nothing did and no choice was changed."""
    said, tried = st.session_state.get(REFUSED, (None, None))
    return tried if said == chosen.filled else None


def tried_now(ready: Ready, rows: dict[int, str], words: str) -> Tried:
    """Return what the file would do, with a word on the screen while that lasts."""
    with st.spinner(words):
        return try_out(
            ready.chosen, ready.importer, ready.columns, rows, small=ready.small
        )


def outcome(ready: Ready, tried: Tried, waits: str) -> None:
    """Draw what the file would do, and the press; or what it ``waits`` for."""
    _wrong(ready, tried)
    _left_out(ready)
    components.heading(t("What it does"), 3)
    result = tried.result
    if not tried.faults:
        components.show("imports/outcome.html", result=result)
    _notes(ready, tried)
    _preview(tried)
    if waits:
        components.paragraph(waits, "note")
    elif tried.faults:
        components.paragraph(t("Nothing is brought in while rows are to mend."), "note")
    else:
        _press(ready, tried)
