"""What an import touched: a record with its parts, before; and a mark of it after."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

MARK_BYTES = 8
# What the program works out by itself whenever anything changes: who runs what by its
# name, and how often it was written. It is nobody's change.
BY_ITSELF = ("organisation_id", "version")
# Of a body known by name only: whether it is shown follows from who names it.
OF_NAMED = ("status", "became")
NAMED = '"origin":"named"'
# A record as it was: its own row, and the rows of each table that are parts of it.
Was = Mapping[str, Any]


@dataclass(frozen=True)
class Touched:
    """A record that an import touched: of which table, its key, as it was before.

    Before a new one there was nothing: ``was`` is empty.
    """

    of: str
    key: tuple[Any, ...]
    was: Was

    @property
    def is_new(self) -> bool:
        """Whether the import brought it."""
        return not self.was


@dataclass(frozen=True)
class Made:
    """An import that was made: of which subject and set, by whom, how many records.

    ``change`` is its number in what happened, ``name`` what the file was called.
    """

    number: int
    subject: str
    of: str
    name: str
    at: str
    person: int | None
    added: int
    changed: int
    change: int
    state: str


def mark_of(lasting: str | None) -> str:
    """Return what a record, as JSON, is compared by; "" if there is none.

    Of a body known by name only, whether it is shown does not count.

    Examples
    --------
    >>> one = '{"asset":{"origin":"named","status":"published"},"location":[]}'
    >>> mark_of(one) == mark_of(one.replace("published", "archived"))
    True
    >>> mark_of('{"asset":{"id":"a"}}') == mark_of('{"asset":{"id":"b"}}')
    False
    """
    if not lasting:
        return ""
    text = lasting
    if NAMED in lasting:
        told = json.loads(lasting)
        for name in OF_NAMED:
            told.get("asset", {}).pop(name, None)
        text = json.dumps(told)
    return blake2b(text.encode(), digest_size=MARK_BYTES).hexdigest()


def entries_of(touched: Sequence[Touched]) -> list[str]:
    """Return the ids of the entries among what was touched.

    Examples
    --------
    >>> entries_of([Touched("asset", ("a",), {}), Touched("contact", (1,), {})])
    ['a']
    """
    return [str(one.key[0]) for one in touched if one.of == "asset"]
