"""Files that are made of the records and kept beside them, until the records change.

A file is there whole or not at all. Those of other states of the records go soon: what
was taken off the map, or forgotten, is in none of them for long.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import BinaryIO, cast

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.made import made_folder
from copro_map.frame.heads import AddressError

LOG = logging.getLogger("copro_map")
HALF = "half-"  # what begins so is being written
GRACE_S = 60  # an older file may just be sent to somebody
HALF_S = 3600  # nobody writes for so long
WAIT_S = 60  # until another file is written
MOST_MB = 512
DIGEST = 32  # letters of a file's digest, at the end of its name
_one_at_a_time = Lock()  # so that memory holds one file at most


class NotMadeError(AddressError):
    """A file that cannot be made now."""

    status = 503


def cache_folder(settings: Settings) -> Path:
    """Return the folder of the files, beside the database; it need not exist yet."""
    return made_folder(settings.database)


def kept_digest(file: Path) -> str:
    """Return the digest of a kept file's content, by its name."""
    return file.suffix.removeprefix(".")


def find_kept(settings: Settings, state: str, name: str) -> Path | None:
    """Return the file of a state of the records, if it is there."""
    found = (cache_folder(settings) / state).glob(f"{name}.{'[0-9a-f]' * DIGEST}")
    return next(iter(sorted(found)), None)


@contextmanager
def _waiting() -> Iterator[None]:
    """Wait until no other file is written in this process."""
    if not _one_at_a_time.acquire(timeout=WAIT_S):
        raise NotMadeError(
            N_("Other files are being made at the moment. Ask again in a minute.")
        )
    try:
        yield
    finally:
        _one_at_a_time.release()


def _write(folder: Path, name: str, write: Callable[[BinaryIO], None]) -> Path:
    """Write a file beside where it is to be, and put it there once it is whole."""
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    half = None
    try:
        with NamedTemporaryFile(dir=folder.parent, prefix=HALF, delete=False) as file:
            half = Path(file.name)
            write(cast(BinaryIO, file))
            file.flush()
            os.fsync(file.fileno())
        with half.open("rb") as again:
            digest = file_digest(again, "sha256").hexdigest()[:DIGEST]
        folder.mkdir(mode=0o700, exist_ok=True)
        return half.replace(folder / f"{name}.{digest}")
    finally:
        if half:
            half.unlink(missing_ok=True)


def keep_file(
    settings: Settings, state: str, name: str, write: Callable[[BinaryIO], None]
) -> Path:
    """Return the file of a state of the records; ``write`` writes it, if it must.

    Raises
    ------
    NotMadeError
        If it cannot be written, as the disk is full, or there are too many others.
    """
    if found := find_kept(settings, state, name):
        return found
    with _waiting():
        if found := find_kept(settings, state, name):
            return found
        try:
            made = _write(cache_folder(settings) / state, name, write)
            tidy(settings, state, made)
        except OSError as error:
            LOG.exception("A file of open data cannot be written.")
            raise NotMadeError(
                N_("This file cannot be made at the moment. Ask again later.")
            ) from error
    return made


def _now(folder: Path) -> float:
    """Return what the disk takes for now: the days of the map may have been moved."""
    with NamedTemporaryFile(dir=folder, prefix=HALF) as file:
        return os.fstat(file.fileno()).st_mtime


def _bound(folder: Path, kept: Path | None) -> None:
    """Delete the oldest files until the others are not too much."""
    files = [path for path in folder.glob("*/*") if path != kept]
    files.sort(key=lambda path: path.stat().st_mtime)
    sizes = {path: path.stat().st_size for path in files}
    too_much = sum(sizes.values()) - MOST_MB * 1024 * 1024
    for path in files:
        if too_much > 0:
            path.unlink(missing_ok=True)
            too_much -= sizes[path]


def tidy(settings: Settings, state: str, kept: Path | None = None) -> None:
    """Remove what is of other states, and what nobody finished.

    Files of the last minute stay, as they may be on their way to somebody.
    """
    folder = cache_folder(settings)
    if not folder.exists():
        return  # nothing was asked for yet
    now = _now(folder)
    for path in folder.glob("*"):
        with suppress(FileNotFoundError):  # another process was faster
            if path.name.startswith(HALF):
                if now - path.stat().st_mtime > HALF_S:
                    path.unlink()
            elif path.name != state and now - path.stat().st_mtime > GRACE_S:
                shutil.rmtree(path)
    with suppress(FileNotFoundError):
        _bound(folder, kept)
