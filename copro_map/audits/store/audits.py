"""Self-audits of projects: dated and superseded, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Literal

import pandas as pd
from sqlite_utils import Database

from copro_map.base.dates import check_dates
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, Label
from copro_map.base.store.superseding import Ledger, counted

Status = Literal["draft", "checked", "withdrawn"]
PROJECTS = """
SELECT id, name_en, name_cy FROM asset
WHERE kind = 'project' AND status = 'published' ORDER BY id
"""
LIST = "python -m copro_map audits list"  # Where the numbers of audits stand.


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


AUDITS = Ledger(
    "audit",
    owner=("asset_id",),
    error=AuditError,
    parts=("scores", "people", "notes"),
    no_old=N_("{subject}: has no audit {number} that could be superseded."),
    has_newer=N_(
        "{subject}: audit {number} is superseded already. Supersede audit {newer}."
    ),
    too_early=N_(
        "{subject}: an audit entered on {date} cannot come after one entered on "
        "{last}, or what was shown then would change."
    ),
)


def _add(database: Database, audit: AuditRow) -> int:
    row = asdict(audit)
    check_dates(audit.asset_id, audit.audited_on, audit.entered_on, error=AuditError)
    if audit.audited_on > audit.entered_on:
        message = N_(
            "{subject}: the audit of {date} is dated after its entry, {entered}."
        )
        raise AUDITS.refused(
            row, message, date=audit.audited_on, entered=audit.entered_on
        )
    return AUDITS.add(database, row)


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
    return counted(database, [_add(database, row) for row in rows])


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
    return AUDITS.known(database, as_at)


def audit_of(known: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return the one audit of a number, of those that ``audits`` returned.

    Raises
    ------
    AuditError
        If there is none.
    """
    if number not in known.index:
        raise AuditError(
            N_("There is no audit {number}. See: {command}"),
            number=number,
            command=LIST,
        )
    return known.loc[[number]]


def first_numbers(known: pd.DataFrame) -> dict[int, int]:
    """Return by its id the id under which each audit was sent, before any decision.

    ``known`` is as ``audits`` returns it.

    Examples
    --------
    >>> first_numbers(pd.DataFrame({"supersedes": [None, 1, None, 2]}, [1, 2, 3, 4]))
    {1: 1, 2: 1, 3: 3, 4: 1}
    """
    first: dict[int, int] = {}
    for number, before in zip(known.index, known["supersedes"], strict=True):
        first[number] = number if pd.isna(before) else first[before]
    return first


def project_names(database: Database) -> dict[str, Label]:
    """Return the name of every published project by its id, sorted by id.

    A name that is missing in one language is said in the other.
    """
    return {
        asset_id: Label(english or welsh, welsh or english)
        for asset_id, english, welsh in database.execute(PROJECTS)
    }
