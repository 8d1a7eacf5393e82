"""Filling in: a screen for who takes part, one for each principle, one for the result.

Both groups stand beside each other, and the descriptions are what is chosen.
"""

from __future__ import annotations

import streamlit as st

from copro_map.audits.importing import LONGEST_NOTE, MOST_PEOPLE
from copro_map.audits.page import keeping, outcome
from copro_map.audits.page.filling import Filling, answers_of, tell_fault
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.audits.rules.steps import (
    WHO,
    Stop,
    last,
    principle_at,
    scored_by_both,
    stops,
)
from copro_map.base.i18n import t
from copro_map.base.today import current_day
from copro_map.drawing.templates import render
from copro_map.files.columns import FIRST_DAY
from copro_map.frame import components, walk
from copro_map.frame.filling import draw

NOTE_HEIGHT = 90  # pixels: three lines


def _name(instrument: Instrument, stop: Stop) -> str:
    if stop.principle:
        return instrument.principles[stop.principle].short.text()
    return t("Who takes part") if stop.number == WHO else t("The result")


def trail(filling: Filling, instrument: Instrument, number: int) -> None:
    """Draw the steps by name; each leads there."""
    answers = answers_of(filling, instrument)
    shown = [
        (
            _name(instrument, one),
            keeping.link_to(filling, one.number),
            one.done,
            one.number == number,
        )
        for one in stops(instrument, answers)
    ]
    components.show("audits/trail.html", stops=shown)


def _who(filling: Filling, instrument: Instrument) -> None:
    """Draw the day, and how many of each group took part."""
    walk.head(
        t("Who takes part?"),
        0,
        hint=t(
            "Each group talks by itself first and agrees on one level for each "
            "principle. Then you compare."
        ),
    )
    columns = st.columns(len(instrument.groups))
    for column, (name, group) in zip(columns, instrument.groups.items(), strict=True):
        draw(
            column.number_input,
            t("How many took part: {group}", group=group.label),
            filling,
            f"people/{name}",
            None,
            min_value=1,
            max_value=MOST_PEOPLE,
            step=1,
            value=None,
            placeholder=t("A number"),
        )
        with column:
            components.paragraph(group.who.text(), "muted")
    draw(
        st.date_input,
        t("Date of the audit"),
        filling,
        "date",
        current_day(),
        value=current_day(),
        format="DD/MM/YYYY",
        min_value=FIRST_DAY,
        max_value=current_day(),
    )
    tell_fault(filling, "date", *(f"people/{name}" for name in instrument.groups))


def _choices(instrument: Instrument, name: str) -> dict[str, str]:
    """Return the levels of a principle in the words in which they are chosen."""
    described = {
        level: f"**{components.no_markdown(instrument.levels[level].text())}** "
        f"{components.no_markdown(words.text())}"
        for level, words in instrument.principles[name].levels.items()
    }
    return described | {"": t("Not agreed yet")}


def _score(filling: Filling, instrument: Instrument, name: str, number: int) -> None:
    """Draw one principle: what each group says, and the evidence."""
    principle = instrument.principles[name]
    of = len(instrument.principles)
    walk.head(principle.label.text(), number - WHO, of, hint=principle.question.text())
    choices = _choices(instrument, name)
    columns = st.columns(len(instrument.groups), gap="large")
    for column, (group, own) in zip(columns, instrument.groups.items(), strict=True):
        draw(
            column.radio,
            own.label.text(),
            filling,
            f"{group}/{name}",
            None,
            options=list(choices),
            format_func=choices.__getitem__,
            index=None,
            width="stretch",
        )
    draw(
        st.text_area,
        t("Evidence: what would you show somebody who asks?"),
        filling,
        f"note/{name}",
        "",
        max_chars=LONGEST_NOTE,
        height=NOTE_HEIGHT,
        placeholder=t("No names of people, please."),
    )
    groups = (f"{group}/{name}" for group in instrument.groups)
    tell_fault(filling, f"note/{name}", *groups)


def _ways(filling: Filling, instrument: Instrument, number: int) -> None:
    """Draw the ways on and back, and whether all is saved, where it is always seen."""
    with st.container(key="audit_ways"):
        is_before = number == last(instrument) - 1
        words = t("See the result") if is_before else ""
        walk.ways(number, last(instrument), words=words)
        keeping.saved(filling)


def progress(instrument: Instrument, answers: Answers) -> str:
    """Return how many principles both groups have scored, in words."""
    n, of = scored_by_both(instrument, answers), len(instrument.principles)
    return t("Principles scored by both groups: {n} of {total}", n=n, total=of)


def step(filling: Filling, instrument: Instrument, number: int) -> None:
    """Draw a step of the audit, with the ways from it."""
    with st.container(key=f"walk_audit_{number}"):
        name = principle_at(instrument, number)
        if name:
            _score(filling, instrument, name, number)
        elif number == WHO:
            _who(filling, instrument)
        else:
            outcome.draw(filling, instrument)
        _ways(filling, instrument, number)
    typing = render("audits/typing.html", step=number)
    st.html(typing, unsafe_allow_javascript=True)
    keeping.go_on_later(filling, number)
