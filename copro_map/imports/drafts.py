"""A file that somebody is about to bring in, with what they chose so far, for a day.

It is nobody's but theirs: whoever else has its address finds nothing. It goes in the
transaction that brings it in, so it is never brought in twice.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.store.sweeping import swept
from copro_map.base.today import WALES
from copro_map.files.limits import LARGEST_FILE, too_large
from copro_map.imports.importer import Brought
from copro_map.imports.store import drafts as store
from copro_map.people.rights import now_of
from copro_map.people.rules.permissions import Actor, require

KEY_BYTES = 32
MOST = 5  # files of one person at a time: 25 MB
LONGEST_NAME, LONGEST_ENDING = 100, 10  # characters, of a file's name
GONE = N_(
    "This file is kept no more: it was brought in already, its day is past, or it is "
    "somebody else's. Choose the file again."
)


class UploadError(CoproMapError):
    """A file that is not kept, or is kept no more."""


@dataclass(frozen=True)
class Upload:
    """A file that is about to be brought in: of which subject, and what was chosen.

    ``size`` in bytes. What was ``told`` of it is whatever JSON can say.
    """

    key: str
    subject: str
    name: str
    size: int
    told: Mapping[str, Any] = field(default_factory=dict)


def _present(database: Database, who: Actor) -> Actor:
    """Return who somebody is now, if they may bring files in.

    No change of the records comes of a draft, so nothing is noted of it.
    """
    present = now_of(database, who)
    require(present, "bring_in")
    return present


def plain_name(name: str) -> str:
    r"""Return what a file is called, without folders and what is not seen.

    Examples
    --------
    >>> plain_name(r"C:\lists\members.csv"), plain_name("../y.xlsx"), plain_name("")
    ('members.csv', 'y.xlsx', 'file')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(x for x in last if x.isprintable()).strip(". ")
    stem, dot, ending = seen.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending[:LONGEST_ENDING]}" or "file"


def keep_upload(  # noqa: PLR0913 - a file, of what, whose, and when
    settings: Settings,
    who: Actor,
    name: str,
    content: bytes,
    subject: str,
    told: Mapping[str, Any],
    today: date,
) -> str:
    """Keep a file for a day; return its key, 256 random bits.

    Of each person the last five are kept.

    Raises
    ------
    RefusedError
        If they may not bring files in.
    ImportFileError
        If it is larger than 5 MB.
    DatabaseError
        If the database cannot be written.
    """
    if len(content) > LARGEST_FILE:
        raise too_large(plain_name(name))
    key = secrets.token_urlsafe(KEY_BYTES)
    with writing(settings.database, make=False) as database:
        row = {
            "person": _present(database, who).person,
            "subject": subject,
            "name": plain_name(name),
            "content": content,
            "told": dict(told),
            "kept_until": (today + kept_for(settings, "import_drafts")).isoformat(),
        }
        store.add(database, key, row, MOST)
    return key


def open_upload(settings: Settings, who: Actor, key: str, today: date) -> Upload | None:
    """Return the file that is kept under a key, if it is this person's; else None.

    Raises
    ------
    RefusedError
        If they may not bring files in.
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        person = _present(database, who).person
        found = store.find(database, key, person, today.isoformat())
    return Upload(key, *found) if found else None


def tell(
    settings: Settings,
    who: Actor,
    key: str,
    changes: Mapping[str, Any],
    today: date,
    *,
    subject: str = "",
) -> Upload:
    """Keep what is told of a file besides what was; return it as it is now.

    A change to None takes back what was told. Another ``subject`` forgets all else.

    Raises
    ------
    UploadError
        If it is kept no more.
    RefusedError
        If they may not bring files in.
    DatabaseError
        If the database cannot be written.
    """
    with writing(settings.database, make=False) as database:
        person = _present(database, who).person
        found = store.find(database, key, person, today.isoformat())
        if found is None:
            raise UploadError(GONE)
        before, name, size, held = found
        held = {} if subject not in ("", before) else held
        told = {x: y for x, y in (held | dict(changes)).items() if y is not None}
        store.change(database, key, person, subject or before, told)
    return Upload(key, subject or before, name, size, told)


def let_go(settings: Settings, who: Actor, key: str) -> None:
    """Delete a file that is not brought in after all, if it is this person's.

    Raises
    ------
    RefusedError
        If they may not bring files in.
    DatabaseError
        If the database cannot be written.
    """
    with writing(settings.database, make=False) as database:
        store.let_go(database, key, _present(database, who).person)


@contextmanager
def as_file(settings: Settings, who: Actor, upload: Upload) -> Iterator[Path]:
    """Lay the file out in a folder that only we may read; it is gone afterwards.

    Raises
    ------
    UploadError
        If it is kept no more.
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        person = _present(database, who).person
        content = store.content(database, upload.key, person)
    if content is None:
        raise UploadError(GONE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / upload.name
        path.write_bytes(content)
        yield path


@dataclass(frozen=True)
class Once:
    """Whoever brings a file in; with it, in the same transaction, its draft goes.

    So a second press, or a second tab, brings in nothing.
    """

    bringing: Brought
    key: str

    @property
    def actor(self) -> Actor:
        """Whoever brings it in."""
        return self.bringing.actor

    def begin(self, database: Database) -> None:
        """Ask for the right; see that the file is there still.

        Raises
        ------
        RefusedError
            If they may not bring files in.
        UploadError
            If the file was brought in already.
        """
        self.bringing.begin(database)
        if not store.is_there(database, self.key, self.actor.person):
            raise UploadError(GONE)

    def done(
        self, database: Database, what: str, counts: tuple[int, int], of: str = ""
    ) -> None:
        """Write down what came of it; let the file go."""
        self.bringing.done(database, what, counts, of)
        store.let_go(database, self.key, self.actor.person)


def sweep_uploads(settings: Settings, now: datetime) -> int:
    """Delete the files whose day is past; return how many there were.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to delete.
    """
    today = now.astimezone(WALES).date().isoformat()
    return swept(settings.database, today, store.is_past, store.sweep)


# Each returns how much it deleted.
SWEEPS: tuple[Callable[[Settings, datetime], int], ...] = (sweep_uploads,)
