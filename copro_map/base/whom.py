"""Somebody who is told what is kept of them, or is forgotten; how a room does that.

Each room that keeps anything about people says what, and forgets it, by its ``KEEPS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from copro_map.base.somebody import Personal as Personal
from copro_map.base.somebody import Whom as Whom
from copro_map.base.store.connection import Database


@dataclass(frozen=True)
class Keeps:
    """How a room tells what it keeps of somebody, and forgets it.

    Both are called inside the caller's transaction; the second returns how many records
    it deleted, or emptied. Whoever asks has the right: the caller has looked.
    """

    personal: Callable[[Database, Whom], tuple[Personal, ...]]
    forget: Callable[[Database, Whom], int]
