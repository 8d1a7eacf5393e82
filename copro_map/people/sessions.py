"""Sessions: somebody is signed in, in one browser, for twelve hours at most.

The cookie is 256 random bits and says nothing; kept is its SHA-256. Who that is, is
read from the database each time.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, reading, writing
from copro_map.people.links import TOKEN_BYTES, LinkError, hashed
from copro_map.people.rights import actor_of
from copro_map.people.rules.permissions import PUBLIC, Actor
from copro_map.people.store import links as store
from copro_map.people.store.persons import person_by_number

SESSION_COOKIE = "copro_map_session"
LASTS = timedelta(hours=12)


def begin_session(database: Database, person: int, now: datetime) -> str:
    """Sign a person in inside the caller's transaction; return the cookie's value.

    Raises
    ------
    LinkError
        If the person is switched off, or nobody.
    """
    known = person_by_number(database, person)
    if known is None or not known.active:
        raise LinkError(
            N_("You are not entered here any more. Ask an administrator of the map.")
        )
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = {
        "token_hash": hashed(token),
        "person": person,
        "epoch": known.epoch,
        "made_at": written(now),
        "ends_at": written(now.astimezone(UTC) + LASTS),
    }
    store.put_session(database, row)
    return token


def end_session(settings: Settings, token: str) -> None:
    """Sign out in one browser; a token that is nobody's is left alone."""
    if token:
        with writing(settings.database, make=False, even_at_rest=True) as database:
            store.drop_session(database, hashed(token))


def who(settings: Settings, token: str, now: datetime) -> Actor:
    """Return who a browser's cookie says is there: the public if it is nobody's.

    Also if the session is past, the person is switched off, or was signed out
    everywhere.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    if not token or not settings.database.exists():
        return PUBLIC
    with reading(settings.database) as database:
        session = store.find_session(database, hashed(token))
        if session is None:
            return PUBLIC
        number, epoch, ends_at = session
        person = person_by_number(database, number)
        if person is None or not person.active or person.epoch != epoch:
            return PUBLIC
        return PUBLIC if ends_at <= written(now) else actor_of(database, person)
