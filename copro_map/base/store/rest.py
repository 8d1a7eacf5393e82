"""The map at rest, while it is mended: who writes is told so, and nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from copro_map.base.errors import AtRestError
from copro_map.base.i18n import N_, Label
from copro_map.base.store.settled import settled
from copro_map.base.today import current_day

# The last press on the switch: it holds at once, so its day does not count.
AT_REST = """
SELECT value_en FROM setting WHERE name = 'read_only' ORDER BY id DESC LIMIT 1
"""


@dataclass(frozen=True)
class _Announced:
    """A text that is put into a sentence in the language that is then in force."""

    text: Label

    def __str__(self) -> str:
        return self.text.text()


NOT_NOW = N_("The map is being mended. Nothing was kept; try again later.")
NOT_NOW_TOLD = N_(
    "The map is being mended. Nothing was kept; try again later. {announcement}"
)


def is_at_rest(database: Database) -> bool:
    """Say whether the map is at rest: read by all, written by nobody."""
    row = database.conn.execute(AT_REST).fetchone()
    return bool(row and row[0])


def refuse_at_rest(database: Database) -> None:
    """Refuse to write while the map is at rest, inside the transaction that would.

    Raises
    ------
    AtRestError
        With what is announced today, if anything is.
    """
    if is_at_rest(database):
        announced = settled(database, "announcement", current_day())
        if announced:
            raise AtRestError(NOT_NOW_TOLD, announcement=_Announced(announced.value))
        raise AtRestError(NOT_NOW)
