"""Where files made of what is public stand, until the records change."""

from __future__ import annotations

import shutil
from pathlib import Path

END = "-open"  # of the folder's name, after that of the database


def made_folder(database: Path) -> Path:
    """Return the folder of the files made of a database; it need not exist yet."""
    return database.with_name(f"{database.name}{END}")


def drop_made(database: Path) -> None:
    """Delete what was made of a database; it is made anew when it is asked for.

    Whoever is being sent a file is sent all of it. What cannot be deleted now goes when
    the folder is tidied.
    """
    shutil.rmtree(made_folder(database), ignore_errors=True)
