"""How the columns of a survey tool's file were read: kept for the next file like it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlite_utils import Database

from copro_map.base.store.superseding import Ledger
from copro_map.surveys.rules.records import SurveyError

LAST_MAPPING = """
SELECT id, mapping FROM survey_mapping WHERE survey = :survey AND header = :header
ORDER BY id DESC LIMIT 1
"""
MAPPINGS = Ledger("survey_mapping", owner=("survey", "header"), error=SurveyError)


def mapping_of(database: Database, survey: str, header: str) -> dict[str, str] | None:
    """Return the mapping last saved for a survey and header; None if there is none."""
    of = {"survey": survey, "header": header}
    last = database.conn.execute(LAST_MAPPING, of).fetchone()
    return dict(json.loads(last[1])) if last else None


def save_mapping(
    database: Database,
    survey: str,
    header: str,
    mapping: Mapping[str, str],
    entered_by: str,
    entered_on: str,
) -> int:
    """Save a mapping inside the caller's transaction; return its id.

    It supersedes the last one of that survey and header (SHA-256 of the file's header);
    the same mapping again adds nothing and returns the id it has.
    """
    row: dict[str, object] = {
        "survey": survey,
        "header": header,
        "mapping": json.dumps(mapping, ensure_ascii=False, sort_keys=True),
        "entered_by": entered_by,
        "entered_on": entered_on,
    }
    last = database.conn.execute(LAST_MAPPING, row).fetchone()
    if last and last[1] == row["mapping"]:
        return int(last[0])
    row["supersedes"] = last[0] if last else None
    return MAPPINGS.insert(database, row)
