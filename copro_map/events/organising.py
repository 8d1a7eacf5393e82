"""Who organises an event, by the link that was mailed to them, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, t
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.events.rules.booking import BookingError, asked_again, begins_at
from copro_map.events.rules.records import Event
from copro_map.events.saying import name_of, when
from copro_map.events.store.events import rows
from copro_map.people.limits import check_form
from copro_map.people.links import Link, make_link
from copro_map.people.marks import is_marked
from copro_map.people.outbox import put, written_of
from copro_map.people.paragraphs import both, link_to, mark, whole
from copro_map.people.rules.addresses import address_key, read_address
from copro_map.people.rules.letters import Letter

T = TypeVar("T")
NOT_YOURS = N_(
    "This page is kept no more, or another address organises this event now. Ask for "
    "a new link from the page of the event."
)
LATELY = 7  # days


def event_of(database: Database, link: Link) -> Event:
    """Return the event that a link organises.

    Raises
    ------
    BookingError
        If it is not that of the event's organiser now, or the event was refused.
    """
    found = rows(database, Event, id=link.entry) if link.entry else []
    for event in found:
        own = event.address_key and address_key(link.address) == event.address_key
        if own and event.state in ("planned", "cancelled"):
            return event
    raise BookingError(NOT_YOURS)


def organised(settings: Settings, link: Link) -> Event:
    """Return the same for a page. Errors as ``event_of``."""
    with reading(settings.database) as database:
        return event_of(database, link)


def by_organiser(
    settings: Settings, link: Link, do: Callable[[Database, Event], T]
) -> T:
    """Do something with the event of a link, in one transaction; return its answer.

    Errors as ``event_of``, and as what is done.
    """
    with writing(settings.database, make=False) as database:
        return do(database, event_of(database, link))


def _letter(event: Event, what: str, title: str, told: str, token: str) -> Letter:
    return Letter(
        address=event.address,
        language=event.language,
        subject=both(lambda: t(title, name=name_of(event).text())),
        body=both(
            lambda: whole(
                t(told),
                f"{name_of(event).text()}\n{when(event)}",
                link_to(token),
                t(KEEP_IT),
            )
        ),
        kind="message",
        cause=f"event {event.number} {what}",
        is_asked=False,
    )


KEEP_IT = N_(
    "Keep this link to yourself: whoever has it reads who has booked, and what would "
    "help them take part."
)
YOURS = N_("Your event: {name}")
SEE = N_(
    "Your event is on the map. On this page you see who has booked, and afterwards you "
    "say who came and what came of it:"
)
ASKED = N_("Who came? {name}")
ASK = N_(
    "Your event is over: thank you. Say here in two minutes who came and what came of "
    "it, and send everybody a thank-you. Bookings are deleted 30 days after the event:"
)


def _token(database: Database, event: Event, now: datetime) -> str:
    return make_link(database, "event", now, address=event.address, entry=event.id)


def write_to_organiser(database: Database, event: Event, now: datetime) -> bool:
    """Mail an organiser the link to their event's page, once it is on the map.

    Inside the caller's transaction; once for each address. Returns whether it was.
    """
    if not event.address or event.state != "planned":
        return False
    what = f"organise {mark(event.address_key)}"
    token = _token(database, event, now)
    return put(database, _letter(event, what, YOURS, SEE, token), now)


def is_to_be_written(database: Database, event: Event, now: datetime) -> bool:
    """Say whether an organiser has not been sent the link to their event yet.

    Only of late: whoever is entered with an event of long ago is not written to.
    """
    day = now.astimezone(WALES).date()
    since = (day - timedelta(days=LATELY)).isoformat()
    if not event.address or event.entered_on < since or now >= begins_at(event):
        return False
    causes = (f"event {event.id} accepted", f"event {event.number} organise")
    return not (
        any(written_of(database, cause) for cause in causes)
        or is_marked(database, event.address_key)
    )


def ask_organiser_link(
    settings: Settings, event: Event, address: str, now: datetime, *, client: str
) -> None:
    """Mail the link again, if the address is the organiser's; tell nobody whether.

    Raises
    ------
    AddressError, TooOftenError
        If it is no address, or this was asked for too often.
    """
    key = address_key(read_address(address))
    check_form("organiser", key, client)
    with writing(settings.database, make=False) as database:
        token = _token(database, event, now)
        if event.address_key and key == event.address_key:
            what = f"organise again {mark(token)}"
            put(database, _letter(event, what, YOURS, SEE, token), now)


def _is_told(event: Event) -> bool:
    """Say whether it was told already what came of an event."""
    return bool(event.counted_on or event.outcome_on or event.thanked_on)


def is_to_be_asked(database: Database, event: Event, day: date) -> bool:
    """Say whether an organiser is to be asked on a day who came; each time once."""
    time = asked_again(event, day)
    if not time or not event.address or _is_told(event):
        return False
    if is_marked(database, event.address_key):
        return False
    return not written_of(database, f"event {event.number} who came {time}")


def ask_what_came(database: Database, event: Event, now: datetime) -> bool:
    """Ask an organiser, inside the caller's transaction, who came; say if it went."""
    time = asked_again(event, now.astimezone(WALES).date())
    token = _token(database, event, now)
    letter = _letter(event, f"who came {time}", ASKED, ASK, token)
    return put(database, letter, now)
