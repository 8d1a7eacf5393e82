"""What stands in the columns of a file: what is clear folded, what is not in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.files.told import IGNORE, NONE
from copro_map.frame import components, state
from copro_map.frame.filling import draw
from copro_map.imports.choosing import (
    COLUMN,
    VALUE,
    WORD,
    Taken,
    words_in_sight,
    words_to_ask,
)
from copro_map.imports.importer import Meaning, Tried
from copro_map.imports.page.chosen import Chosen

# How a column is known, as a word beside it.
HOW = {
    "told": N_("told before"),
    "kept": N_("told before"),
    "name": N_("by its name"),
    "private": N_("tells how to reach somebody"),
    "empty": N_("nothing in it"),
    "twice": N_("another column says the same"),
    "guess": N_("a guess: please look"),
    "unknown": N_("not understood"),
}
MOST_WORDS = 12  # that are asked about at a time, beside those answered
SIDES = (3, 2)  # the heading and what stands below it, and the choice
Names = Mapping[str, str]


def names_of(meanings: Sequence[Meaning]) -> dict[str, str]:
    """Return what each field is called, in the order in which they are offered."""
    return {one.name: one.label.text() for one in meanings}


def _column(chosen: Chosen, one: Taken, names: Names) -> None:
    """Draw a column: its heading, what stands in it, how it is known, the choice."""
    left, right = st.columns(SIDES, vertical_alignment="center")
    with left:
        components.show(
            "imports/column.html",
            heading=one.heading,
            samples=one.samples,
            how=t(HOW[one.how]) if one.meaning == one.usual else t("told by you"),
            is_guess=one.how == "guess" and one.meaning == one.usual,
        )
    name = f"{COLUMN}{one.heading}"
    # What is usual is shown before it is chosen, so that nobody need choose it.
    state.put_in(f"{chosen.form}_{name}", one.meaning)
    with right:
        draw(
            st.selectbox,
            t(
                "What is in this column: {heading}",
                heading=components.no_markdown(one.heading),
            ),
            chosen,
            name,
            one.usual,
            options=[IGNORE, *names],
            format_func=lambda x: names.get(x) or t("Leave out"),
            label_visibility="collapsed",
        )


def _both(columns: Sequence[Taken], names: Names) -> None:
    """Say which fields several columns are taken for."""
    fields = dict.fromkeys(one.meaning for one in columns if one.again)
    for field in fields:
        headings = [one.heading for one in columns if one.meaning == field]
        st.warning(
            components.no_markdown(
                t(
                    "Several columns are taken for {field}: {columns}. Keep one, and "
                    "leave out the others, or say what they are.",
                    field=names.get(field, field),
                    columns="; ".join(headings),
                )
            ),
            icon=":material/info:",
        )


def _folded(
    chosen: Chosen, key: str, label: str, columns: Sequence[Taken], names: Names
) -> None:
    """Draw columns that need no answer, folded away until somebody looks."""
    fold = st.expander(label, key=f"bring_fold_{key}", on_change="rerun")
    if fold.open:
        with fold:
            for one in columns:
                _column(chosen, one, names)


def in_every_row(chosen: Chosen, one: Meaning) -> None:
    """Ask for a field that no column says: what it is in every row."""
    left, right = st.columns(SIDES, vertical_alignment="center")
    label = t("In every row: {field}", field=one.label.text())
    with left:
        components.show(
            "imports/needed.html",
            field=one.label.text(),
            answered=bool(chosen.filled.get(f"{VALUE}{one.name}")),
        )
    with right:
        if one.words:
            draw(
                st.selectbox,
                label,
                chosen,
                f"{VALUE}{one.name}",
                None,
                options=list(one.words),
                format_func=lambda x: one.words[x].text(),
                index=None,
                placeholder=t("The same in every row"),
                label_visibility="collapsed",
            )
        else:
            draw(
                st.text_input,
                label,
                chosen,
                f"{VALUE}{one.name}",
                "",
                placeholder=t("The same in every row"),
                label_visibility="collapsed",
                autocomplete="off",
            )


def _groups(
    columns: Sequence[Taken], *, all_in_sight: bool
) -> tuple[list[Taken], list[Taken], list[Taken]]:
    """Return the columns to look at, those left out, and those that are clear.

    What nobody understands is in sight if something is still missing.
    """
    doubtful = ("guess", "twice", *(("unknown",) if all_in_sight else ()))
    sight, out, clear = [], [], []
    for one in columns:
        if one.again or one.how in doubtful:
            sight.append(one)
        elif one.meaning == IGNORE:
            out.append(one)
        else:
            clear.append(one)
    return sight, out, clear


def columns_asked(
    chosen: Chosen,
    columns: Sequence[Taken],
    needs: Sequence[Meaning],
    meanings: Sequence[Meaning],
) -> None:
    """Draw what the columns are: what needs a look in sight, the others folded."""
    names = names_of(meanings)
    components.heading(t("What stands in its columns"), 3)
    sight, out, clear = _groups(columns, all_in_sight=bool(needs))
    _both(columns, names)
    for one in sight:
        _column(chosen, one, names)
    for needed in needs:
        in_every_row(chosen, needed)
    if clear:
        label = t("Understood: {n}", n=len(clear))
        _folded(chosen, "clear", label, clear, names)
    if out:
        headings = ", ".join(one.heading for one in out)
        label = t("Left out: {n}", n=len(out))
        _folded(chosen, "out", f"{label} ({_short(headings)})", out, names)


def _short(headings: str) -> str:
    """Return the beginning of many headings, as the label of a fold has room for."""
    most = 70
    short = headings if len(headings) <= most else f"{headings[: most - 1]}…"
    return components.no_markdown(short)


def words_asked(chosen: Chosen, tried: Tried, meanings: Sequence[Meaning]) -> None:
    """Draw the words of a vocabulary that nobody understands, a choice each."""
    by_name = {one.name: one for one in meanings if one.words}
    found = [
        one
        for one in words_to_ask(tried.strange, chosen.filled)
        if one.field in by_name
    ]
    if not found:
        return
    components.heading(t("Words that the map does not have"), 3)
    sight = words_in_sight(found, chosen.filled, MOST_WORDS)
    for one in sight:
        meaning = by_name[one.field]
        left, right = st.columns(SIDES, vertical_alignment="center")
        with left:
            components.show(
                "imports/word.html",
                word=one.word,
                field=meaning.label.text(),
                rows=one.rows,
            )
        with right:
            draw(
                st.selectbox,
                t("What this word is: {word}", word=components.no_markdown(one.word)),
                chosen,
                f"{WORD}{one.field} {one.word}",
                None,
                options=[NONE, *meaning.words],
                format_func=lambda x, words=meaning.words: (
                    words[x].text() if x in words else t("It says nothing")
                ),
                index=None,
                placeholder=t("What is it here?"),
                label_visibility="collapsed",
            )
    if len(found) > len(sight):
        more = t("More of them: {n}", n=len(found) - len(sight))
        components.paragraph(more, "muted")
