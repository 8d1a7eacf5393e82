"""Who asked to be forgotten: known again by a keyed mark, in a file beside the backups.

So an older backup that is restored, or a file that is imported, brings nobody back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.forgotten import (
    BACK,
    GONE,
    Marks,
    add_marks,
    merge_marks,
    read_marks,
)
from copro_map.base.whom import Whom


@dataclass(frozen=True)
class Forgotten:
    """Who asked to be forgotten, and has not come back since; each answer is cheap."""

    marks: Marks = Marks()

    def address(self, key: str) -> bool:
        """Say whether an address is on the list, as ``rules.addresses`` folds it."""
        return self.marks.is_gone("address", key)

    def entry(self, number: str) -> bool:
        """Say whether an entry is on the list, by its id."""
        return self.marks.is_gone("entry", number)

    def name(self, folded: str) -> bool:
        """Say whether a person's entry of a name was, as ``base.names`` folds it."""
        return self.marks.is_gone("name", folded)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is on the list."""
        return not self.marks.lines


def forgotten(settings: Settings) -> Forgotten:
    """Return who asked to be forgotten; to be asked anew for each import.

    Raises
    ------
    CoproMapError
        If the list cannot be read, or not without its key; the message says what to do.
    """
    return Forgotten(read_marks(settings))


def fault(settings: Settings) -> CoproMapError | None:
    """Return why the list cannot be read; None if it can."""
    try:
        forgotten(settings)
    except CoproMapError as error:
        return error
    return None


def add_forgotten(settings: Settings, whom: Whom, today: date) -> None:
    """Keep who is forgotten; it is on the disk once this returns.

    Raises
    ------
    CoproMapError
        If it cannot be kept; nobody may be forgotten then.
    """
    parts = {"address": whom.keys, "entry": whom.entries, "name": whom.names}
    texts = [(kind, text) for kind, all_of in parts.items() for text in all_of]
    add_marks(settings, texts, today, GONE)


def come_back(
    settings: Settings,
    keys: Collection[str],
    today: date,
    names: Collection[str] = (),
) -> None:
    """Keep that somebody who was forgotten sent something in, and proved their address.

    ``names``, folded, are those of their new entry, if it is about them as a person.

    Raises
    ------
    CoproMapError
        If it cannot be kept.
    """
    texts = [("address", key) for key in keys] + [("name", name) for name in names]
    add_marks(settings, texts, today, BACK)


def merge(settings: Settings, *folders: Path) -> None:
    """Add to our list what copies of it in other folders have and it has not.

    Fails as ``forgotten``.
    """
    for folder in folders:
        merge_marks(settings, folder, settings.backup_folder)


def hand_on(settings: Settings, folder: Path) -> None:
    """Keep a copy of the list in a folder of backups; fails as ``forgotten``."""
    merge_marks(settings, settings.backup_folder, folder)
