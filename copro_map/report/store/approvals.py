"""Who approved which version of the report of a day; its files, as they were."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from copro_map.base.store.connection import NEXT_REVISION, Database
from copro_map.base.store.frozen import checksum_of

SEEN = """
SELECT id, as_at, version, approved_on, role, entered_role, person, narrative, figures
FROM approval
"""
OF_DAY = f"{SEEN} WHERE as_at = ? ORDER BY version"
LAST = f"{SEEN} WHERE as_at <= ? ORDER BY as_at DESC, version DESC LIMIT 1"
ALL = f"{SEEN} ORDER BY as_at DESC, version DESC"
ADD = """
INSERT INTO approval (as_at, version, approved_on, role, entered_role, person,
    narrative, figures, checksum_en, checksum_cy)
VALUES (:as_at, :version, :approved_on, :role, :entered_role, :person,
    :narrative, :figures, :checksum_en, :checksum_cy)
"""
ADD_FILE = """
INSERT INTO approved_file (approval, language, file, spoken)
VALUES (:approval, :language, :file, :spoken)
"""
FILE = """
SELECT file, iif(language = 'cy', checksum_cy, checksum_en) FROM approved_file
JOIN approval ON approval.id = approval WHERE approval = ? AND language = ?
"""
KEPT = "SELECT approval FROM approved_file GROUP BY approval HAVING count(*) = 2"
Figures = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Approval:
    """A version of the report of a day that somebody approved.

    ``person`` entered it, as ``entered_role``: what the board agreed to, if ``role`` is
    another.
    """

    number: int
    as_at: date
    version: int
    approved_on: date
    role: str
    entered_role: str
    person: int | None
    narrative: int | None
    figures: Figures


@dataclass(frozen=True)
class ApprovedFile:
    """The report in a language as it was approved, and all that it says."""

    language: str
    file: bytes
    spoken: str


def _approvals(database: Database, sql: str, *values: str) -> tuple[Approval, ...]:
    return tuple(
        Approval(
            row["id"],
            date.fromisoformat(row["as_at"]),
            row["version"],
            date.fromisoformat(row["approved_on"]),
            row["role"],
            row["entered_role"],
            row["person"],
            row["narrative"],
            json.loads(row["figures"]),
        )
        for row in database.query(sql, list(values))
    )


def approvals_of(database: Database, as_at: date) -> tuple[Approval, ...]:
    """Return every version of the report of a day, in order."""
    return _approvals(database, OF_DAY, as_at.isoformat())


def last_approval(database: Database, day: date) -> Approval | None:
    """Return what was approved last of the days up to this one."""
    return next(iter(_approvals(database, LAST, day.isoformat())), None)


def all_approvals(database: Database) -> tuple[Approval, ...]:
    """Return every version of every day, the latest day first."""
    return _approvals(database, ALL)


def add_approval(
    database: Database, row: Mapping[str, Any], files: Sequence[ApprovedFile]
) -> int:
    """Keep a version with its files inside the caller's transaction; return its number.

    ``row`` has its columns but the checksums; its figures are put into JSON here.
    """
    sums = {f"checksum_{one.language}": checksum_of(one.file) for one in files}
    told = {**row, **sums, "figures": json.dumps(row["figures"])}
    number = database.conn.execute(ADD, told).lastrowid
    assert number is not None  # a row was just added
    for one in files:
        database.conn.execute(ADD_FILE, {**vars(one), "approval": number})
    database.conn.execute(NEXT_REVISION)
    return number


def approved_file(database: Database, number: int, language: str) -> bytes | None:
    """Return the file of a version as it was approved; None if it is kept no more.

    Raises
    ------
    ValueError
        If it does not agree with its checksum.
    """
    row = database.conn.execute(FILE, [number, language]).fetchone()
    if row is None:
        return None
    file: bytes = row[0]
    if checksum_of(file) != row[1]:
        message = f"approval {number} ({language}) does not agree with its checksum"
        raise ValueError(message)
    return file


def with_files(database: Database) -> frozenset[int]:
    """Return the numbers of the versions whose files are still kept."""
    return frozenset(number for (number,) in database.conn.execute(KEPT))
