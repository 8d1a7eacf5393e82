"""The page of the self-audit: a project, its history, the form and the result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from copro_map.audits import file, listing
from copro_map.audits import words as audit_words
from copro_map.audits.charts.chart import (
    STYLE,
    PastAudit,
    audit_chart_html,
    history_html,
)
from copro_map.audits.importing import LONGEST_NOTE, MOST_PEOPLE, problems, submit
from copro_map.audits.listing import instrument_in_use
from copro_map.audits.page.filling import (
    Filling,
    answers_of,
    filling_of,
    tell_fault,
)
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.audits.rules.levels import result
from copro_map.audits.store.audits import AuditError
from copro_map.base.config import Settings
from copro_map.base.i18n import (
    current_language,
    explain,
    language_in_force,
    long_date,
    sort_key,
    t,
)
from copro_map.base.today import current_day
from copro_map.drawing.templates import styles
from copro_map.files.columns import FIRST_DAY
from copro_map.frame import cache, components, frame, state
from copro_map.frame.filling import DRAFT, draw

SENT_HERE = "audits_sent"  # The numbers of what this visit has sent, of all projects.
NOTE_HEIGHT = 90  # pixels: three lines


def instrument_now() -> Instrument:
    """Return the instrument by which projects are audited now."""
    return instrument_in_use(cache.settings().data_dir)


def about() -> None:
    """Say what this is for, that it is a first version, and how the level is found."""
    instrument = instrument_now()
    st.html(styles(STYLE))
    components.show("audits/version.html", note=instrument.note.text())
    with st.expander(t("How the level is found")):
        groups = [(x.label.text(), x.who.text()) for x in instrument.groups.values()]
        rule = instrument.rule.text()
        components.show("audits/rule.html", rule=rule, groups=groups)


def picker() -> str:
    """Draw the choice of a project; return its id, empty if none is chosen."""
    names = {x: y.text() for x, y in listing.projects(cache.settings()).items()}
    chosen = state.get("entry")
    if chosen and chosen not in names:
        st.warning(t("The link names no project that is on the map. Choose another."))
        chosen = ""
    components.choice(
        t("Project"),
        sorted(names, key=lambda x: sort_key(names[x])),
        names.__getitem__,
        nothing=t("Choose a project"),
        **state.bind("entry", chosen or None, clears=(DRAFT,), closes=False),
    )
    if not names:
        st.info(t("There is no project on the map yet."))
    elif not chosen:
        st.info(t("Choose your project. If it is missing, put it on the map first."))
    return chosen


def history(asset_id: str) -> None:
    """Draw the accepted audits of a project, if it has any."""
    past = listing.history(cache.settings(), asset_id, current_day())
    rows: Any = past.itertuples()
    frame.link("pages/entry.py", t("Its entry"), ":material/article:", id=asset_id)
    if past.empty:
        words = t("No audit of this project has been accepted yet.")
        components.paragraph(words, "muted")
        return
    instrument = instrument_now()
    columns = [
        PastAudit(
            long_date(date.fromisoformat(row.audited_on)),
            audit_words.people_words(instrument, row.people),
            row.level,
            row.standing,
        )
        for row in rows
    ]
    st.header(t("Earlier audits"))
    st.html(history_html(instrument, columns))
    if any(not one.standing for one in columns):
        words = t(
            "Where a group was one person, or nobody said how many took part, only the "
            "level of the project is shown."
        )
        components.paragraph(words, "muted")


def _score(filling: Filling, instrument: Instrument, name: str) -> None:
    """Draw one principle: what its levels look like, both scores, the evidence."""
    with st.container(border=True):
        principle, levels = instrument.principles[name], instrument.levels
        words = {"": t("Not agreed yet")} | {x: y.text() for x, y in levels.items()}
        components.show("audits/principle.html", principle=principle, levels=levels)
        columns = st.columns(len(instrument.groups))
        for column, (group, own) in zip(
            columns, instrument.groups.items(), strict=True
        ):
            draw(
                column.radio,
                own.label.text(),
                filling,
                f"{group}/{name}",
                "",
                options=list(words),
                format_func=words.__getitem__,
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
        tell_fault(
            filling, f"note/{name}", *(f"{group}/{name}" for group in instrument.groups)
        )


def form(asset_id: str) -> tuple[Filling, Answers]:
    """Draw the audit to fill in; return what is filled in so far."""
    instrument = instrument_now()
    st.header(t("The audit"))
    words = t(
        "Sit down together, citizens and professionals. Each group talks by itself "
        "first and agrees on one level for each principle, the one that describes the "
        "project as it is today."
    )
    components.paragraph(words)
    words = t(
        "What you fill in is kept for a day under the address of this page. Copy the "
        "address to go on later, or on another device. Whoever has it can read and "
        "change what you fill in."
    )
    components.paragraph(words, "note")
    filling = filling_of(asset_id)
    first, *others = st.columns(1 + len(instrument.groups))
    draw(
        first.date_input,
        t("Date of the audit"),
        filling,
        "date",
        current_day(),
        value=current_day(),
        format="DD/MM/YYYY",
        min_value=FIRST_DAY,
        max_value=current_day(),
    )
    for column, (name, group) in zip(others, instrument.groups.items(), strict=True):
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
            help=group.who.text(),
        )
    tell_fault(filling, "date", *(f"people/{name}" for name in instrument.groups))
    for name in instrument.principles:
        _score(filling, instrument, name)
    return filling, answers_of(filling, instrument)


def outcome(answers: Answers) -> None:
    """Draw what the scores come to, as soon as there is one."""
    instrument, scores = instrument_now(), answers.scores
    found = result(instrument, scores)
    st.header(t("The result"))
    if not any(level for own in scores.values() for level in own.values()):
        st.info(t("Choose a level above, and the result stands here at once."))
        return
    level = audit_words.level_sentence(instrument, scores, found)
    components.show("audits/level.html", level=level)
    st.html(audit_chart_html(instrument, scores, found.standing))
    sections = (
        audit_words.differences_section(instrument, scores, found),
        audit_words.next_section(instrument, found),
    )
    for column, section in zip(st.columns(2, gap="large"), sections, strict=True):
        with column:
            components.show("audits/section.html", told=section)


def _file(
    make: Callable[[Settings, Answers], bytes], answers: Answers, language: str
) -> bytes:
    with language_in_force(language):
        return make(cache.settings(), answers)


def take_away(answers: Answers) -> None:
    """Offer the result as a page to print and as a table."""
    name = f"{answers.asset_id}-{answers.audited_on.isoformat()}"
    files = (
        (file.audit_page, "html", t("To print or to send.")),
        (file.audit_csv, "csv", t("Your answers as a table.")),
    )
    with st.container(horizontal=True, key="take_away"):
        for make, file_format, about_it in files:
            components.download(
                file_format.upper(),
                partial(_file, make, answers, current_language()),
                f"{name}.{file_format}",
                key=f"download_{file_format}",
                about=about_it,
            )


def _send(filling: Filling, answers: Answers) -> None:
    """Send the audit, or say everything that is missing."""
    where, today, instrument = cache.settings(), current_day(), instrument_now()
    missing = audit_words.scores_missing(instrument, answers.scores)
    if missing:
        st.warning(t("Not complete yet. Scores still missing: {n}", n=missing))
    found = problems(where, answers, today)
    for problem in found:
        st.warning(explain(problem))
    if missing or found:
        return
    mine: set[int] = st.session_state.setdefault(SENT_HERE, set())
    try:
        number = submit(where, answers, today, sent_before=len(mine), draft=filling.key)
    except AuditError as refused:
        st.warning(explain(refused))
        return
    mine.add(number)
    filling.was_sent(number, answers)


def send(filling: Filling, answers: Answers) -> None:
    """Offer to send the audit to the Network; say what becomes of it."""
    st.header(t("Send it to the Network"))
    words = t(
        "A steward of the Network, or an officer of the County Voluntary Council of "
        "your area, reads it first. Once it is accepted, everybody can see here the "
        "level of the project and of each principle, and how many people took part; if "
        "a group is one person, only the level of the project. Only they read what "
        "each group said, and the evidence. Leave out the names of people and "
        "everything by which somebody could be known."
    )
    components.paragraph(words, "note")
    if filling.asked_to_send:
        filling.asked_to_send = False
        _send(filling, answers)
    number, sent = filling.sent or (0, None)
    if sent == answers:
        st.success(
            t(
                "Sent, and thank you. Its number: {number}. It waits to be read, and "
                "does not count before it is accepted.",
                number=number,
            )
        )
        return
    components.your_data()
    # The answers of this run are sent, not those of the run that drew the button.
    st.button(
        t("Send it to the Network"),
        icon=":material/send:",
        type="primary",
        key="audit_send",
        on_click=filling.ask_to_send,
    )
