"""A self-audit as a file: a table that can be imported, or a page to print."""

from __future__ import annotations

import pandas as pd

from copro_map.audits.charts.chart import audit_chart_html
from copro_map.audits.charts.paper import Paper, paper_html
from copro_map.audits.instruments import instrument_in_use
from copro_map.audits.listing import projects
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.audits.rules.levels import result
from copro_map.audits.words import (
    differences_section,
    level_sentence,
    next_section,
    notes_section,
    people_words,
)
from copro_map.base.config import Settings
from copro_map.base.i18n import long_date, t
from copro_map.base.store.programme import demonstration_note
from copro_map.files.marking import table_file

COLUMNS = ("asset_id", "date", "group", "people", "principle", "level", "note")


def audit_csv(settings: Settings, answers: Answers) -> bytes:
    """Return an audit as a CSV file, with the header that ``audits import`` expects.

    A row for each group and principle; what is not filled in is empty. That of a
    demonstration has a column more, so that no import takes it.
    """
    instrument = instrument_in_use(settings.data_dir)
    rows = [
        (
            answers.asset_id,
            answers.audited_on.isoformat(),
            group,
            str(answers.people.get(group) or ""),
            principle,
            answers.scores.get(group, {}).get(principle, ""),
            " ".join(answers.notes.get(principle, "").split()),
        )
        for group in instrument.groups
        for principle in instrument.principles
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return table_file(settings, table, "csv")


def _paper(instrument: Instrument, answers: Answers, name: str, note: str) -> Paper:
    found = result(instrument, answers.scores)
    people = people_words(instrument, answers.people)
    sections = (
        differences_section(instrument, answers.scores, found),
        next_section(instrument, found),
        notes_section(instrument, answers.notes),
    )
    day = t("Date of the audit: {date}", date=long_date(answers.audited_on))
    return Paper(
        title=instrument.label.text(),
        project=name,
        level=level_sentence(instrument, answers.scores, found),
        facts=tuple(x for x in (note, day, people) if x),
        chart=audit_chart_html(instrument, answers.scores, found.standing),
        sections=tuple(section for section in sections if section),
        small_print=(instrument.rule.text(), instrument.note.text() + "."),
    )


def audit_page(settings: Settings, answers: Answers) -> bytes:
    """Return an audit as one HTML page to print, in the current language.

    Raises
    ------
    DatabaseError
        If there is no database yet.
    """
    known = projects(settings).get(answers.asset_id)
    name = known.text() if known else answers.asset_id
    note = demonstration_note(settings)
    instrument = instrument_in_use(settings.data_dir)
    return paper_html(_paper(instrument, answers, name, note)).encode()
