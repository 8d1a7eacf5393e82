"""What a subject says on a page above it: a line of words, a number, a way there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """Words in the reader's language, how many it is about, and where it is answered.

    ``href`` is an address of this site, such as "desk?part=confirm". ``since`` is the
    day since which the oldest of it waits (2026-11-28), empty if that is not known.
    """

    words: str
    href: str
    count: int
    since: str = ""
