"""Entries in a list on a plain page: what each is, where, and whether it is checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from copro_map.assets.face import Entry, present
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import current_language
from copro_map.base.today import current_day
from copro_map.geography.areas import load_layers

MOST = 100  # entries of one list; all are on the map


@dataclass(frozen=True)
class EntryList:
    """The first entries of a list below a heading, and how many there are in all."""

    heading: str
    entries: tuple[Entry, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are left out."""
        return self.count - len(self.entries)


def entry_path(entry_id: str) -> str:
    """Return the path of an entry's plain page in the language in force."""
    return f"/{current_language()}/entry/{entry_id}"


def entry_list(
    settings: Settings, heading: str, rows: pd.DataFrame, most: int = MOST
) -> EntryList:
    """Return entries as they are listed, from rows of ``search.face.all_assets``."""
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    day, first = current_day(), _tuples(rows.head(most))
    shown = tuple(present(row, definitions, layers, day) for row in first)
    return EntryList(heading, shown, len(rows))


def _tuples(rows: pd.DataFrame) -> Iterable[Any]:
    return rows.itertuples()
