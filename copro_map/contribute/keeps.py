"""What the form keeps of somebody: what they filled in and did not send yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import Naming, take_out
from copro_map.base.whom import Keeps, Personal, Whom
from copro_map.contribute.drafts import ADDRESS, SUBJECT
from copro_map.people.drafts import drafts_of, drop_draft
from copro_map.people.rules.addresses import address_key

WORKSHOPS = (Naming("workshop", ("name", "name_cy")),)
# What they are told of it, by the field of the form.
TOLD = {
    ADDRESS: N_("E-mail address"),
    "name_en": N_("Name in English"),
    "name_cy": N_("Name in Welsh"),
    "description_en": N_("Description in English"),
    "description_cy": N_("Description in Welsh"),
    "organisation": N_("Organisation"),
    "website": N_("Website"),
    "where": N_("Where it is based"),
    "point": N_("Where it is based"),
}


def _theirs(database: Database, whom: Whom) -> Iterator[tuple[str, dict[str, Any]]]:
    for key_hash, content in drafts_of(database, SUBJECT):
        address = str(content.get(ADDRESS) or "")
        if address and address_key(address) in whom.keys:
            yield key_hash, content


def personal(database: Database, whom: Whom) -> tuple[Personal, ...]:
    """Return the forms that somebody began, with their address, and did not send."""
    return tuple(
        Personal(
            N_("A form to add to the map that you began and did not send"),
            fields={y: str(content[x]) for x, y in TOLD.items() if content.get(x)},
        )
        for _, content in _theirs(database, whom)
    )


def forget(database: Database, whom: Whom) -> int:
    """Delete the forms that somebody began, with their address; return how many.

    A workshop that is called by them has no name any more.
    """
    return _drop(database, whom) + take_out(database, WORKSHOPS, whom)


def _drop(database: Database, whom: Whom) -> int:
    found = [key_hash for key_hash, _ in _theirs(database, whom)]
    for key_hash in found:
        drop_draft(database, key_hash)
    return len(found)


def forget_address(database: Database, address: str) -> None:
    """Delete the forms that wait with an address that is never written to."""
    _drop(database, Whom(keys=frozenset({address_key(address)})))


KEEPS = Keeps(personal, forget)
# Each takes an address that is never written to again out, inside the transaction.
FORGETS: tuple[Callable[[Database, str], None], ...] = (forget_address,)
