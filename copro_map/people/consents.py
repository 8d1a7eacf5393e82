"""What somebody agreed to be shown, or kept, of themselves: by field, and withdrawn.

With the words that they read, in which language, on which day. What is agreed to in the
form is held until the version that it came with is accepted, so that nobody can agree
in the name of somebody who is on the map.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.definitions import load_all
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.consents import (
    AGREED,
    HOLDING,
    Agreed,
    Channel,
    Consent,
    Wording,
    wording_on,
)
from copro_map.people.store import consents as store
from copro_map.people.store.never import mark_of, marks_of

FILE = "consents.toml"


class ConsentError(CoproMapError):
    """Something that nobody can agree to."""


def wordings(settings: Settings) -> Mapping[str, Wording]:
    """Return every version of the sentences by its name.

    Raises
    ------
    DefinitionError
        If ``data/consents.toml`` is missing or wrong.
    """
    return load_all(Wording, settings.data_dir / FILE)


def wording(settings: Settings, day: date) -> Wording:
    """Return the version of the sentences that is asked on a day.

    Raises
    ------
    DefinitionError
        As for ``wordings``.
    """
    return wording_on(wordings(settings).values(), day)


def keep_consents(  # noqa: PLR0913 - what, by whom, to which words, when and where
    database: Database,
    entry: str,
    fields: Collection[str],
    wording_version: str,
    language: str,
    today: date,
    address: str,
    channel: Channel,
) -> None:
    """Keep what an address agrees to, inside the caller's transaction.

    From the form, or a workshop, it is held until ``count_consents``, when the version
    is accepted, in the place of what they agreed to before that is held; on one's page
    and at the desk it counts at once. What is so already is not kept twice.

    Raises
    ------
    ConsentError
        If one of the fields is none that is asked for.
    """
    if unknown := sorted(set(fields) - set(AGREED)):
        raise ConsentError(
            N_("{field}: nobody is asked about this. Load the page again."),
            field=", ".join(unknown),
        )
    row = {
        "entry": entry,
        "wording": wording_version,
        "language": language,
        "given_on": today.isoformat(),
        "channel": channel,
        "by_key": mark_of(database, address_key(address)) if address else "",
        "held": int(channel in HOLDING),
    }
    if channel in HOLDING:
        let_consents_go(database, entry, address)
    for field in (one for one in AGREED if one in fields):
        store.add(database, row | {"field": field})


def count_consents(database: Database, entry: str, address: str) -> int:
    """Let count what an address agreed to in the form; return how many fields it is.

    Inside the caller's transaction, once its version is accepted, before the entry is
    saved.
    """
    return store.count(database, entry, marks_of(database, address_key(address)))


def let_consents_go(database: Database, entry: str, address: str) -> None:
    """Forget what an address agreed to in the form: its version is not accepted."""
    store.let_go(database, entry, marks_of(database, address_key(address)))


def consents_of(database: Database, entry: str) -> tuple[Consent, ...]:
    """Return what was agreed to of an entry, held and withdrawn ones too, in order."""
    return store.consents(database, entry=entry)


def consents_by(database: Database, address: str) -> tuple[Consent, ...]:
    """Return what an address agreed to, of all entries."""
    if not address:
        return ()
    marks = marks_of(database, address_key(address))
    return store.consents(database, marks=marks)


def take_back(
    database: Database, entry: str, fields: Collection[str], today: date
) -> tuple[str, ...]:
    """Let consents be withdrawn from a day on, inside the caller's transaction.

    Returned are the fields that were agreed to until now. What follows for the entry is
    the caller's: see ``privacy.withdrawing``.
    """
    return store.withdraw(database, entry, fields, today.isoformat())


__all__ = [
    "Agreed",
    "Consent",
    "ConsentError",
    "Wording",
    "consents_by",
    "consents_of",
    "count_consents",
    "keep_consents",
    "let_consents_go",
    "take_back",
    "wording",
    "wordings",
]
