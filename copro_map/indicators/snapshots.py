"""Snapshots: the indicators of a day, frozen, and what has changed since."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import long_date, t
from copro_map.base.said import said, welsh_of
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.drawing.templates import render
from copro_map.indicators import since
from copro_map.indicators.progress import progress
from copro_map.indicators.store.snapshots import (
    Snapshot,
    add_snapshot,
    read_snapshot,
    snapshots,
)
from copro_map.people.changes import note
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor


def take_snapshot(  # noqa: PLR0913 - what it is called, in two languages
    settings: Settings,
    actor: Actor,
    label: str,
    as_at: date,
    now: datetime,
    *,
    label_cy: str = "",
    once: bool = False,
) -> int:
    """Freeze the indicators as they were known on a day; return the number.

    What is frozen is what ``indicators --as-at`` answers today for that day. A label
    without ``label_cy`` is in the language in force. With ``once`` 0 is returned, and
    nothing taken, if there is one of that label and day.

    Raises
    ------
    RefusedError
        If somebody may not.
    ProgressError
        If the day has not come, or the label is not one line of text.
    DatabaseError
        If there is no database yet, or it cannot be written.
    """
    content = progress(settings, as_at).as_json()
    welsh, today = welsh_of(label, label_cy), now.astimezone(WALES).date()
    with writing(settings.database) as database:
        present = require_now(database, actor, "enter_figure")
        there = ((x["label"], x["as_at"]) for x in snapshots(database))
        if once and (label, as_at.isoformat()) in there:
            return 0
        taken = Snapshot(today, as_at, label, content, welsh)
        number = add_snapshot(database, taken)
        told = f"{label} ({as_at.isoformat()})"
        note(database, present, Change("snapshot", f"{number}", "taken", now=told), now)
    return number


def list_snapshots(settings: Settings) -> list[dict[str, Any]]:
    """Return every snapshot, as ``indicators.store.snapshots.snapshots``.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        return snapshots(database)


def frozen(settings: Settings, number: int) -> Snapshot:
    """Return a snapshot just as it was taken; its checksum has been checked.

    Raises
    ------
    ProgressError
        If there is none of that number, or it does not agree with its checksum.
    """
    with reading(settings.database) as database:
        return read_snapshot(database, number)


def changed_since(settings: Settings, number: int, today: date) -> list[since.Change]:
    """Return what would be shown otherwise today for the day of a snapshot.

    The same day again, but with every entry, observation and target that is known
    today. Only fields that differ are told; an indicator that is as it was is left out.

    Raises
    ------
    ProgressError
        As ``frozen``.
    """
    snapshot = frozen(settings, number)
    today_shown = progress(settings, snapshot.as_at, today).as_json()
    found = []
    for code, one in since.compared(snapshot.content, today_shown, {}).items():
        old, new = one.then, one.now
        names = [x for x in since.comparable(old, new) if old.get(x) != new.get(x)]
        if names:
            was, is_now = ({x: row[x] for x in names if x in row} for row in (old, new))
            found.append(since.Change(code, was, is_now))
    return found


def snapshot_table(settings: Settings) -> tuple[list[str], list[list[str]]]:
    """Return the heads and rows of a list of all snapshots, the last taken first.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    heads = [t("Snapshot"), t("As at"), t("Taken on")]
    rows = [
        [
            render("drawing/said.html", said=said(row["label"], row["label_cy"])),
            long_date(date.fromisoformat(row["as_at"])),
            long_date(date.fromisoformat(row["taken_on"])),
        ]
        for row in reversed(list_snapshots(settings))
    ]
    return heads, rows
