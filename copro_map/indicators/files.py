"""The indicators as files: a table, a workbook, or one document for programs."""

from __future__ import annotations

from datetime import date

import pandas as pd

from copro_map.assets.face import all_assets
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.store.programme import programme_of
from copro_map.files.marking import json_file, table_file, workbook_file
from copro_map.indicators import sheets
from copro_map.indicators.asked import people
from copro_map.indicators.course import trends
from copro_map.indicators.since import Since, since_last
from copro_map.indicators.since_in_words import since_table, since_words
from copro_map.indicators.standings import as_json, progress
from copro_map.indicators.targets import target_table

About = list[tuple[str, str]]


def table(settings: Settings, day: date) -> pd.DataFrame:
    """Return every indicator as a row: figure, base, target, status, records."""
    return sheets.figures_table(settings, progress(settings, day), day)


def _about(settings: Settings, day: date) -> About:
    programme = programme_of(settings)
    about = [
        (t("Progress"), programme.label.text()),
        (t("As at"), long_date(day)),
        (t("Programme start"), long_date(programme.start)),
    ]
    if not programme.confirmed:
        about.append((t("Note"), programme.note.text()))
    return about


def _how_to_read(since: Since | None) -> About:
    return [
        (t("What changed since the last snapshot"), " ".join(since_words(since))),
        (t("Empty cell"), t("Not reported, or too few to show: it is never 0.")),
        ("numerator, denominator", t("Those who said so, of those who answered.")),
        ("lower, upper", t("How far chance alone may carry a percentage (95%).")),
    ]


def workbook(settings: Settings, day: date) -> tuple[dict[str, pd.DataFrame], About]:
    """Return the sheets of the workbook by their names, and what is said of them.

    The first is ``table``, with numbers of records; the others are what it rests on.
    """
    standings, asked = progress(settings, day), people(settings, day)
    assets, since = all_assets(settings), since_last(settings, day, standings)
    figures = sheets.figures_table(settings, standings, day)
    course = trends(settings, standings, day)
    found = {
        t("Indicators"): sheets.figures_sheet(figures),
        t("By role"): sheets.roles_sheet(settings, standings, asked),
        t("Levels"): sheets.levels_sheet(standings, asked),
        t("Through time"): sheets.trend_sheet(standings, course),
        t("By area"): sheets.areas_sheet(settings, standings, assets),
        t("Since the last snapshot"): since_table(since),
        t("Targets"): target_table(settings, standings, day),
        t("Records"): sheets.records_sheet(standings, assets, current_language()),
    }
    return found, [*_about(settings, day), *_how_to_read(since)]


def file_of(settings: Settings, day: date, file_format: str) -> bytes:
    """Return the indicators as at a day, as CSV, XLSX or JSON.

    A CSV is one table, a JSON file one document; an XLSX has a sheet for each thing
    that the figures rest on.
    """
    if file_format == "json":
        return json_file(settings, as_json(progress(settings, day), day))
    if file_format == "xlsx":
        return workbook_file(settings, *workbook(settings, day))
    return table_file(settings, table(settings, day), file_format)
