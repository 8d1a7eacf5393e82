"""What stands around an import, inside its transaction: who does it, and how many."""

from __future__ import annotations

from typing import Protocol

from copro_map.base.store.connection import Database


class Bringing(Protocol):
    """Whoever brings a file in: asked at the beginning, told at the end.

    Both are called inside the transaction of the import, a dry run's too, so what they
    write is kept with it or not at all.
    """

    def begin(self, database: Database) -> None:
        """Ask for the right, now; begin to keep what is changed.

        Raises
        ------
        RefusedError
            If they may not.
        """

    def done(
        self, database: Database, what: str, counts: tuple[int, int], of: str = ""
    ) -> None:
        """Write down that so many records, new and changed, came with the file.

        ``what`` they are, such as "entries"; ``of`` which set of them, such as a wave.
        """


class _Nobody:
    """Nobody: for what is tried or made up, and for what no right is needed for."""

    def begin(self, database: Database) -> None:
        """Ask for nothing."""

    def done(
        self, database: Database, what: str, counts: tuple[int, int], of: str = ""
    ) -> None:
        """Write nothing down."""


NOBODY: Bringing = _Nobody()
