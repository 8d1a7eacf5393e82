"""The indicators as files: a table, a workbook, or one document for programs."""

from __future__ import annotations

import pandas as pd

from copro_map.assets.face import all_assets
from copro_map.base.i18n import long_date, t
from copro_map.files.marking import json_file, table_file, workbook_file
from copro_map.indicators import sheets
from copro_map.indicators.progress import Progress
from copro_map.indicators.since_in_words import since_table, since_words
from copro_map.indicators.targets import target_table

About = list[tuple[str, str]]


def _about(progress: Progress) -> About:
    programme = progress.programme
    about = [
        (t("Progress"), programme.label.text()),
        (t("As at"), long_date(progress.day)),
        (t("Programme start"), long_date(programme.start)),
    ]
    if not programme.confirmed:
        about.append((t("Note"), programme.note.text()))
    return [
        *about,
        (
            t("What changed since the last snapshot"),
            " ".join(since_words(progress.since)),
        ),
        (t("Empty cell"), t("Not reported, or too few to show: it is never 0.")),
        ("numerator, denominator", t("Those who said so, of those who answered.")),
        ("lower, upper", t("How far chance alone may carry a percentage (95%).")),
    ]


def workbook(progress: Progress) -> tuple[dict[str, pd.DataFrame], About]:
    """Return the sheets of the workbook by their names, and what is said of them.

    The first has every indicator as a row, with numbers of records; the others are what
    it rests on.
    """
    assets = all_assets(progress.settings)
    found = {
        t("Indicators"): sheets.figures_sheet(sheets.figures_table(progress)),
        t("By role"): sheets.roles_sheet(progress),
        t("Levels"): sheets.levels_sheet(progress),
        t("Through time"): sheets.trend_sheet(progress),
        t("By area"): sheets.areas_sheet(progress, assets),
        t("Since the last snapshot"): since_table(progress.since),
        t("Targets"): target_table(progress.standings, progress.target_changes),
        t("Records"): sheets.records_sheet(progress, assets),
    }
    return found, _about(progress)


def file_of(progress: Progress, file_format: str) -> bytes:
    """Return the progress of a day as CSV, XLSX or JSON.

    A CSV is one table, a JSON file one document; an XLSX has a sheet for each thing
    that the figures rest on.
    """
    settings = progress.settings
    if file_format == "json":
        return json_file(settings, progress.as_json())
    if file_format == "xlsx":
        return workbook_file(settings, *workbook(progress))
    return table_file(settings, sheets.figures_table(progress), file_format)
