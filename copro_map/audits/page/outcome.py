"""The result: how far it is co-produced, where the groups differ, the next step."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.audits import words as audit_words
from copro_map.audits.charts.chart import audit_chart_html
from copro_map.audits.file import audit_csv
from copro_map.audits.importing import problems, submit
from copro_map.audits.page.filling import Filling, answers_of, start_anew
from copro_map.audits.page.keeping import link_to
from copro_map.audits.papers import audit_page, audit_pdf
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.audits.rules.levels import result
from copro_map.audits.rules.steps import last, stops
from copro_map.audits.store.audits import AuditError
from copro_map.base.i18n import explain, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components, walk
from copro_map.frame.pressing import attempt

SENT_HERE = "audits_sent"  # The numbers of what this visit has sent, of all projects.


def _still_open(filling: Filling, instrument: Instrument, answers: Answers) -> None:
    """Name what both groups have not scored yet; each name leads there."""
    found = [
        (instrument.principles[one.principle].label.text(), link_to(filling, number))
        for number, one in enumerate(stops(instrument, answers), start=1)
        if one.principle and not one.done
    ]
    if found:
        components.show("audits/still_open.html", found=found)


def _found(filling: Filling, instrument: Instrument, answers: Answers) -> None:
    """Draw what the scores come to."""
    scores = answers.scores
    found = result(instrument, scores)
    is_any = any(level for own in scores.values() for level in own.values())
    if not is_any:
        st.info(t("Nothing is scored yet. The result stands here as soon as it is."))
        _still_open(filling, instrument, answers)
        return
    level = audit_words.level_sentence(instrument, scores, found)
    widest = audit_words.widest_sentence(instrument, scores, found)
    components.show("audits/level.html", level=level, widest=widest)
    _still_open(filling, instrument, answers)
    st.html(audit_chart_html(instrument, scores, found.standing))
    sections = (
        audit_words.differences_section(instrument, scores, found),
        audit_words.next_section(instrument, found),
    )
    for column, section in zip(st.columns(2, gap="large"), sections, strict=True):
        with column:
            components.show("audits/section.html", told=section)
    _take_away(answers)


def _take_away(answers: Answers) -> None:
    """Offer the result on paper, as a page and as a table."""
    components.heading(t("Take it away"), 3)
    name = f"{answers.asset_id}-{answers.audited_on.isoformat()}"
    files = (
        (audit_pdf, "pdf", t("The result, to print.")),
        (audit_page, "html", t("The result as a page, to print or to send.")),
        (audit_csv, "csv", t("Your answers as a table.")),
    )
    with st.container(horizontal=True, key="take_away"):
        for make, file_format, about_it in files:
            components.download(
                file_format.upper(),
                partial(make, cache.settings(), answers),
                f"{name}.{file_format}",
                key=f"download_{file_format}",
                about=about_it,
            )


def _send(filling: Filling, instrument: Instrument, answers: Answers) -> None:
    """Send the audit, or say everything that is missing."""
    where, today = cache.settings(), current_day()
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


def _begin_another(asset_id: str) -> None:
    def do() -> str:
        start_anew(asset_id)
        walk.go_to(0)
        return ""

    attempt(do)


def _was_sent(filling: Filling, number: int) -> None:
    """Say that it has arrived, and what happens now."""
    st.success(
        t(
            "Sent, and thank you. Its number: {number}. It waits to be read, and does "
            "not count before it is accepted.",
            number=number,
        )
    )
    components.paragraph(
        t("The link of your group holds nothing any more. Take the result away above."),
        "muted",
    )
    st.button(
        t("Begin another audit of this project"),
        key="audit_another",
        on_click=partial(_begin_another, filling.asset_id),
    )


def _sending(filling: Filling, instrument: Instrument, answers: Answers) -> None:
    """Offer to send the audit to the Network; say what becomes of it."""
    components.heading(t("Send it to the Network"), 3)
    words = t(
        "Only if you want to: the result is yours without it. A steward of the "
        "Network, or an officer of the County Voluntary Council of your area, reads it "
        "first. Once it is accepted, everybody can see here the level of the project "
        "and of each principle, and how many people took part; if a group is one "
        "person, only the level of the project. Only they read what each group said, "
        "and the evidence. Leave out the names of people and everything by which "
        "somebody could be known."
    )
    components.paragraph(words, "prose")
    if filling.asked_to_send:
        filling.asked_to_send = False
        _send(filling, instrument, answers)
    number, sent = filling.sent or (0, None)
    if sent == answers:
        _was_sent(filling, number)
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


def draw(filling: Filling, instrument: Instrument) -> None:
    """Draw the result, the ways to take it away, and to send it."""
    answers = answers_of(filling, instrument)
    walk.head(t("The result"), last(instrument))
    _found(filling, instrument, answers)
    _sending(filling, instrument, answers)
