"""Contacts of entries: private, entered by those whose area it is.

People know no entries: where one belongs is handed in.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby

from copro_map.base.characters import shown
from copro_map.base.config import Settings
from copro_map.base.dates import parse_date
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.people.changes import note
from copro_map.people.rights import require_now
from copro_map.people.rules.addresses import address_key, is_office, read_address
from copro_map.people.rules.changes import Change
from copro_map.people.rules.contacts import BASIS, Contact, Given, Origin, in_order
from copro_map.people.rules.permissions import Actor, Belongs, require
from copro_map.people.store import claims, contacts, links, never, outbox
from copro_map.people.store.contacts import entries_of

__all__ = [
    "NEVER",
    "Contact",
    "ContactError",
    "Given",
    "contacts_of",
    "enter_contact",
    "entries_of",
    "is_never",
    "keep_contact",
    "leave_contact",
    "let_go_contact",
    "never_write",
    "reachable",
    "reached",
]


NEVER = N_("Whoever has this address asked never to be written to: it was not kept.")


class ContactError(CoproMapError):
    """A contact that cannot be entered, or is not there; says what to do."""


def contacts_of(
    settings: Settings, actor: Actor, belongs: Belongs
) -> tuple[Contact, ...]:
    """Return the contacts of an entry, the one to write to first.

    An owner's, then those of an office (info@).

    Raises
    ------
    RefusedError
        If somebody may not see contacts of this entry.
    """
    require(actor, "see_contacts", belongs)
    with reading(settings.database) as database:
        return in_order(contacts.contacts(database, entry=belongs.entry))


def keep_contact(
    database: Database,
    entry: str,
    given: Given,
    today: date,
    *,
    is_owner: bool = False,
    entered_by: int | None = None,
) -> Contact:
    """Keep a contact inside the caller's transaction, who has asked for the rights.

    One of the same entry and address is changed.

    Raises
    ------
    AddressError
        If the address cannot be written to.
    ContactError
        If whoever has it asked never to be written to again, or it was found and
        nobody says where.
    """
    address = read_address(given.address)
    key = address_key(address)
    if given.origin == "found" and not given.found_at.strip():
        raise ContactError(
            N_(
                "Say where you found the address, such as the page it stands on: the "
                "first letter tells whoever has it."
            )
        )
    if given.found_on and parse_date(given.found_on) is None:
        raise ContactError(
            N_("{given} is not a date. Write it like this: 2027-03-31."),
            given=shown(given.found_on),
        )
    if never.is_marked(database, key):
        raise ContactError(
            N_(
                "Whoever has this address asked never to be written to again, so it "
                "is not kept. Enter another one, such as that of the office."
            )
        )
    personal = given.is_personal
    row = {
        "entry": entry,
        "address": address,
        "address_key": key,
        "language": given.language if given.language in LANGUAGES else "",
        "origin": given.origin,
        "found_at": given.found_at.strip(),
        "found_on": given.found_on,
        "basis": BASIS[given.origin],
        "is_personal": int(not is_office(address) if personal is None else personal),
        "is_owner": int(is_owner),
        "entered_on": today.isoformat(),
        "entered_by": entered_by,
    }
    contacts.enter(database, row)
    return contacts.contacts(database, entry=entry, address_key=key)[0]


def enter_contact(  # noqa: PLR0913 - what a form asks for
    settings: Settings,
    actor: Actor,
    belongs: Belongs,
    *,
    address: str,
    language: str,
    origin: Origin,
    found_at: str = "",
    found_on: str = "",
    is_personal: bool | None = None,
    now: datetime,
) -> Contact:
    """Enter a contact of an entry; one of the same address is changed.

    ``language`` is "cy", "en", or "" if it is not known; ``found_on`` today, and
    ``is_personal`` what the address looks like, if they are not told.

    Raises
    ------
    RefusedError
        If somebody may not do this, or not any more.
    AddressError, ContactError
        As for ``keep_contact``.
    """
    day = now.astimezone(WALES).date()
    found_on = found_on or (day.isoformat() if origin == "found" else "")
    given = Given(address, language, origin, found_at, found_on, is_personal)
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "enter_contact", belongs)
        by, entry = present.person, belongs.entry
        before = {x.number for x in contacts.contacts(database, entry=entry)}
        kept = keep_contact(database, entry, given, day, entered_by=by)
        what = "changed" if kept.number in before else "entered"
        note(database, present, _change(kept.number, what, belongs), now)
    return kept


def _change(number: int, what: str, belongs: Belongs) -> Change:
    """Return what is written down of a contact: never the address."""
    entry, areas = belongs.entry, belongs.areas
    return Change("contact", str(number), what, entry=entry, areas=areas)


def leave_contact(
    settings: Settings, actor: Actor, belongs: Belongs, number: int, *, now: datetime
) -> None:
    """Let a contact be nobody's from today on.

    Raises
    ------
    RefusedError
        If somebody may not do this.
    ContactError
        If the entry has none of this number.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "enter_contact", belongs)
        day = now.astimezone(WALES).date()
        if not contacts.leave(database, belongs.entry, number, day):
            raise ContactError(
                N_("This contact is not there any more. Load the page again.")
            )
        note(database, present, _change(number, "left", belongs), now)


def let_go_contact(database: Database, entry: str, address: str, today: date) -> None:
    """Let an address be none of an entry's from today on, if it is one.

    Inside the caller's transaction, who has asked for the rights.
    """
    key = address_key(address)
    for contact in contacts.contacts(database, entry=entry, address_key=key):
        contacts.leave(database, entry, contact.number, today)


def reachable(settings: Settings) -> tuple[Contact, ...]:
    """Return whom to write to about each entry: one contact an entry.

    Its owner's, else an office's, else another; none that is never written to. For
    what is sent by the clock, not for pages.
    """
    with reading(settings.database) as database:
        found = contacts.contacts(database)
    by_entry = groupby(found, key=lambda x: x.entry)
    return tuple(in_order(group)[0] for _, group in by_entry)


def reached(database: Database, entry: str) -> Contact | None:
    """Return whom a message to an entry goes to; None if there is nobody.

    For rooms that write to them, not for pages.
    """
    for one in in_order(contacts.contacts(database, entry=entry)):
        if not never.is_marked(database, address_key(one.address)):
            return one
    return None


def never_write(database: Database, address: str, today: date) -> None:
    """Never write to an address again, inside the caller's transaction.

    Kept is a keyed hash. The address leaves contacts, claims, links and the outbox, and
    what waits for it is not sent; a person who is entered can sign in all the same. Of
    what other rooms keep each takes it out by its ``FORGETS``.
    """
    key = address_key(address)
    if not key:
        return
    never.mark_never(database, key, today)
    contacts.forget(database, key)
    claims.forget(database, key)
    links.forget_address(database, key)
    outbox.forget(database, key)


def is_never(database: Database, address: str) -> bool:
    """Say whether an address is never written to."""
    return never.is_marked(database, address_key(address))
