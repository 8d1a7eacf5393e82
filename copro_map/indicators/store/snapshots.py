"""Snapshots: what was shown on a day, frozen, with a checksum."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from copro_map.base.dates import check_dates
from copro_map.base.i18n import N_
from copro_map.base.said import Spoken, said
from copro_map.base.store.connection import NEXT_REVISION
from copro_map.base.store.frozen import checksum as checksum
from copro_map.indicators.rules.records import ProgressError

ADD = """
INSERT INTO snapshot (taken_on, as_at, label, label_cy, content, checksum)
VALUES (:taken_on, :as_at, :label, :label_cy, :content, :checksum)
"""
LIST = """
SELECT id, taken_on, as_at, label, label_cy, checksum FROM snapshot ORDER BY id
"""
ONE = """
SELECT taken_on, as_at, label, label_cy, content, checksum FROM snapshot WHERE id = :id
"""


@dataclass(frozen=True)
class Snapshot:
    """What was shown ``as_at`` a day, frozen on the day ``taken_on``.

    ``label_cy`` is "" if nobody typed it (``base.said``).
    """

    taken_on: date
    as_at: date
    label: str
    content: Mapping[str, Any]
    label_cy: str = ""

    @property
    def name(self) -> Spoken:
        """The label, in the reader's language if it is there."""
        return said(self.label, self.label_cy)


def add_snapshot(database: Database, snapshot: Snapshot) -> int:
    """Add a snapshot inside the caller's transaction; return its id.

    Raises
    ------
    ProgressError
        If it is as at a day that had not come, its label is not one line, or its
        content is not JSON (an infinite or missing number is not).
    """
    taken_on, as_at = snapshot.taken_on.isoformat(), snapshot.as_at.isoformat()
    check_dates(snapshot.label, taken_on, as_at, error=ProgressError)
    try:
        content = json.dumps(
            snapshot.content, ensure_ascii=False, sort_keys=True, allow_nan=False
        )
    except (TypeError, ValueError) as error:
        raise ProgressError(
            N_("{label}: this snapshot cannot be written as JSON ({reason})."),
            label=snapshot.label,
            reason=error,
        ) from error
    labels = (snapshot.label, *filter(None, [snapshot.label_cy]))
    one_line = all(x.splitlines() == [x.strip()] for x in labels)
    if not one_line or as_at > taken_on:
        raise ProgressError(
            N_(
                '"{label}": give a snapshot a label of one line, and a day that has '
                "come (as at {as_at}, taken on {taken_on})."
            ),
            label=snapshot.label,
            as_at=as_at,
            taken_on=taken_on,
        )
    row = {
        "taken_on": taken_on,
        "as_at": as_at,
        "label": snapshot.label,
        "label_cy": snapshot.label_cy,
        "content": content,
        "checksum": checksum(
            taken_on, as_at, snapshot.label, content, snapshot.label_cy
        ),
    }
    added = database.conn.execute(ADD, row).lastrowid
    assert added is not None  # a row was just added
    database.conn.execute(NEXT_REVISION)
    return added


def snapshots(database: Database) -> list[dict[str, Any]]:
    """Return every snapshot, without its content, in the order of their taking.

    Each with its number ``id``, ``taken_on``, ``as_at``, ``label``, ``label_cy`` and
    ``checksum``; dates are ISO texts.
    """
    return list(database.query(LIST))


def read_snapshot(database: Database, number: int) -> Snapshot:
    """Return a snapshot just as it was taken.

    Raises
    ------
    ProgressError
        If there is none of that number, or it does not agree with its checksum.
    """
    row = database.conn.execute(ONE, {"id": number}).fetchone()
    if row is None:
        raise ProgressError(
            N_("There is no snapshot {number}. Choose one from the list."),
            number=number,
        )
    taken_on, as_at, label, label_cy, content, kept = row
    if checksum(taken_on, as_at, label, content, label_cy) != kept:
        raise ProgressError(
            N_(
                '"{label}": the snapshot was changed since it was taken: its checksum '
                "does not agree. Restore a backup."
            ),
            label=label,
        )
    return Snapshot(
        date.fromisoformat(taken_on),
        date.fromisoformat(as_at),
        label,
        json.loads(content),
        label_cy,
    )
