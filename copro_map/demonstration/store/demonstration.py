"""A database of invented records: what it may replace, and how it takes its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from copro_map.base.store.connection import reading, revision, writing
from copro_map.base.store.opening import BUSY_TIMEOUT_MS
from copro_map.base.store.programme import start_in

# Whoever tries the form in a demonstration puts in what goes with it.
ORIGINS = frozenset({"demonstration", "contributed"})
MADE = """
SELECT 1 FROM demonstration
WHERE made_on = :made_on
    AND EXISTS (SELECT 1 FROM asset WHERE source_url = :made_by)
"""
LATER_REVISION = "UPDATE revision SET number = number + ?"
# What every database has, also one without a record.
BOOKKEEPING = ("revision", "_sqlite_migrations", "sqlite_", "asset_text", "asset_word")


def holds_others(database: Database, origins: Collection[str]) -> bool:
    """Say whether there is any record that is no part of a demonstration.

    ``origins`` says where the entries of the database came from.
    """
    if start_in(database) is not None:
        return bool(set(origins) - ORIGINS)
    return any(
        database[name].count
        for name in database.table_names()
        if not name.startswith(BOOKKEEPING)
    )


def was_made(database: Database, made_by: str, today: date) -> bool:
    """Say whether the demonstration was made today, and just so."""
    if start_in(database) is None:
        return False
    row = {"made_by": made_by, "made_on": today.isoformat()}
    return database.conn.execute(MADE, row).fetchone() is not None


def put_in_place(built: Path, target: Path) -> None:
    """Let ``target`` hold what ``built`` holds: all of it, or it stays as it was.

    Whoever reads ``target`` meanwhile sees the one or the other. Its revision grows.

    Raises
    ------
    DatabaseError
        If ``target`` cannot be written.
    """
    if not target.exists():
        os.replace(built, target)
        return
    with reading(target) as database:
        so_far = revision(database)
    with writing(built) as database:
        database.conn.execute(LATER_REVISION, (so_far,))
    with (
        reading(built) as new,
        reading(target),  # an error in here is told of this file
        closing(sqlite3.connect(target, timeout=BUSY_TIMEOUT_MS / 1000)) as old,
    ):
        new.conn.backup(old)
