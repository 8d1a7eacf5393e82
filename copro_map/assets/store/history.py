"""What was known of every entry on a day, confirmations too: only added to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlite_utils import Database

# Before the history was kept, and of entries that are made up: known from the start.
ALWAYS = date(2000, 1, 1)
# A day before the last one known would change what was shown then: the last one stays.
REMEMBER = """
INSERT INTO asset_history (asset_id, known_from, content)
SELECT k.asset_id, MAX(:day, COALESCE(h.known_from, :day)), k.content
FROM asset_known AS k
LEFT JOIN (
    SELECT asset_id, known_from, content, MAX(id) FROM asset_history GROUP BY asset_id
) AS h ON h.asset_id = k.asset_id
WHERE h.content IS NOT k.content
"""
# An entry that is gone keeps what was known of it, but is public no more.
REMEMBER_REMOVED = """
INSERT INTO asset_history (asset_id, known_from, content)
SELECT h.asset_id, MAX(:day, h.known_from), json_set(h.content, '$.status', 'removed')
FROM (
    SELECT asset_id, known_from, content, MAX(id) FROM asset_history GROUP BY asset_id
) AS h
WHERE h.asset_id NOT IN (SELECT id FROM asset)
    AND json_extract(h.content, '$.status') <> 'removed'
"""
KNOWN = """
SELECT h.asset_id, h.known_from, COALESCE(s.became, ''), h.content
FROM asset_history AS h LEFT JOIN asset_successor AS s ON s.id = h.asset_id
WHERE h.known_from <= :day ORDER BY h.id
"""
FORGOTTEN = """
SELECT COUNT(*) FROM asset_known AS k
WHERE k.content IS NOT (
    SELECT content FROM asset_history WHERE asset_id = k.asset_id
    ORDER BY id DESC LIMIT 1
)
"""
COLUMNS = (
    "status",
    "kind",
    "practitioner_type",
    "sector",
    "organisation",
    "organisation_id",
    "verification",
    "verified_on",
    "start_year",
    "stages",
    "ends",
)
AT_ONCE = 4_000  # rows whose contents are read together
FEW_WORDS = ("status", "kind", "practitioner_type", "sector", "verification")


def remember_entries(database: Database, today: date) -> None:
    """Note every entry that differs from what was known of it, as known from today.

    Belongs into every transaction that changes an entry.
    """
    day = {"day": today.isoformat()}
    database.conn.execute(REMEMBER, day)
    database.conn.execute(REMEMBER_REMOVED, day)


def _contents(rows: Sequence[tuple[str, ...]]) -> pd.DataFrame:
    """Return what some rows hold of their entries.

    So many dictionaries at once would be looked through for cycles time and again.
    """
    contents = json.loads("[" + ",".join(row[3] for row in rows) + "]")
    return pd.DataFrame(contents, columns=list(COLUMNS), dtype=object)


def entry_history(database: Database, known_on: date | None = None) -> pd.DataFrame:
    """Return all that was known of the entries on a day, oldest first.

    Returns
    -------
    pandas.DataFrame
        One row for each change known on ``known_on`` or before (None: all). Columns
        ``asset_id``, ``known_from`` (ISO), ``status`` ("published" is public),
        ``kind``, ``practitioner_type``, ``sector``, ``organisation`` ("typed" if no
        source named it), ``organisation_id``, ``verification``, ``verified_on`` (ISO or
        ""), ``start_year`` (float, missing if not known), ``stages`` (tuple) and
        ``ends``, its last day (ISO) if somebody said that it has ended, or "". Words of
        a vocabulary are categories. ``became`` is the id of the entry that one leads to
        now, known by name only before or merged, or empty. A new index from 0.
    """
    day = {"day": (known_on or date.max).isoformat()}
    rows = database.conn.execute(KNOWN, day).fetchall()
    parts = [_contents(rows[n : n + AT_ONCE]) for n in range(0, len(rows), AT_ONCE)]
    frame = pd.concat(parts, ignore_index=True) if parts else _contents([])
    frame = frame.astype(dict.fromkeys(FEW_WORDS, "category"))
    frame["start_year"] = frame["start_year"].astype(float)
    frame["stages"] = frame["stages"].map(tuple)
    frame["ends"] = frame["ends"].fillna("")
    known = pd.DataFrame(
        [row[:3] for row in rows],
        columns=["asset_id", "known_from", "became"],
        dtype=object,
    )
    return known.join(frame)


def forgotten_entries(database: Database) -> int:
    """Return how many entries differ from what the history knows: none, if all is well.

    More than none means that somebody changed the database past this program.
    """
    return int(database.conn.execute(FORGOTTEN).fetchone()[0])
