"""The file of who asked to be forgotten: keyed marks, which are added and never read.

It lies beside the backups, not in the database, so that no backup brings anybody back;
its key lies apart from both, so that nobody can try addresses on it. A mark is written
once each time that it changes: gone, back, gone. So of two copies of the list the one
with more lines of a mark is the later one.
"""

from __future__ import annotations

import fcntl
import hmac
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from copro_map.base.config import Settings
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import N_

NAME, KEY_BYTES = "forgotten.list", 32
GONE, BACK = "gone", "back"
TITLE = "copro_map forgotten 1"
HEAD = re.compile(rf"{TITLE} ([0-9a-f]{{64}})")
LINE = re.compile(r"([0-9a-f]{64}) (\d{4}-\d{2}-\d{2} (?:gone|back))")
KEY = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}")
NO_KEY = N_(
    "{list}: this list says who asked to be forgotten, and its key is not here. Put "
    "the key of that installation at {key}, or name its file in COPRO_MAP_KEY_FILE; "
    "then try again."
)
ANOTHER_KEY = N_(
    "{list}: the list of who asked to be forgotten was written with another key than "
    "{key}. Name the file of its own key in COPRO_MAP_KEY_FILE, then try again."
)
NO_LIST = N_(
    "{list}: the list of who asked to be forgotten is missing, though its key {key} is "
    "there. Put it back from the folder of a backup, or name that folder in "
    "COPRO_MAP_BACKUPS."
)
TOGETHER = N_(
    "{key}: the key must not lie in the folder of the backups, or whoever has a backup "
    "has both. Move it elsewhere, and name it in COPRO_MAP_KEY_FILE."
)
NOT_WRITTEN = N_(
    "{file}: the list of who asked to be forgotten cannot be read or written "
    "({reason}). Nobody was forgotten. Check the rights of the file and its folder, "
    "then try again."
)
NOT_NOW = N_(
    "The list of who asked to be forgotten cannot be used just now, so nothing was "
    "changed. The reason is written down for whoever looks after the map. Try again "
    "later."
)


class ForgottenListError(DatabaseError):
    """The list of who asked to be forgotten, or its key, cannot be used."""

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message, visitors=NOT_NOW, **facts)


@dataclass(frozen=True)
class Marks:
    """A list as it was read: by each mark what happened to it, in order; its key."""

    key: bytes = b""
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, kind: str, text: str) -> str:
        """Return the mark of a text of a kind; it cannot be read back."""
        return hmac.digest(self.key, f"{kind}\n{text}".encode(), "sha256").hex()

    def is_gone(self, kind: str, text: str) -> bool:
        """Say whether a text is on the list, and has not come back."""
        return bool(self.lines) and self._is_gone(self.of(kind, text))

    def changed(self, wanted: Iterable[str], today: date, word: str) -> list[str]:
        """Return the lines by which marks become gone, or back, where they are not."""
        new = dict.fromkeys(wanted)
        return [
            f"{x} {today} {word}" for x in new if self._is_gone(x) != (word == GONE)
        ]

    def later(self, other: Marks) -> list[str]:
        """Return the lines that another copy of the list has and this one has not."""
        return [
            f"{mark} {line}"
            for mark, lines in other.lines.items()
            for line in lines[len(self.lines.get(mark, ())) :]
        ]

    def _is_gone(self, mark: str) -> bool:
        return len(self.lines.get(mark, ())) % 2 == 1


def list_in(folder: Path) -> Path:
    """Return where the list lies in a folder of backups."""
    return folder / NAME


def read_marks(settings: Settings, folder: Path | None = None) -> Marks:
    """Return the list of an installation, or the copy of it in another folder.

    Empty if nobody was ever forgotten.

    Raises
    ------
    ForgottenListError
        If the list is there without its key, with another one, or the key without the
        list; the message says what to do.
    """
    path = list_in(folder or settings.backup_folder)
    with _told(path):
        return _marks(settings, path, needed=folder is None)


def _marks(settings: Settings, path: Path, *, needed: bool) -> Marks:
    key, head, lines = _key(settings), "", _lines(path)
    if found := HEAD.fullmatch(next(lines, "")):
        head = found[1]
    by_mark: dict[str, tuple[str, ...]] = {}
    for line in filter(None, map(LINE.fullmatch, lines)):
        by_mark[line[1]] = (*by_mark.get(line[1], ()), line[2])
    facts = {"list": path, "key": settings.secret_file}
    if by_mark and not key:
        raise ForgottenListError(NO_KEY, **facts)
    if by_mark and head != _head(key):
        raise ForgottenListError(ANOTHER_KEY, **facts)
    if needed and key and not head:
        raise ForgottenListError(NO_LIST, **facts)
    return Marks(key, by_mark)


def add_marks(
    settings: Settings, wanted: Iterable[tuple[str, str]], today: date, word: str
) -> None:
    """Add to the list that texts, each of a kind, are gone, or back; it is on the disk.

    The list and its key are made with the first that is gone.

    Raises
    ------
    ForgottenListError
        As for ``read_marks``, or if nothing can be written.
    """
    path, texts = list_in(settings.backup_folder), sorted(wanted)
    known = read_marks(settings)
    if not texts or (word == BACK and not known.lines):
        return
    with _told(path), _alone(path) as file:
        marks = _marks(settings, path, needed=True)
        if not marks.key:
            marks = Marks(_begin(settings, file))
        _append(file, marks.changed((marks.of(*x) for x in texts), today, word))


def merge_marks(settings: Settings, source: Path, target: Path) -> None:
    """Add to the list in a folder what the list in another one has and it has not.

    Raises
    ------
    ForgottenListError
        If one of them was written with another key, or there is none.
    """
    if source.resolve() == target.resolve():
        return
    there = read_marks(settings, source)
    if there.lines:
        path = list_in(target)
        with _told(path), _alone(path) as file:
            marks = _marks(settings, path, needed=False)
            if not marks.lines:
                os.ftruncate(file, 0)
                _append(file, [f"{TITLE} {_head(there.key)}"])
            _append(file, marks.later(there))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        raise ForgottenListError(NOT_WRITTEN, file=path, reason=error) from error


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    """Open a list to add to it, as the only one; it is made if there is none."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def _append(file: int, lines: Iterable[str]) -> None:
    """Add lines and wait until they are on the disk; a torn line before is ended."""
    text = "".join(f"{line}\n" for line in lines)
    if not text:
        return
    size = os.fstat(file).st_size
    if size and os.pread(file, 1, size - 1) != b"\n":
        text = f"\n{text}"
    os.write(file, text.encode())
    os.fsync(file)


def _begin(settings: Settings, file: int) -> bytes:
    """Make the key, and begin an empty list with it; return the key.

    A list that was begun without anybody on it is begun anew: whoever was to be the
    first was killed before the key was there.
    """
    key = secrets.token_bytes(KEY_BYTES)
    os.ftruncate(file, 0)
    _append(file, [f"{TITLE} {_head(key)}"])
    path = settings.secret_file
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # an empty one, of whoever was killed
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _append(made, [key.hex()])
    finally:
        os.close(made)
    for folder in (path.parent, settings.backup_folder):
        _to_disk(folder)
    return key


def _to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _key(settings: Settings) -> bytes:
    """Return the key; b"" if there is none.

    Raises
    ------
    ForgottenListError
        If it lies, or would lie, in the folder of the backups.
    """
    path = settings.secret_file
    if path.resolve().is_relative_to(settings.backup_folder.resolve()):
        raise ForgottenListError(TOGETHER, key=path)
    text = path.read_text("ascii").strip() if path.exists() else ""
    if text and not KEY.fullmatch(text):
        raise ForgottenListError(
            N_("{key}: this is no key. Put the key of this installation there again."),
            key=path,
        )
    return bytes.fromhex(text)


def _head(key: bytes) -> str:
    return hmac.digest(key, TITLE.encode(), "sha256").hex()


def _lines(path: Path) -> Iterator[str]:
    if path.exists():
        yield from path.read_text("ascii").split("\n")
