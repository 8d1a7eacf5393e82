"""What becomes of a self-audit: taken away as files, sent to the Network."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from copro_map.audits import files as audit_files
from copro_map.audits import words as audit_words
from copro_map.audits.checks import problems
from copro_map.audits.importing import submit
from copro_map.audits.page.audit import instrument_now, kept_of
from copro_map.audits.rules.instrument import Answers
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, explain, language_in_force, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components

ASKED, SENT = "asked_to_send", "sent"


def _file(
    make: Callable[[Settings, Answers], bytes], answers: Answers, language: str
) -> bytes:
    with language_in_force(language):
        return make(cache.settings(), answers)


def take_away(answers: Answers) -> None:
    """Offer the result as a page to print and as a table."""
    name = f"{answers.asset_id}-{answers.audited_on.isoformat()}"
    files = (
        (audit_files.audit_page, "html", t("To print or to send.")),
        (audit_files.audit_csv, "csv", t("Your answers as a table.")),
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


def _send(answers: Answers) -> None:
    """Send the audit, or say everything that is missing."""
    where, today, instrument = cache.settings(), current_day(), instrument_now()
    missing = audit_words.scores_missing(instrument, answers.scores)
    if missing:
        st.warning(t("Not complete yet. Scores still missing: {n}", n=missing))
    found = problems(where, answers, today)
    for problem in found:
        st.warning(explain(problem))
    if not (missing or found):
        number = submit(where, answers, today)
        kept_of(answers.asset_id)[SENT] = (number, answers)


def send(answers: Answers) -> None:
    """Offer to send the audit to the Network; say what becomes of it."""
    st.header(t("Send it to the Network"))
    words = t(
        "A steward of the Network reads it first. Once it is accepted, everybody can "
        "see here the level of the project and of each principle, and how many people "
        "took part. Only stewards read the evidence. Leave out the names of people "
        "and everything by which somebody could be known."
    )
    components.paragraph(words, "note")
    kept = kept_of(answers.asset_id)
    if kept.pop(ASKED, False):
        _send(answers)
    number, sent = kept.get(SENT, (0, None))
    if sent == answers:
        st.success(
            t(
                "Sent, and thank you. Its number: {number}. It waits for a steward, "
                "and does not count before it is accepted.",
                number=number,
            )
        )
        return
    # The answers of this run are sent, not those of the run that drew the button.
    st.button(
        t("Send it to the Network"),
        icon=":material/send:",
        type="primary",
        key="audit_send",
        on_click=kept.update,
        args=({ASKED: True},),
    )
