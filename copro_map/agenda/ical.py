"""Events as a calendar that any program of calendars reads (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Timezone, vUri
from icalendar import Event as Entry

from copro_map.agenda.rules.answering import point_of
from copro_map.agenda.showing import Public, Shown, shown
from copro_map.base.characters import harmless
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, t
from copro_map.base.moments import read_moment
from copro_map.base.today import WALES
from copro_map.events.face import Event
from copro_map.frame.heads import own_address

MEDIA_TYPE = "text/calendar"
PRODID = "-//Co-production Network for Wales//Asset map//{language}"
# What makes an id one of the whole world; it is the same whatever the site's address.
UID = "{id}@events.copro-map.wales"
AGAIN = timedelta(hours=12)  # when whoever subscribes is to ask again
FIRST_YEAR, LAST_YEAR = 2000, 2060  # of the rules of the clock in Wales


def plain(text: str) -> str:
    r"""Return a text of lines that end in ``\n`` alone, without what steers a reader.

    Examples
    --------
    >>> plain("A\r\nBEGIN:VEVENT\u2028B\rC\x1b")
    'A\nBEGIN:VEVENT\nB\nC\ufffd'
    """
    return harmless("\n".join(text.splitlines()))


def _when(event: Event) -> tuple[date | datetime, date | datetime]:
    """Return when an event begins and ends; the day after it, if it has no times."""
    first, last = (date.fromisoformat(x) for x in (event.starts_on, event.ends_on))
    if not event.starts_at:
        return first, last + timedelta(days=1)
    begins, ends = (time.fromisoformat(x) for x in (event.starts_at, event.ends_at))
    return datetime.combine(first, begins, WALES), datetime.combine(last, ends, WALES)


def address_of(event_id: str, language: str) -> str:
    """Return the whole address of an event's page in a language."""
    return f"{own_address()}/{language}/event/{event_id}"


def _told(one: Shown, address: str) -> str:
    """Return what is said of an event below its name, each in a paragraph."""
    moved = one.moved_from and t("Moved. It was to be: {when}", when=one.moved_from)
    state = t("This event is cancelled.") if one.is_cancelled else moved
    said = (
        " ".join((state, *(x.text for x in one.why))).strip(),
        *(x.text for x in one.about),
        t("Organiser: {name}", name=one.organiser) if one.organiser else "",
        one.languages,
        one.places,
        address,
    )
    return "\n\n".join(x for x in map(plain, said) if x)


def _entry(one: Shown, language: str) -> Entry:
    """Return an event as a calendar has it."""
    event, made = one.event, Entry()
    address, changed = address_of(event.id, language), read_moment(event.changed_at)
    begins, ends = _when(event)
    name = plain(one.name.text)
    said = t("Cancelled: {name}", name=name) if one.is_cancelled else name
    made.add("summary", said, parameters={"LANGUAGE": one.name.language})
    facts = {
        "uid": UID.format(id=event.id),
        "dtstamp": changed,
        "last-modified": changed,
        "sequence": event.sequence,
        "dtstart": begins,
        "dtend": ends,
        "status": "CANCELLED" if one.is_cancelled else "CONFIRMED",
        "description": _told(one, address),
        "categories": [plain(one.type)],
        "url": vUri(address),
        "location": plain(", ".join(x for x in (one.where, event.postcode) if x)),
    }
    if point := point_of(event):
        facts["geo"] = point[::-1]
    for key, value in facts.items():
        if value != "":
            made.add(key, value)
    return made


def calendar(
    settings: Settings, found: Public, events: Iterable[Event], day: date, name: str
) -> bytes:
    """Return events as a calendar in the language in force.

    ``found`` as ``showing.public``; ``name`` is what the calendar is called. It says
    nothing of who booked, and is the same until something changes.
    """
    return _written([shown(settings, found, one, day) for one in events], name)


def _written(events: Iterable[Shown], name: str) -> bytes:

    language, made = current_language(), Calendar()
    made.add("prodid", PRODID.format(language=language.upper()))
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        made.add(key, plain(name))
    made.add("x-wr-timezone", WALES.key)
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT12H")
    for one in events:
        made.add_component(_entry(one, language))
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 1, 1)
    made.add_missing_timezones(first, last)
    if not made.timezones:  # a calendar without any part is none
        made.add_component(
            Timezone.from_tzid(WALES.key, first_date=first, last_date=last)
        )
    content: bytes = made.to_ical()
    return content
