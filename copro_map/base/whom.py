"""Somebody who is told what is kept of them, or is forgotten; how a room does that.

Each room that keeps anything about people says what, and forgets it, by its ``KEEPS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from copro_map.base.store.connection import Database


@dataclass(frozen=True)
class Whom:
    """Somebody, by everything that they are known by here.

    ``keys`` are what their addresses are compared by (``people.rules.addresses``),
    ``entries`` the ids of entries that are about them as a person, not those that they
    only speak for; ``names`` what those are called (``base.names.fold``); ``persons``
    their numbers, if they work here.
    """

    keys: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    persons: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Personal:
    """Something that is kept about somebody, as they are told it.

    ``what`` is a message of the catalogue ("Your contact"), ``on`` the day or moment
    since when. ``fields`` are what stands in it, each by a message of the catalogue.
    """

    what: str
    on: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Keeps:
    """How a room tells what it keeps of somebody, and forgets it.

    Both are called inside the caller's transaction; the second returns how many records
    it deleted, or emptied. Whoever asks has the right: the caller has looked.
    """

    personal: Callable[[Database, Whom], tuple[Personal, ...]]
    forget: Callable[[Database, Whom], int]
