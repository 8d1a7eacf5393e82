"""Confirmations of entries: said on a day, known from a day, never forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from copro_map.base.store.connection import NEXT_REVISION

CONFIRM = """
UPDATE asset SET verification = :verification, verified_on = :verified_on
WHERE id = :asset_id
"""
# As in ``history``: never before the last day known, and only what has changed.
REMEMBER_ONE = """
INSERT INTO asset_history (asset_id, known_from, content)
SELECT k.asset_id, MAX(:known_from, COALESCE(h.known_from, :known_from)), k.content
FROM asset_known AS k
LEFT JOIN (
    SELECT known_from, content FROM asset_history
    WHERE asset_id = :asset_id ORDER BY id DESC LIMIT 1
) AS h
WHERE k.asset_id = :asset_id AND h.content IS NOT k.content
"""


@dataclass(frozen=True)
class Confirmation:
    """That an entry is right ("confirmed"), or not known to be any more ("stale").

    Somebody from the organisation last said so on ``verified_on``; it is known here
    from ``known_from``. Both are ISO dates.
    """

    asset_id: str
    verification: Literal["confirmed", "stale"]
    verified_on: str
    known_from: str


def confirm_entries(database: Database, rows: Iterable[Confirmation]) -> None:
    """Note confirmations inside the caller's transaction, in the order of their days.

    The last one of an entry is how it stands now; the history keeps them all. One of
    an entry that is not there counts for nothing.
    """
    for row in rows:
        database.conn.execute(CONFIRM, vars(row))
        database.conn.execute(REMEMBER_ONE, vars(row))
    database.conn.execute(NEXT_REVISION)
