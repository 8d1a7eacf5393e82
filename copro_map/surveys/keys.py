"""The key of a wave: made when it opens, destroyed with its codes when it closes."""

from __future__ import annotations

from datetime import date
from secrets import token_bytes

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading, writing
from copro_map.surveys.rules.records import SurveyError, Wave
from copro_map.surveys.store.invitations import (
    forget,
    has_replies,
    hide_use,
    is_to_forget,
    keep_key,
    key_of,
    take_from_earlier,
)

KEY_BYTES = 32


def new_key() -> bytes:
    """Return a random key."""
    return token_bytes(KEY_BYTES)


def key_in(database: Database, wave: Wave) -> bytes:
    """Return the key of a wave that is open, inside the caller's transaction.

    It is made now if the wave has none: a wave that was open before there were keys.
    """
    known = key_of(database, wave.survey, wave.name)
    if known is None:
        known = new_key()
        keep_key(database, wave.survey, wave.name, known)
    return known


def give_key(database: Database, wave: Wave, known: Wave | None, today: date) -> None:
    """Make the key of a wave that opens, or opens again after it had closed.

    ``known`` is the wave as it was before, None if it is new.

    Raises
    ------
    SurveyError
        If it opens again, and has replies from a file: they could not be recognised.
    """
    day = today.isoformat()
    if wave.closes_on <= day or (known and known.closes_on > day):
        return  # closed, or open as before
    if known and has_replies(database, wave.survey, wave.name)[1]:
        raise SurveyError(
            N_(
                "{wave}: this wave has closed, and what would tell whether somebody "
                "replied twice was destroyed. It cannot be open again: open another "
                "wave."
            ),
            wave=wave.name,
        )
    if key_of(database, wave.survey, wave.name) is None:
        keep_key(database, wave.survey, wave.name, new_key())


def forget_closed(settings: Settings, today: date) -> bool:
    """Destroy the keys and codes of the waves that have closed; say if there were any.

    Nothing needs them any more. The database is written to only if there are some.

    Raises
    ------
    DatabaseError
        If there is no database, or it cannot be read or written.
    """
    with reading(settings.database) as database:
        if not is_to_forget(database, today):
            return False
    with writing(settings.database) as database:
        forget(database, today)
    return True


def fit_codes(
    database: Database, today: date, *, is_backup: bool, is_known: bool = False
) -> None:
    """Fit keys and codes of a copy of the database, inside the caller's transaction.

    A backup does not say which codes were used, or two would tell with which of them a
    reply came in between. In one that is put back keys and codes are as until now, if
    that is known: as in ``earlier``, a database that is attached. Those of waves that
    have closed are destroyed.
    """
    if is_backup:
        hide_use(database)
    elif is_known:
        take_from_earlier(database)
    forget(database, today)
