"""Who somebody is, by all that they are known by here: addresses, entries, a number."""

from __future__ import annotations

from collections.abc import Iterable

from copro_map.assets.face import Whole
from copro_map.base.names import fold
from copro_map.base.store.became import ids_of
from copro_map.base.store.connection import Database
from copro_map.base.whom import Whom
from copro_map.people.known_by import address_of, number_of, owners_of, theirs
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.consents import PERSON


def whom_of(
    database: Database, address: str = "", entry: str = "", person: int | None = None
) -> Whom:
    """Return somebody by an address, by the entry about them, or by their number.

    Entries that are about them as a person are theirs: what they agreed to with that
    address, or own. Projects and bodies that they only speak for are not. By an entry,
    an address that it shares with somebody called otherwise is nobody's: they stay.
    """
    keys = {address_key(address)}
    if person is not None:
        keys.add(address_of(database, person))
    about = about_persons(database, [entry])
    for names in [*about.values()]:
        keys |= {
            key for key in owners_of(database, entry) if _is_of(database, key, names)
        }
    keys -= {""}
    for key in keys:
        about |= about_persons(database, theirs(database, key))
    numbers = {number_of(database, key) for key in keys} | {person}
    return Whom(
        keys=frozenset(keys),
        entries=frozenset(x for one in about for x in ids_of(database, one)),
        names=frozenset(name for names in about.values() for name in names),
        persons=frozenset(x for x in numbers if x is not None),
    )


def _is_of(database: Database, key: str, names: frozenset[str]) -> bool:
    """Say whether all the persons whose entries an address owns are called so."""
    others = about_persons(database, theirs(database, key))
    return all(names & one for one in others.values())


def about_persons(
    database: Database, entries: Iterable[str]
) -> dict[str, frozenset[str]]:
    """Return which of some entries are about a person, and what each is called."""
    found = {}
    for one in entries:
        whole = Whole.of(database, one)
        if whole and whole.asset.text("practitioner_type") == PERSON:
            names = (whole.asset.text(x) for x in ("name_en", "name_cy"))
            found[one] = frozenset(fold(name) for name in names if name)
    return found
