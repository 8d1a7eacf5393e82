"""What is kept of somebody, told to them: every room's part, and all of it as one file.

The file is a page that opens anywhere, with nothing loaded from elsewhere. The same
stands in it once more for programs, as JSON: one file to keep, and none to lose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from copro_map.assets.face import CALLED, EXPORTED
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.store.connection import Database, reading
from copro_map.base.store.programme import demonstration_note
from copro_map.base.whom import Personal, Whom
from copro_map.drawing.on_screen import POLICY, STYLE
from copro_map.drawing.templates import render, styles
from copro_map.files.marking import marked
from copro_map.privacy.rooms import ROOMS
from copro_map.privacy.rules.telling import in_words, without_links
from copro_map.privacy.whose import whom_of

# The fields of an entry that hold words of a vocabulary, and which.
VOCABULARIES = {one.name: one.vocabulary for one in EXPORTED if one.vocabulary}
VOCABULARIES = {x: y for x, y in VOCABULARIES.items() if x in CALLED}
VOCABULARIES |= {"precision": "precisions"}
CARDS = Path(__file__).with_name("personal.css")


@dataclass(frozen=True)
class Part:
    """What is kept of one kind: what it is called, in the current language, and it."""

    what: str
    kept: tuple[Personal, ...]


@dataclass(frozen=True)
class Told:
    """Somebody, and what is kept of them, in the current language."""

    whom: Whom
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, database: Database, whom: Whom) -> Told:
        """Return what is kept of somebody, inside the caller's transaction."""
        return cls(whom, personal_of(database, whom))

    @classmethod
    def of_address(cls, database: Database, address: str) -> Told:
        """Return who has an address, and what is kept of them."""
        return cls.of(database, whom_of(database, address))

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return the kinds of what is kept, and how many of each."""
        return tuple((part.what, len(part.kept)) for part in self.parts)

    def gone(self, settings: Settings) -> tuple[tuple[str, int], ...]:
        """Return how many of each kind are kept no more since this was told.

        All of them, if the database cannot be asked now.
        """
        left: dict[str, int] = {}
        with suppress(DatabaseError), reading(settings.database) as database:
            left = dict(Told.of(database, self.whom).counts)
        fewer = ((what, n - left.get(what, 0)) for what, n in self.counts)
        return tuple((what, n) for what, n in fewer if n > 0)

    def file(self, settings: Settings, today: date) -> tuple[str, bytes]:
        """Return the name of the file with all of it, and what is in it."""
        return personal_name(today), personal_file(settings, self.parts, today)


def personal_of(database: Database, whom: Whom) -> tuple[Part, ...]:
    """Return what every room keeps of somebody, in the order of the notice.

    Inside the caller's transaction, who has looked whose it is. What is of one kind
    stands together. No letter among it opens anything: the file may be passed on.
    """
    kinds: dict[str, list[Personal]] = {}
    for room in ROOMS.values():
        for one in room.personal(database, whom):
            fields = {name: without_links(x) for name, x in one.fields.items()}
            kept = replace(one, fields=fields)
            kinds.setdefault(one.what, []).append(kept)
    return tuple(Part(t(what), tuple(kept)) for what, kept in kinds.items())


def _reads(settings: Settings) -> Callable[[str, str], str]:
    """Return how the value of a field reads: by what the words of the program mean."""
    definitions = load_definitions(settings.data_dir)
    kinds = {kind.id: kind.label.text() for kind in definitions.kinds.values()}
    words = {CALLED["kind"]: kinds}
    for name, vocabulary in VOCABULARIES.items():
        terms = definitions.terms[vocabulary]
        words[CALLED[name]] = {word: term.label.text() for word, term in terms.items()}

    def read(name: str, value: str) -> str:
        known = words.get(name, {})
        parts = [one.strip() for one in re.split("[,;]", value)]
        if all(one in known for one in parts):
            return ", ".join(known[one] for one in parts)
        return in_words(value)

    return read


def personal_file(settings: Settings, parts: Iterable[Part], today: date) -> bytes:
    """Return what is kept of somebody as one HTML page, in the current language.

    In its element ``records`` is the same as JSON: an object with ``made_on``,
    ``language`` and ``records``, each with ``what``, ``on`` and ``fields``; days and
    moments as ISO 8601.
    """
    told = [
        {
            "what": part.what,
            "on": one.on,
            "fields": {t(name): value for name, value in one.fields.items()},
        }
        for part in parts
        for one in part.kept
    ]
    document = {
        "made_on": today.isoformat(),
        "language": current_language(),
        "records": told,
    }
    page = render(
        "privacy/personal.html",
        note=demonstration_note(settings),
        day=long_date(today),
        parts=parts,
        in_words=in_words,
        reads=_reads(settings),
        records=marked(settings, document),
        policy=POLICY,
        style=styles(STYLE, CARDS),
    )
    return page.encode()


def personal_name(today: date) -> str:
    """Return what the file is called, in the current language: nobody's name in it."""
    return t("my-data-{day}.html", day=today.isoformat())
