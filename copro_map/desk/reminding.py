"""Letters that ask whether an entry is right: written as they are due, each once.

Link and letter are written in one transaction, which holds the database's one lock: of
two processes the second finds what the first has written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.moments import read_moment
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.desk.rules.reminders import Due, Known, due_letters
from copro_map.people import letters
from copro_map.people.contacts import Contact, reachable
from copro_map.people.links import make_link
from copro_map.people.outbox import Letter, Message, messages, put
from copro_map.people.paragraphs import mark
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.face import last_answers

ASKING = ("service", "reminder")  # kinds of letters that nobody asked for


@dataclass(frozen=True)
class ToAsk:
    """Whom to ask about an entry, what it is called, and what is known of it."""

    contact: Contact
    name: Label
    known: Known


def _day(message: Message) -> date:
    return read_moment(message.created_at).astimezone(WALES).date()


def _mark(address: str) -> str:
    return mark(address_key(address))


def _confirmed_on(entry: KeptEntry, today: date) -> date | None:
    said = entry.verification != "unverified" and entry.verified_on
    return date.fromisoformat(said) if said and said <= today.isoformat() else None


def _to_ask(
    database: Database,
    contacts: Mapping[str, Contact],
    asked: tuple[Message, ...],
    today: date,
) -> Iterator[ToAsk]:
    """Yield each entry on the map that somebody can be asked about."""
    answers = last_answers(database)
    written: dict[str, dict[str, date]] = {}
    for message in asked:
        written.setdefault(message.entry, {})[message.cause] = _day(message)
    for entry in kept_entries(database).values():
        contact = contacts.get(entry.id)
        if contact is None or entry.status != "published":
            continue
        known = Known(
            entry=entry.id,
            mark=_mark(contact.address),
            since=date.fromisoformat(contact.entered_on),
            given=contact.origin == "owner" or contact.is_owner,
            confirmed_on=_confirmed_on(entry, today),
            answered_on=answers.get(entry.id),
            ends=entry.ends,
            written=written.get(entry.id, {}),
        )
        yield ToAsk(contact, entry.name, known)


def _due(
    settings: Settings, database: Database, today: date
) -> list[tuple[ToAsk, Due]]:
    contacts = {one.entry: one for one in reachable(settings)}
    sent = messages(settings, MACHINE)
    asked = tuple(one for one in sent if one.kind in ASKING)
    every = {x.known.entry: x for x in _to_ask(database, contacts, asked, today)}
    have = {_mark(one.address) for one in asked if _day(one) == today}
    known = [one.known for one in every.values()]
    found = due_letters(known, today, have, settings.due_months)
    return [(every[one.entry], due) for one, due in found]


def _letter(one: ToAsk, due: Due, token: str) -> Letter:
    if due.kind == "service":
        return letters.service(one.contact, one.name, token)
    if due.kind == "service_again" or one.known.confirmed_on is None:
        return letters.service_again(one.contact, one.name, token)
    last = one.known.confirmed_on
    return letters.reminder(one.contact, one.name, token, last, due.number)


def write_reminders(settings: Settings, now: datetime) -> int:
    """Write the letters that are due; return how many.

    Each has a link of its own, of 21 days, that opens its entry. To one address there
    is at most one a day. Where there is no database nothing is written.

    Raises
    ------
    DatabaseError
        If the database cannot be written.
    """
    if not settings.database.exists():
        return 0
    today = now.astimezone(WALES).date()
    with reading(settings.database) as database:
        if not _due(settings, database, today):
            return 0  # without the lock
    count = 0
    with writing(settings.database, make=False) as database:
        for one, due in _due(settings, database, today):
            to = one.contact
            token = make_link(
                database, "entry", now, address=to.address, entry=to.entry
            )
            count += put(database, _letter(one, due, token), now)
    return count
