"""What happened, as a file for stewards: every change, the last first."""

from __future__ import annotations

import pandas as pd

from copro_map.base.config import Settings
from copro_map.files.marking import table_file
from copro_map.people.changes import changes
from copro_map.people.rules.permissions import Actor, require

MOST = 1_000_000


def changes_csv(settings: Settings, actor: Actor) -> bytes:
    """Return all changes as CSV: a line each, people by role and number alone.

    Columns: number, at (UTC), role, person, subject, record, what, was, now, why_en,
    why_cy, entry, areas, version, undoes, undone_by.

    Raises
    ------
    RefusedError
        If somebody may not see all of them.
    """
    require(actor, "see_all_changes")
    rows = [
        {
            "number": one.number,
            "at": one.at,
            "role": one.role,
            "person": str(one.person or ""),
            "subject": one.change.subject,
            "record": one.change.record,
            "what": one.change.what,
            "was": one.change.was,
            "now": one.change.now,
            "why_en": one.change.why.en,
            "why_cy": one.change.why.cy,
            "entry": one.change.entry,
            "areas": " ".join(sorted(one.change.areas)),
            "version": one.version,
            "undoes": str(one.change.undoes or ""),
            "undone_by": str(one.undone_by or ""),
        }
        for one in changes(settings, actor, most=MOST)
    ]
    return table_file(settings, pd.DataFrame(rows), "csv")
