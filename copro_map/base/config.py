"""Where things are: built once from the environment, passed as an argument."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Settings:
    """Paths and defaults of one installation.

    ``database`` is the SQLite file; it need not exist yet. ``data_dir`` and
    ``boundaries_dir`` hold the definition files and the reference data. ``contact`` is
    the steward's e-mail address, if there is one to show.
    """

    database: Path
    data_dir: Path
    boundaries_dir: Path
    default_language: str
    contact: str = ""

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


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that the environment asks for.

    Every variable has a default that works on a fresh clone.

    Examples
    --------
    >>> load_settings({"COPRO_MAP_DB": "other.db"}).database.name
    'other.db'
    >>> load_settings({}).default_language
    'en'
    """
    data_dir = Path(environment.get("COPRO_MAP_DATA", ROOT / "data"))
    language = environment.get("COPRO_MAP_LANG", "en")
    return Settings(
        database=Path(environment.get("COPRO_MAP_DB", data_dir / "copro_map.db")),
        data_dir=data_dir,
        boundaries_dir=Path(
            environment.get("COPRO_MAP_BOUNDARIES", ROOT / "boundaries")
        ),
        default_language=language if language in ("en", "cy") else "en",
        contact=environment.get("COPRO_MAP_CONTACT", ""),
    )
