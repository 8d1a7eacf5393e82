"""What was told of files, for the next file like them.

Headings and words are kept for all files of a subject ("entries", "survey members"),
what a file does not say at all for the files with the same header.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from copro_map.base.store.connection import Database
from copro_map.files.store.choices import choices, keep_choices
from copro_map.files.told import IGNORE, Columns, Told, heading_key, word_key


def header_mark(header: Sequence[str]) -> str:
    """Return what tells one header from another, spelling and order apart.

    Examples
    --------
    >>> header_mark(["Name", "Post_code"]) == header_mark(["POST CODE", "name", ""])
    True
    """
    names = sorted({heading_key(one) for one in header} - {""})
    return sha256("\n".join(names).encode()).hexdigest()[:16]


def kept_choices(database: Database, subject: str, header: Sequence[str] = ()) -> Told:
    """Return what was told of files of a subject; values, of those with this header.

    Headings are as ``heading_key`` makes them, words as ``word_key``.
    """
    found: dict[str, dict[str, str]] = {"column": {}, "word": {}, "value": {}}
    for part, given, meaning in choices(database, subject):
        found[part][heading_key(given) if part == "column" else given] = meaning
    mark = f"{header_mark(header)} "
    values = {
        given.removeprefix(mark): meaning
        for given, meaning in found["value"].items()
        if given.startswith(mark)
    }
    return Told(found["column"], found["word"], values)


def keep(
    database: Database,
    subject: str,
    header: Sequence[str],
    told: Told,
    columns: Columns,
    today: date,
) -> None:
    """Keep what was told of a file, inside the transaction that imports it.

    Of its columns also those that were left out with the rest.
    """
    left_out = [(x.heading, IGNORE) for x in columns.columns if x.how == "rest"]
    of_now = [(x.heading, x.meaning) for x in columns.columns if x.how == "told"]
    mark = header_mark(header)
    keep_choices(
        database,
        subject,
        [
            *(("column", heading_key(x), meaning) for x, meaning in of_now + left_out),
            *(("word", word_key(x), meaning) for x, meaning in told.words.items()),
            *(("value", f"{mark} {x}", given) for x, given in told.values.items()),
        ],
        today,
    )
