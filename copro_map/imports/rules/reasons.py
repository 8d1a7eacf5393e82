"""Why a row cannot be brought in, as a page says it: without what only a command has.

Messages of imports say what to write on the command line; a page has a control for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from copro_map.base.characters import SPACE
from copro_map.base.i18n import t

OPTION = re.compile(r"--[a-z]")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
HERE = "\x00"  # where an option stood; no message holds it


class Said(Protocol):
    """A catalogue message, and its facts."""

    @property
    def message(self) -> str:
        """The message."""

    @property
    def facts(self) -> Mapping[str, object]:
        """Its facts."""


def plain_reason(said: Said) -> str:
    """Return a fault as one line in the current language, without any option.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> plain_reason(
    ...     SimpleNamespace(
    ...         message="Unknown: {value}. Use: {choices}. Or say: {example}.",
    ...         facts={"value": "x", "choices": "a, b", "example": '--word "x=a"'},
    ...     )
    ... )
    'Unknown: x. Use: a, b.'
    """
    facts = {
        name: HERE if isinstance(one, str) and OPTION.match(one) else one
        for name, one in said.facts.items()
    }
    line = SPACE.sub(" ", t(said.message, **facts))
    kept = [x for x in SENTENCE.split(line) if HERE not in x and not OPTION.search(x)]
    return " ".join(kept)
