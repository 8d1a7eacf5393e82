"""Anybody tells of an event: it is held, sent by a link, and waits at the desk."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.events import organiser_letters as letters
from copro_map.events.acting import event_with, looked_well
from copro_map.events.checked import facts_of, look, new_id
from copro_map.events.rules.given import Given
from copro_map.events.rules.records import Event
from copro_map.events.store.events import become, put, rows
from copro_map.people.limits import TooOftenError, check_limit
from copro_map.people.links import make_link
from copro_map.people.outbox import put as put_letter
from copro_map.people.rules.addresses import address_key

MOST_HELD = 3  # events of an address that nobody has confirmed
# Of an address, and of a computer: a whole council may have one.
A_MINUTE, A_DAY, OF_CLIENT = "3 per minute", "20 per day", "100 per day"
MINUTE = N_(
    "That is a lot of events within a minute. Wait a minute, then send this one: what "
    "you wrote stays here."
)
DAY = N_(
    "That is a lot of events for one day. Try again tomorrow, or send us the list: "
    "what you wrote stays here as long as this page is open."
)
HELD = N_(
    "Some events of this address wait for their link to be pressed. Press those in "
    "your mail first; what you wrote stays here."
)


def _check(limit: str, words: str, *keys: str) -> None:
    try:
        check_limit(limit, "tell event", limit, *keys)
    except TooOftenError:
        raise TooOftenError(words) from None


def _check_often(key: str, client: str) -> None:
    for kind, who in (("address", key), ("client", client)):
        _check(A_MINUTE, MINUTE, kind, who)
    _check(A_DAY, DAY, "address", key)
    _check(OF_CLIENT, DAY, "client", client)


def tell(settings: Settings, given: Given, now: datetime, *, client: str) -> None:
    """Hold an event that somebody tells of; write to their address: it is sent there.

    People book at what is entered at the desk or by a link, so nothing is said of that
    here. ``client`` is the network address of who tells.

    Raises
    ------
    EventError
        If something is wrong with it; it has every fault.
    TooOftenError
        If too much was told of late, or waits for its link.
    """
    today = now.astimezone(WALES).date()
    with reading(settings.database) as database:
        looked = looked_well(look(settings, database, given, today, ahead=True))
        key = address_key(given.address)
        held = rows(database, Event, state="sent", address_key=key)
    if len(held) >= MOST_HELD:
        raise TooOftenError(HELD)
    _check_often(key, client)
    facts = {
        **facts_of(looked),
        "id": new_id(),
        "state": "sent",
        "channel": "form",
        "language": current_language(),
        "changed_at": written(now),
        "entered_on": today.isoformat(),
    }
    with writing(settings.database, make=False) as database:
        (event,) = rows(database, Event, number=put(database, Event, **facts))
        token = organiser_link(database, event, now)
        put_letter(database, letters.to_tell(event, token), now)


def organiser_link(database: Database, event: Event, now: datetime) -> str:
    """Make the link of whoever organises an event; return its token."""
    address = event.address
    return make_link(database, "event", now, address=address, entry=event.id)


def told(settings: Settings, event_id: str) -> Event:
    """Send an event that was held to the desk; pressed twice it is sent already.

    Raises
    ------
    EventError
        If it is kept no more.
    """
    with writing(settings.database, make=False) as database:
        event = event_with(database, event_id)
        if event.state == "sent":
            event = become(database, Event, event.number, state="waiting")
    return event
