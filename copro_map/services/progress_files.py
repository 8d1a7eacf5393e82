"""The indicators as files: one table for spreadsheets, one document for programs."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd

from copro_map.config import Settings
from copro_map.i18n import long_date, t
from copro_map.services.progress import as_json, bullets, progress
from copro_map.store.programme import programme_of
from copro_map.views.statuses import STATUS_WORDS
from copro_map.views.tables import to_csv, to_xlsx


def table(settings: Settings, day: date) -> pd.DataFrame:
    """Return every indicator as a row: figure, base, target, status, records."""
    standings = progress(settings, day)
    told = as_json(standings, day)["indicators"]
    drawn = bullets(settings, standings, day)
    rows = [
        {
            "code": row["code"],
            t("Indicator"): one.indicator.label.text(),
            "value": row["value"],
            "numerator": row["numerator"],
            "denominator": row["denominator"],
            "lower": row["interval"][0] if row["interval"] else None,
            "upper": row["interval"][1] if row["interval"] else None,
            "target": row["target"],
            "target_due": row["target_due"],
            t("Status"): t(STATUS_WORDS[bullet.status]),
            t("Limits"): one.indicator.limitations.text(),
            t("Source"): one.indicator.source.text(),
            "records": " ".join(row["records"]),
            "unverified": " ".join(row["unverified"]),
        }
        for one, row, bullet in zip(standings, told, drawn, strict=True)
    ]
    return pd.DataFrame(rows)


def file_of(settings: Settings, day: date, file_format: str) -> bytes:
    """Return the indicators as at a day, as CSV, XLSX or JSON."""
    if file_format == "json":
        told = as_json(progress(settings, day), day)
        return json.dumps(told, ensure_ascii=False, indent=2).encode()
    if file_format == "csv":
        return to_csv(table(settings, day))
    programme = programme_of(settings)
    about = [
        (t("Progress"), programme.label.text()),
        (t("As at"), long_date(day)),
        (t("Programme start"), long_date(programme.start)),
    ]
    if not programme.confirmed:
        about.append((t("Note"), programme.note.text()))
    return to_xlsx(table(settings, day), about)
