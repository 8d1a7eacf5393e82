"""What stands around an import, inside its transaction: who does it, and how many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.connection import Database
from copro_map.files.rows import ImportResult
from copro_map.files.told import Wanted


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


@dataclass(frozen=True)
class Files:
    """What a subject hands on of its files: for whoever draws how they are brought in.

    Attributes
    ----------
    subject
        Under which is kept what was told of its files.
    wanted
        What a column can be.
    words
        What the cells of a column can say, by its field: each with its names.
    bring
        Does it: its import, with all that it takes.
    take_back
        Writes what takes records back that it added, by their ids; None where whoever
        brings them in can put every row back as it was.
    """

    subject: str
    wanted: tuple[Wanted, ...]
    words: Callable[[Settings, date], Mapping[str, Mapping[str, Label]]]
    bring: Callable[..., ImportResult]
    take_back: Callable[..., None] | None = None
