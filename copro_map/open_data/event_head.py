"""How the page of an event is headed, and what it is to a search engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from urllib.parse import urlencode

from copro_map.agenda.face import Shown
from copro_map.base.brief import described, shortened
from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.moments import read_moment
from copro_map.base.today import WALES
from copro_map.frame.heads import Head, own_address
from copro_map.open_data.pictured import picture_of
from copro_map.open_data.rules.linked import Linked, part, told, way

LONGEST_NAME = 70  # letters of a title; a search engine cuts what is longer
SCHEMA = "https://schema.org/"


def moment(day: str, clock: str) -> str:
    """Return a time by a clock in Wales as schema.org has it; a day without a clock.

    Examples
    --------
    >>> moment("2027-03-28", "04:00"), moment("2027-03-28", "")
    ('2027-03-28T04:00:00+01:00', '2027-03-28')
    """
    if not clock:
        return day
    at = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), WALES)
    return at.isoformat()


def _status(one: Shown) -> str:
    if one.is_cancelled:
        return f"{SCHEMA}EventCancelled"
    return f"{SCHEMA}{'EventRescheduled' if one.moved else 'EventScheduled'}"


def _attendance(one: Shown) -> str:
    has_place = bool(one.area or one.event.venue)
    mode = "Mixed" if has_place and one.event.is_online else "Offline"
    mode = "Online" if one.event.is_online and not has_place else mode
    return f"{SCHEMA}{mode}EventAttendanceMode"


def _places(one: Shown, address: str) -> list[Linked]:
    """Return where an event is: a place, a page, or both."""
    event, found = one.event, []
    if one.area or event.venue:
        region = one.area[1] if one.area else ""
        at = part(
            "PostalAddress",
            addressLocality=event.town,
            addressRegion=region,
            postalCode=event.postcode,
            addressCountry="GB",
        )
        point = None
        if event.longitude is not None:
            point = part(
                "GeoCoordinates", latitude=event.latitude, longitude=event.longitude
            )
        name = event.venue or event.town or region
        found.append(part("Place", name=name, address=at, geo=point))
    if event.is_online:
        found.append(part("VirtualLocation", url=address))
    return found


def _linked(one: Shown, head: Head) -> Linked:
    """Return what an event is to a search engine; who booked is nowhere in it."""
    event, language = one.event, current_language()
    spoken = {"both": ["cy", "en"], "": []}.get(event.spoken, [event.spoken])
    organiser = None
    if one.organiser:
        at = f"{own_address()}/{language}/entry/{one.entry}" if one.entry else ""
        organiser = part("Organization", name=one.organiser, url=at)
    was = [moment(x.starts_on, x.starts_at) for x in one.moved]
    places = _places(one, head.address(language))
    return told(
        "Event",
        name=one.name.text,
        description=one.about[0].text if one.about else head.description,
        url=head.address(language),
        image=head.picture_address,
        startDate=moment(event.starts_on, event.starts_at),
        endDate=moment(event.ends_on, event.ends_at if event.starts_at else ""),
        previousStartDate=was[0] if len(was) == 1 else was,
        eventStatus=_status(one),
        eventAttendanceMode=_attendance(one),
        location=places[0] if len(places) == 1 else places,
        organizer=organiser,
        inLanguage=spoken,
        maximumAttendeeCapacity=event.places,
    )


def event_head(one: Shown) -> Head:
    """Return how the page of an event is headed, in the language in force."""
    event, language = one.event, current_language()
    state = f"{one.state}. " if one.state else ""
    about = one.about[0].text if one.about else ""
    day = long_date(one.day)
    bare = Head(
        title=f"{shortened(one.name.text, LONGEST_NAME)} · {day}",
        description=described(
            about, f"{state}{one.when}. {one.where}.", f"{one.type}."
        ),
        path=f"event/{event.id}",
        live=f"events?{urlencode({'event': event.id})}",
        picture=picture_of(one.area[0] if one.area else ""),
        changed=read_moment(event.changed_at).astimezone(WALES).date(),
    )
    steps = (
        (t("Home"), f"{own_address()}/?lang={language}"),
        (t("Events"), f"{own_address()}/events?lang={language}"),
        (one.name.text, bare.address(language)),
    )
    return replace(bare, data=(_linked(one, bare), way(*steps)))
