"""Self-audits of projects: dated and superseded, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Literal

import pandas as pd
from sqlite_utils import Database

from copro_map.base.dates import check_dates
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, Label
from copro_map.base.store.revision import NEXT_REVISION

Status = Literal["draft", "checked", "withdrawn"]
ADD = """
INSERT INTO audit (
    asset_id, instrument, audited_on, scores, people, notes, level, entered_by,
    entered_on, status, supersedes
) VALUES (
    :asset_id, :instrument, :audited_on, :scores, :people, :notes, :level, :entered_by,
    :entered_on, :status, :supersedes
)
"""
# Which audit is it that is to be superseded, and is it superseded already?
OLD = """
SELECT o.asset_id, s.id FROM audit AS o
LEFT JOIN audit AS s ON s.supersedes = o.id WHERE o.id = :supersedes
"""
LAST = "SELECT max(entered_on) FROM audit WHERE asset_id = :asset_id"
AUDITS = """
SELECT o.id, o.asset_id, o.instrument, o.audited_on, o.scores, o.people, o.notes,
    o.level, o.entered_by, o.entered_on, o.status, o.supersedes, s.id AS superseded_by
FROM audit AS o
LEFT JOIN audit AS s ON s.supersedes = o.id AND s.entered_on <= :as_at
WHERE o.entered_on <= :as_at ORDER BY o.id
"""
PROJECTS = """
SELECT id, name_en, name_cy FROM asset
WHERE kind = 'project' AND status = 'published' ORDER BY id
"""
LIST = "python -m copro_map audits list"  # Where the numbers of audits stand.
PARTS = ("scores", "people", "notes")
LINKS = ("supersedes", "superseded_by")


class AuditError(CoproMapError):
    """A self-audit that cannot be: wrong by itself or beside the others."""


@dataclass(frozen=True)
class AuditRow:
    """An audit of a project, as somebody entered it on a day.

    ``scores`` are level ids by group and principle, ``people`` the numbers who took
    part by group, ``notes`` the evidence by principle. ``level`` was worked out by the
    ``instrument`` of that version, such as "principles 1"; "" if not complete. Dates
    are ISO; ``entered_by`` is a role, never a name.
    """

    asset_id: str
    instrument: str
    audited_on: str
    scores: Mapping[str, Mapping[str, str]]
    people: Mapping[str, int]
    level: str
    entered_by: str
    entered_on: str
    notes: Mapping[str, str] = field(default_factory=dict)
    status: Status = "draft"
    supersedes: int | None = None


def _check_old(database: Database, row: AuditRow) -> None:
    """Refuse to supersede what is not there, or is superseded already."""
    old = database.conn.execute(OLD, {"supersedes": row.supersedes}).fetchone()
    if old is None or old[0] != row.asset_id:
        raise AuditError(
            N_("{project}: has no audit {number} that could be superseded."),
            project=row.asset_id,
            number=row.supersedes,
        )
    if old[1] is not None:
        raise AuditError(
            N_(
                "{project}: audit {number} is superseded already. Supersede audit "
                "{newer}."
            ),
            project=row.asset_id,
            number=row.supersedes,
            newer=old[1],
        )


def _check_days(database: Database, row: AuditRow) -> None:
    check_dates(row.asset_id, row.audited_on, row.entered_on, error=AuditError)
    last = database.conn.execute(LAST, {"asset_id": row.asset_id}).fetchone()[0]
    if last is not None and row.entered_on < last:
        raise AuditError(
            N_(
                "{project}: an audit entered on {date} cannot come after one entered "
                "on {last}, or what was shown then would change."
            ),
            project=row.asset_id,
            date=row.entered_on,
            last=last,
        )
    if row.audited_on > row.entered_on:
        raise AuditError(
            N_("{project}: the audit of {date} is dated after its entry, {entered}."),
            project=row.asset_id,
            date=row.audited_on,
            entered=row.entered_on,
        )


def _add(database: Database, row: AuditRow) -> int:
    _check_days(database, row)
    if row.supersedes is not None:
        _check_old(database, row)
    parts = {
        name: json.dumps(getattr(row, name), ensure_ascii=False, sort_keys=True)
        for name in PARTS
    }
    added = database.conn.execute(ADD, asdict(row) | parts).lastrowid
    assert added is not None  # a row was just added
    return added


def add_audits(database: Database, rows: Iterable[AuditRow]) -> tuple[int, ...]:
    """Add audits inside the caller's transaction; return their ids.

    Audits of a project are entered in the order of their days of entry, so that what
    was shown on a day never changes afterwards. To correct, accept or withdraw one,
    supersede it.

    Raises
    ------
    AuditError
        If what it supersedes is not there, of another project or superseded already;
        if it is entered before the last one of its project, or before it was made.
    ProgressError
        If a date is none.
    """
    added = tuple(_add(database, row) for row in rows)
    if added:
        database.conn.execute(NEXT_REVISION)
    return added


def audits(database: Database, as_at: date | None = None) -> pd.DataFrame:
    """Return every audit that was known on a day, in the order of entry.

    Returns
    -------
    pandas.DataFrame
        One row an audit entered on or before ``as_at`` (None: all); index ``id``,
        unique, growing. Columns as the fields of ``AuditRow``: text (dates ISO),
        ``scores``, ``people`` and ``notes`` as dictionaries, ``supersedes`` and
        ``superseded_by`` (``Int64``): the latter is the id of the audit that had
        superseded it by that day, missing if it was in force. Drafts and withdrawn ones
        are among them: see ``status``.
    """
    day = (as_at or date.max).isoformat()
    cursor = database.conn.execute(AUDITS, {"as_at": day})
    columns = [column[0] for column in cursor.description]
    frame = pd.DataFrame(cursor.fetchall(), columns=columns, dtype=object)
    plain = [name for name in columns if name not in PARTS]
    types = dict.fromkeys(plain, "str") | dict.fromkeys(LINKS, "Int64")
    frame = frame.astype(types | {"id": "int64"})
    for name in PARTS:
        frame[name] = frame[name].map(json.loads).astype(object)
    return frame.set_index("id")


def project_names(database: Database) -> dict[str, Label]:
    """Return the name of every published project by its id, sorted by id.

    A name that is missing in one language is said in the other.
    """
    return {
        asset_id: Label(english or welsh, welsh or english)
        for asset_id, english, welsh in database.execute(PROJECTS)
    }
