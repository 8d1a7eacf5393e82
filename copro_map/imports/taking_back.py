"""What an import touched, put back as it was: for whichever subject takes it back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.imports.rules.kept import Touched
from copro_map.imports.store import batches
from copro_map.imports.store import undoing as store
from copro_map.people.rules.changes import UndoError

NAMED = 5
CHANGED_SINCE = N_(
    "Some of what this import brought was changed since, so it is not taken back. "
    "Records: {n}. The first: {names}. Take the later changes back first, or take back "
    "only what nobody touched since."
)
Key = tuple[str, tuple[Any, ...]]


def touched_by(database: Database, number: int) -> list[Touched]:
    """Return what an import touched, in order; of each record, how it was before.

    Of what is only ever added to, the keys of the rows that it added.
    """
    return batches.touched(database, number)


def put_back(database: Database, number: int, *, but: Collection[Key] = ()) -> None:
    """Put every record of an import back as it was, inside the caller's transaction.

    Those named by ``but``, a table and a key, stay as they are. What is only ever added
    to, such as a reply, its subject takes back itself.

    Raises
    ------
    UndoError
        If something was changed since; nothing is written then.
    """
    if since := store.touched_since(database, number):
        entries = [str(key[0]) for of, key in since if of == "asset"]
        names = store.names_of(database, entries)[:NAMED]
        raise UndoError(CHANGED_SINCE, n=len(since), names="; ".join(names) or "-")
    touched = batches.touched(database, number)
    store.put_back(database, (x for x in touched if (x.of, x.key) not in but))
