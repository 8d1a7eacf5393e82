"""Before an audit: what it takes, the sheet to print, the project, earlier audits."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from copro_map.audits import listing
from copro_map.audits import words as audit_words
from copro_map.audits.charts.chart import PastAudit, history_html
from copro_map.audits.page import walk as filling_in
from copro_map.audits.page.filling import Filling, answers_of
from copro_map.audits.papers import sheet_page, sheet_pdf
from copro_map.audits.rules.instrument import Instrument
from copro_map.audits.rules.steps import WHO, first_open
from copro_map.base.i18n import long_date, sort_key, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components, frame, state, walk
from copro_map.frame.filling import DRAFT


def what_it_takes(instrument: Instrument) -> None:
    """Say who should be there, for how long, and offer the sheet to print first."""
    components.heading(t("What it takes"), 2)
    components.facts(
        [
            (
                t("Who"),
                t(
                    "Citizens and professionals of the project, at least two of each "
                    "if you can. Each group talks by itself first."
                ),
            ),
            (
                t("How long"),
                t(
                    "Set aside an hour and a half. Nobody has measured it yet; you "
                    "can stop at any time and go on another day."
                ),
            ),
            (
                t("What you need"),
                t(
                    "A printed sheet for each group, pens, and one phone or computer "
                    "to put the answers in."
                ),
            ),
        ]
    )
    _sheet(instrument)


def _sheet(instrument: Instrument) -> None:
    where, today = cache.settings(), current_day()
    about = t("All descriptions, with a column for each group and room for evidence.")
    files = (
        (sheet_pdf, "pdf", t("Sheet to print (PDF)")),
        (sheet_page, "html", t("The same as a page (HTML)")),
    )
    with st.container(horizontal=True, key="audit_sheet"):
        for make, file_format, words in files:
            components.download(
                words,
                partial(make, where, today),
                f"{instrument.id}-sheet.{file_format}",
                key=f"audit_sheet_{file_format}",
                about=about,
            )


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
        **state.bind("entry", chosen or None, clears=(DRAFT, walk.STEP), closes=False),
    )
    if not names:
        st.info(t("There is no project on the map yet. Put yours on the map first."))
    if not chosen:
        words = t("Not in the list? Put it on the map first")
        frame.link("pages/contribute.py", words, ":material/add:", kind="project")
    return chosen


def begin(filling: Filling, instrument: Instrument) -> None:
    """Draw the way into the audit: to its beginning, or to where the group left it."""
    answers = answers_of(filling, instrument)
    if filling.filled:
        components.paragraph(filling_in.progress(instrument, answers), "muted")
    is_begun = bool(filling.filled)
    number = first_open(instrument, answers) if is_begun else WHO
    st.button(
        t("Go on with the audit") if is_begun else t("Begin the audit"),
        type="primary",
        key="audit_begin",
        on_click=walk.go_to,
        args=(number,),
    )
    icon = ":material/article:"
    frame.link("pages/entry.py", t("Its entry"), icon, id=filling.asset_id)


def history(asset_id: str, instrument: Instrument) -> None:
    """Draw the accepted audits of a project, if it has any."""
    past = listing.history(cache.settings(), asset_id, current_day())
    rows: Any = past.itertuples()
    components.heading(t("Earlier audits"), 2)
    if past.empty:
        words = t("No audit of this project has been accepted yet.")
        components.paragraph(words, "muted")
        return
    columns = [
        PastAudit(
            long_date(date.fromisoformat(row.audited_on)),
            audit_words.people_words(instrument, row.people),
            row.level,
            row.standing,
        )
        for row in rows
    ]
    st.html(history_html(instrument, columns))
    if any(not one.standing for one in columns):
        words = t(
            "Where a group was one person, or nobody said how many took part, only the "
            "level of the project is shown."
        )
        components.paragraph(words, "muted")


def about(instrument: Instrument) -> None:
    """Say, folded, how the level is found and who belongs to which group."""
    with st.expander(t("How the level is found")):
        groups = [(x.label.text(), x.who.text()) for x in instrument.groups.values()]
        rule = instrument.rule.text()
        components.show("audits/rule.html", rule=rule, groups=groups)
    components.show("audits/version.html", note=instrument.note.text())
