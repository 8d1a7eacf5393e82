"""Counts of entries that add up."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Tally:
    """A count of entries that adds up: every one is in exactly one of the three."""

    located: int
    all_wales: int
    no_location: int

    @property
    def total(self) -> int:
        """All entries."""
        return self.located + self.all_wales + self.no_location


def tally(assets: pd.DataFrame) -> Tally:
    """Return how many entries have an authority, serve all Wales, or neither.

    An entry based in an authority is counted there, whatever it serves; "all Wales"
    are those without a base that serve all Wales; the rest have no location.

    Examples
    --------
    >>> frame = pd.DataFrame({"authority": ["W06000008", "", ""],
    ...                       "serves_all_wales": [False, True, False]})
    >>> tally(frame)
    Tally(located=1, all_wales=1, no_location=1)
    """
    located = assets["authority"] != ""
    national = ~located & assets["serves_all_wales"]
    return Tally(
        int(located.sum()), int(national.sum()), int((~located & ~national).sum())
    )
