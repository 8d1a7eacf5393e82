"""What a subject says on a page above it: a line of words, a number, a way there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """Words in the reader's language, how many it is about, and where it is answered.

    ``href`` is an address of this site, such as "desk?part=confirm".
    """

    words: str
    href: str
    count: int
