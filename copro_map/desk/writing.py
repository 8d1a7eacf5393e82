"""Letters that are written by the clock to those who work here: each once, or none.

Link and letter are written in one transaction, which holds the database's one lock: of
two processes the second finds what the first has written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, t
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import Database, writing
from copro_map.desk.rules.told import Told
from copro_map.desk.store import letters as store
from copro_map.people.contacts import is_never
from copro_map.people.links import make_link
from copro_map.people.outbox import Letter, messages, put
from copro_map.people.paragraphs import both, link_to, whole
from copro_map.people.persons import persons
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.rules.persons import Person
from copro_map.people.wanted import Kind, not_wanted

MOST_NAMED = 5  # entries of one sort in a letter; the rest is behind a link


@dataclass(frozen=True)
class Content:
    """What a letter says, in the language in force when it is asked."""

    subject: Callable[[], str]
    paragraphs: Callable[[], Sequence[str]]


@dataclass(frozen=True)
class Round:
    """Letters of one kind and one time: their cause, and the day up to which they tell.

    ``kept`` is what the next ones compare with.
    """

    kind: Kind
    cause: str
    day: date
    kept: Mapping[str, Any]


def site(path: str, **asked: str) -> str:
    """Return what stands for an address of this site until a letter is sent.

    Examples
    --------
    >>> site("entry", id="tir coed")
    '[[/entry?id=tir+coed&lang=en]]'
    """
    joined = "&" if "?" in path else "?"
    query = urlencode({**asked, "lang": current_language()})
    return f"[[/{path}{joined}{query}]]"


def listed(words: str, told: Sequence[Told], every: str) -> str:
    """Return a paragraph that counts entries, names the first five and links to them.

    Empty if there are none. ``words`` is what they are, with their number; ``every``
    the address of all of them.
    """
    if not told:
        return ""
    lines = [words]
    for one in told[:MOST_NAMED]:
        lines += [f"- {_called(one)}", f"  {site('entry', id=one.id)}"]
    if len(told) > MOST_NAMED:
        lines += [t("The others are on the map:"), every]
    return "\n".join(lines)


def _called(one: Told) -> str:
    return one.name.text() or t("A person who practises co-production")


def _last(token: str) -> str:
    said = t(
        "You get this letter as you work with the map. To get no more of these "
        "letters, press this link, then the button:"
    )
    return f"{said}\n{link_to(token)}"


def _letter(person: Person, told: Round, content: Content, token: str) -> Letter:
    return Letter(
        address=person.address,
        language=person.language,
        subject=both(content.subject),
        body=both(lambda: whole(*content.paragraphs(), _last(token))),
        kind="letter",
        cause=f"{told.cause} {person.number}",
        is_asked=False,
        unsubscribe=f"/k/{token}",
    )


def _readers(
    settings: Settings, database: Database, told: Round
) -> Iterator[tuple[Person, str]]:
    """Yield who may be written to now and has not been, each with the cause."""
    stopped = not_wanted(database)
    written = {one.cause for one in messages(settings, MACHINE)}
    for person in persons(settings, MACHINE):
        wants = person.address and (person.number, told.kind) not in stopped
        if not wants or is_never(database, person.address):
            continue
        if f"{told.cause} {person.number}" not in written:
            yield person, told.cause


def write_round(
    settings: Settings,
    told: Round,
    content_for: Callable[[Person], Content | None],
    now: datetime,
) -> int:
    """Write a letter to everybody for whom there is one; return how many.

    Who is entered, with which role and areas, and who wants none, is read again inside
    the transaction. ``content_for`` returns None for whoever gets none.

    Raises
    ------
    DatabaseError
        If the database cannot be written.
    """
    count = 0
    with writing(settings.database, make=False) as database:
        for person, _ in _readers(settings, database, told):
            content = content_for(person)
            if content is None:
                continue
            token = make_link(
                database, "letters", now, person=person.number, entry=told.kind
            )
            count += put(database, _letter(person, told, content, token), now)
        kept = kept_for(settings, "letters_told")
        store.keep_told(database, told.kind, told.day, told.kept, kept)
    return count
