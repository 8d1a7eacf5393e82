"""Somebody, by all that they are known by here, and what is kept of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from copro_map.base.names import fold


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

    def is_named_in(self, text: str) -> bool:
        """Say whether a text names them: one of their addresses, or of their names.

        A name of one word may be anything, so a text that is longer does not name them
        by that. Of JSON every text in it is looked at.

        Examples
        --------
        >>> mair = Whom(frozenset({"mair@example.org"}), names=frozenset({"mair ty"}))
        >>> mair.is_named_in("Ask Mair Tŷ."), mair.is_named_in("Ask Mair.")
        (True, False)
        >>> mair.is_named_in('{"a": ["to Mair@example.org, or"]}')
        True
        """
        return any(self._is_named(one) for one in _texts_in(text) if one)

    def _is_named(self, text: str) -> bool:
        plain = text.casefold()
        if any(_stands_alone(key, plain) for key in self.keys if key):
            return True
        folded = fold(text) if self.names else ""
        return folded in self.names or any(
            f" {name} " in f" {folded} " for name in self.names if " " in name
        )


def _stands_alone(key: str, text: str) -> bool:
    """Say whether an address stands in a text, and is no part of a longer one."""
    around = rf"(?<![\w.+-]){re.escape(key)}(?![\w-]|\.\w)"
    return key in text and re.search(around, text) is not None


def _texts_in(text: str) -> Iterator[str]:
    """Yield every text that JSON holds, or the text itself if it is none."""
    try:
        value = json.loads(text) if text[:1] in ("{", "[") else text
    except ValueError:
        value = text
    yield from _texts_of(value)


def _texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in (*value, *value.values()):
            yield from _texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts_of(one)
    else:
        yield str(value)


@dataclass(frozen=True)
class Personal:
    """Something that is kept about somebody, as they are told it.

    ``what`` is a message of the catalogue ("Your contact"), ``on`` the day or moment
    since when. ``fields`` are what stands in it, each by a message of the catalogue.
    """

    what: str
    on: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
