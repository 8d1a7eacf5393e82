"""Where things are: built once from the environment, passed as an argument."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import TypeVar

from platformdirs import user_data_path

from copro_map.base.errors import DefinitionError
from copro_map.base.freshness import DUE_MONTHS, STALE_MONTHS
from copro_map.base.i18n import N_

R = TypeVar("R")
PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
# What only a checkout has beside the package; an installed one has it inside.
IN_A_CHECKOUT = (ROOT / "boundaries" / "local_authority.toml").exists()
DATA = ROOT / "data" if IN_A_CHECKOUT else PACKAGE / "reference"
BOUNDARIES = ROOT / "boundaries" if IN_A_CHECKOUT else PACKAGE / "boundaries"
MOST_MONTHS = 120
HOME = user_data_path("copro_map", appauthor=False)


@dataclass(frozen=True)
class Settings:
    """Paths and defaults of one installation.

    ``database`` is the SQLite file; it need not exist yet. ``data_dir`` and
    ``boundaries_dir`` hold the definition files and the reference data. ``contact`` is
    the steward's e-mail address, if there is one to show. ``backups`` is the folder of
    the nightly backups, if it is another than ``backups`` beside the database.
    ``key_file`` is the file of the key by which those are known again who asked to be
    forgotten, if it is another than one beside the database. A word on an entry is due
    again after ``due_months``, and too old after ``stale_months``.
    """

    database: Path
    data_dir: Path
    boundaries_dir: Path
    default_language: str
    contact: str = ""
    backups: Path | None = None
    key_file: Path | None = None
    due_months: int = DUE_MONTHS
    stale_months: int = STALE_MONTHS

    @property
    def backup_folder(self) -> Path:
        """The folder of the nightly backups; it need not exist yet."""
        return self.backups or self.database.parent / "backups"

    @property
    def secret_file(self) -> Path:
        """The file of the key that is not in the database; it need not exist yet."""
        beside = self.database.with_name(f"{self.database.name}.key")
        return self.key_file or beside

    @property
    def network_file(self) -> Path:
        """The real entries that a fresh installation starts from."""
        return self.data_dir / "network.csv"

    @property
    def reference(self) -> Settings:
        """The same without a database of its own: to keep what is made of files alone.

        Installations with the same files share it, however many databases there are.
        """
        return Settings(Path(), self.data_dir, self.boundaries_dir, "en")


def once(make: Callable[[Settings], R]) -> Callable[[Settings], R]:
    """Keep what is made of an installation's files alone, for the whole process.

    The function is given the settings without a database: see ``reference``.

    Examples
    --------
    >>> once(lambda settings: settings.database)(load_settings({}))
    PosixPath('.')
    """
    keep = cache(make)
    return wraps(make)(lambda settings: keep(settings.reference))


def make_home(settings: Settings) -> None:
    """Make the folder of the user's data, if that is where the database is to be."""
    if settings.database.parent == HOME:
        HOME.mkdir(parents=True, exist_ok=True)


def _months(environment: Mapping[str, str], name: str, usual: int) -> int:
    given = environment.get(name, "") or str(usual)
    if not (given.isascii() and given.isdecimal() and 1 <= int(given) <= MOST_MONTHS):
        raise DefinitionError(
            N_("{name}: {given} is not a number of months. Give one from 1 to {most}."),
            name=name,
            given=given,
            most=MOST_MONTHS,
        )
    return int(given)


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that the environment asks for.

    Every variable has a default that works on a fresh clone, and in the installed
    package, whose database is in the folder of the user's data.

    Raises
    ------
    DefinitionError
        If a variable that is a number of months is none; the message names it.

    Examples
    --------
    >>> load_settings({"COPRO_MAP_DB": "other.db"}).database.name
    'other.db'
    >>> load_settings({}).default_language
    'en'
    """
    data_dir = Path(environment.get("COPRO_MAP_DATA", DATA))
    home = data_dir if IN_A_CHECKOUT else HOME
    language = environment.get("COPRO_MAP_LANG", "en")
    backups = environment.get("COPRO_MAP_BACKUPS", "")
    key_file = environment.get("COPRO_MAP_KEY_FILE", "")
    return Settings(
        database=Path(environment.get("COPRO_MAP_DB", home / "copro_map.db")),
        data_dir=data_dir,
        boundaries_dir=Path(environment.get("COPRO_MAP_BOUNDARIES", BOUNDARIES)),
        default_language=language if language in ("en", "cy") else "en",
        contact=environment.get("COPRO_MAP_CONTACT", ""),
        backups=Path(backups) if backups else None,
        key_file=Path(key_file) if key_file else None,
        due_months=_months(environment, "COPRO_MAP_DUE_MONTHS", DUE_MONTHS),
        stale_months=_months(environment, "COPRO_MAP_STALE_MONTHS", STALE_MONTHS),
    )
