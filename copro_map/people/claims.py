"""Claims: who speaks for an entry from now on, as a steward decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.people.changes import note
from copro_map.people.contacts import is_never, keep_contact
from copro_map.people.outbox import put
from copro_map.people.rights import require_now
from copro_map.people.rules.addresses import address_key, read_address
from copro_map.people.rules.changes import Change
from copro_map.people.rules.contacts import Claim, Decided, Given
from copro_map.people.rules.letters import Letter
from copro_map.people.rules.permissions import Actor, require
from copro_map.people.store import claims as store
from copro_map.people.store import contacts

__all__ = ["Claim", "ClaimError", "Decided", "claim", "claims", "claims_of", "decide"]


class ClaimError(CoproMapError):
    """A claim that is not there any more; says what to do."""


def claim(
    database: Database, entry: str, address: str, language: str, now: datetime
) -> bool:
    """Keep that an address, proved by a link, asks to speak for an entry.

    Inside the caller's transaction, which uses up the link. Returns whether there is
    something for a steward to decide that was not there before: not if the same was
    asked already, it is the owner's address, or it is never written to.

    Raises
    ------
    AddressError
        If the address cannot be written to.
    """
    address = read_address(address)
    key = address_key(address)
    known = contacts.contacts(database, entry=entry, address_key=key)
    if (
        any(contact.is_owner for contact in known)
        or store.open_claims(database, entry=entry, address_key=key)
        or is_never(database, address)
    ):
        return False
    row = {
        "entry": entry,
        "address": address,
        "address_key": key,
        "language": language if language in ("cy", "en") else "",
        "proved_at": written(now),
    }
    store.enter(database, row)
    return True


def claims(settings: Settings, actor: Actor) -> tuple[Claim, ...]:
    """Return the claims that wait for a steward, oldest first.

    Raises
    ------
    RefusedError
        If somebody may not decide them.
    """
    require(actor, "decide_claim")
    with reading(settings.database) as database:
        return store.open_claims(database)


def claims_of(database: Database, address: str) -> tuple[Claim, ...]:
    """Return what an address asked to speak for, and nobody has decided yet."""
    return store.open_claims(database, address_key=address_key(address))


def decide(
    settings: Settings,
    actor: Actor,
    number: int,
    agreed: bool,
    *,
    now: datetime,
    telling: Callable[[Decided], Iterable[Letter]],
) -> None:
    """Decide a claim; what ``telling`` writes goes into the outbox with it.

    Yes: the address is a contact of the entry and its owner's; who was its owner stays
    a contact, and is told. ``telling`` is given the claim and them, such as
    ``lambda decided: letters.claim_decided(decided, name)``.

    Raises
    ------
    RefusedError
        If somebody may not do this, or not any more.
    ClaimError
        If somebody else decided it meanwhile, or there is none.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "decide_claim")
        by = present.person
        found = store.open_claims(database, number=number)
        if not found:
            raise ClaimError(
                N_(
                    "This was decided already, or is not there any more. Load the "
                    "page again."
                )
            )
        (asked,) = found
        key = address_key(asked.address)
        before = tuple(
            contact
            for contact in contacts.contacts(database, entry=asked.entry)
            if (contact.is_owner or contact.origin != "found")
            and address_key(contact.address) != key
        )
        store.decide(database, number, by, written(now), agreed=agreed)
        if agreed:
            contacts.own_no_more(database, asked.entry)
            given = Given(asked.address, asked.language, "owner")
            day = now.astimezone(WALES).date()
            keep_contact(
                database, asked.entry, given, day, is_owner=True, entered_by=by
            )
        decided = "agreed" if agreed else "refused"
        change = Change("claim", str(number), "decided", now=decided, entry=asked.entry)
        note(database, present, change, now)
        for letter in telling(Decided(asked, agreed, before)):
            put(database, letter, now)
