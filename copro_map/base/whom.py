"""Somebody who is told what is kept of them, or is forgotten; how a room does that.

Each room that keeps anything about people says what, and forgets it, by its ``KEEPS``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from copro_map.base.somebody import Personal as Personal
from copro_map.base.somebody import Whom as Whom
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import Naming, Taken, Told, take_out, told


@dataclass(frozen=True)
class Keeps:
    """How a room tells what it keeps of somebody, and forgets it.

    Both are called inside the caller's transaction; the second returns how many records
    it deleted, or emptied. Whoever asks has the right: the caller has looked.
    """

    personal: Callable[[Database, Whom], tuple[Personal, ...]]
    forget: Callable[[Database, Whom], int]


def keeps(
    sorts: Collection[Told],
    labels: Mapping[str, str],
    rules: Collection[Taken | Naming],
    words: Mapping[str, str] | None = None,
) -> Keeps:
    """Return what a room does whose tables say by themselves whose each row is.

    ``labels`` and ``words`` as in ``base.store.taking_out.told``.
    """

    def personal(database: Database, whom: Whom) -> tuple[Personal, ...]:
        return tuple(told(database, sorts, labels, whom, words=words or {}))

    def forget(database: Database, whom: Whom) -> int:
        return take_out(database, rules, whom)

    return Keeps(personal, forget)
