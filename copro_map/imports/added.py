"""Imports of what is only ever added to: taken back by what supersedes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.store.connection import Database
from copro_map.files.bringing import Files
from copro_map.imports.taking_back import touched_by
from copro_map.people.rules.permissions import Actor

Undo = Callable[[Settings, Database, Actor, int, datetime], None]


def added_taken_back(table: str, files: Files) -> Undo:
    """Return what takes an import back whose records stand in a table by their id."""

    def undo(
        settings: Settings, database: Database, actor: Actor, number: int, now: datetime
    ) -> None:
        touched = touched_by(database, number)
        added = [int(one.key[0]) for one in touched if one.of == table]
        if added and files.take_back:
            files.take_back(settings, database, actor, added, now)

    return undo
