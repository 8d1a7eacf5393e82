"""What an event must obey, as far as its own words say; one sentence for each fault."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from copro_map.base.characters import HIDDEN, has_control, shown, tidied
from copro_map.base.clock_times import read_clock, read_day
from copro_map.base.i18n import N_, Label, in_both
from copro_map.base.names import fold, is_web_address
from copro_map.events.rules.given import (
    SPOKEN,
    TICKED,
    EventError,
    Fault,
    Given,
    said_yes,
)
from copro_map.events.rules.records import Event
from copro_map.events.rules.when import BOOKING_LATE, NO_DAY, wrong_when
from copro_map.files.columns import has_contact_details
from copro_map.people.rules.addresses import AddressError, read_address

LONGEST = {
    **dict.fromkeys(("name_en", "name_cy", "venue", "organiser"), 150),
    **dict.fromkeys(("about_en", "about_cy"), 2_000),
    **dict.fromkeys(("join_link", "web"), 500),
    "place": 100,
}
LONGEST_OTHER = 254
LONGEST_WHY = 500
WHY = N_("Why")
MOST_PLACES = 99_999
PUBLIC = ("name_en", "name_cy", "venue", "about_en", "about_cy", "organiser")
NO_NAME = N_("Write what it is called, in English, in Welsh, or in both.")
NO_TYPE = N_("Choose what sort of event it is.")
UNKNOWN_TYPE = N_("{value}: there is no such sort of event. Choose one of the list.")
TOO_LONG = N_("This is too long: {label}. Write at most {n} characters.")
NOWHERE = N_("Say where it is: a place in Wales, or online, or both.")
NO_TOWN = N_("Write the postcode, or the town or village, of the hall as well.")
CONTACTS = N_(
    "This looks like an e-mail address or a telephone number: {label}. Everybody can "
    "read it, so leave it out; people can ask through the web page."
)
NO_LINK = N_("{value}: this is not a web address. Write it whole, with https://")
NOT_ONLINE = N_("There is a link to take part, so tick that it is online as well.")
YES_OR_NO = N_("{value}: write yes or no.")
NO_LANGUAGE = N_("{value}: write cy, en or both for the language that is spoken.")
NO_PLACES = N_("{value}: write how many places there are, a whole number from 1 on.")
NO_BOOKING = N_("Places and a last day are for booking: tick that people book here.")
NOBODY = N_(
    "Whoever organises it sees who has booked: write their e-mail address. It is shown "
    "to nobody."
)
BELOW_BOOKED = N_(
    "Fewer places than are taken already. Taken: {booked}, places: {n}. Write as many "
    "or more, or ask some of them first."
)
IS_THERE = N_(
    "This event is here already: {name}, {day}. If yours is another, give it a name "
    "that tells them apart."
)


def _texts(given: Given, labels: dict[str, str]) -> Iterator[Fault]:
    for name, label in labels.items():
        text, most = getattr(given, name), LONGEST.get(name, LONGEST_OTHER)
        if has_control(text):
            yield Fault(name, HIDDEN, {})
        elif len(text) > most:
            yield Fault(name, TOO_LONG, {"label": label, "n": most})
        elif name in PUBLIC and has_contact_details(text):
            yield Fault(name, CONTACTS, {"label": label})


def _words(given: Given, types: Collection[str]) -> Iterator[Fault]:
    if not (given.name_en or given.name_cy):
        yield Fault("name_en", NO_NAME, {})
    if not given.type:
        yield Fault("type", NO_TYPE, {})
    elif given.type not in types:
        yield Fault("type", UNKNOWN_TYPE, {"value": shown(given.type)})
    yield from _choices(given)


def _choices(given: Given) -> Iterator[Fault]:
    for name in TICKED:
        if said_yes(getattr(given, name)) is None:
            yield Fault(name, YES_OR_NO, {"value": shown(getattr(given, name))})
    if given.spoken not in SPOKEN:
        yield Fault("spoken", NO_LANGUAGE, {"value": shown(given.spoken)})
    for name in ("join_link", "web"):
        link = getattr(given, name)
        if link and not is_web_address(link):
            yield Fault(name, NO_LINK, {"value": shown(link)})


def _where(given: Given) -> Iterator[Fault]:
    is_online = said_yes(given.is_online)
    if given.venue and not given.place:
        yield Fault("place", NO_TOWN, {})
    elif not given.place and is_online is False:
        yield Fault("place", NOWHERE, {})
    if given.join_link and is_online is False:
        yield Fault("is_online", NOT_ONLINE, {})


def _booking(given: Given, booked: int) -> Iterator[Fault]:
    if given.address:
        try:
            read_address(given.address)
        except AddressError as error:
            yield Fault("address", error.message, error.facts)
    has_booking = said_yes(given.has_booking)
    if has_booking and not given.address:
        yield Fault("address", NOBODY, {})
    if has_booking is False and (given.places or given.booking_ends_on):
        yield Fault("has_booking", NO_BOOKING, {})
    yield from _places(given, booked)


def _places(given: Given, booked: int) -> Iterator[Fault]:
    places = read_places(given.places)
    if given.places and places is None:
        yield Fault("places", NO_PLACES, {"value": shown(given.places)})
    elif places is not None and places < booked:
        yield Fault("places", BELOW_BOOKED, {"booked": booked, "n": places})
    last, first = read_day(given.booking_ends_on), read_day(given.starts_on)
    if given.booking_ends_on and not last:
        value = shown(given.booking_ends_on)
        yield Fault("booking_ends_on", NO_DAY, {"value": value})
    elif last and first and last > first:
        yield Fault("booking_ends_on", BOOKING_LATE, {})


def wrong(  # noqa: PLR0913 - what is given, and all that it is compared with
    given: Given,
    types: Collection[str],
    labels: dict[str, str],
    today: date,
    *,
    booked: int = 0,
    ahead: bool = False,
) -> Iterator[Fault]:
    """Yield what is wrong with an event by its own words, at most one for a field.

    ``types`` are the ids of the sorts of event, ``labels`` what each field is called,
    ``booked`` how many places are taken; ``ahead``: it must be still to come. Of a text
    that is too long, or hides something, nothing else is told.
    """
    told: dict[str, Fault] = {}
    for fault in _texts(given, labels):
        told.setdefault(fault.field, fault)
    if not told:
        starts = (given.starts_on, given.starts_at)
        ends = (given.ends_on, given.ends_at)
        days = wrong_when(starts, ends, today, ahead=ahead)
        every = (
            *_words(given, types),
            *(Fault(x, message, _shown(facts)) for x, message, facts in days),
            *_where(given),
            *_booking(given, booked),
        )
        for fault in every:
            told.setdefault(fault.field, fault)
    yield from told.values()


def _shown(facts: dict[str, object]) -> dict[str, object]:
    return {x: shown(y) if isinstance(y, str) else y for x, y in facts.items()}


def read_places(text: str) -> int | None:
    """Return how many places a text says; None if it says none, or no whole number.

    Examples
    --------
    >>> read_places("30"), read_places("0"), read_places("many"), read_places("")
    (30, None, None, None)
    """
    is_number = text.isascii() and text.isdigit() and len(text) <= len("99999")
    return int(text) or None if is_number else None


def is_same(given: Given, authority: str, event: Event) -> bool:
    """Say whether what is given is an event that is kept already.

    One of its names is the same, whatever the letters' case, and so are when it starts
    and in which area it is; or both are online alone.
    """
    names = {fold(x) for x in (given.name_en, given.name_cy) if x}
    theirs = {fold(x) for x in (event.name_en, event.name_cy) if x}
    return bool(names & theirs) and (
        (read_day(given.starts_on), read_clock(given.starts_at), authority)
        == (event.starts_on, event.starts_at, event.authority)
    )


def check_why(why: Label) -> Label:
    """Return why something is done, tidied; everybody reads it.

    Raises
    ------
    EventError
        If it hides something, is too long, or says how to reach somebody.
    """
    for text in (why.en, why.cy):
        if has_control(text):
            raise EventError(HIDDEN)
        if len(text) > LONGEST_WHY:
            raise EventError(TOO_LONG, label=in_both(WHY), n=LONGEST_WHY)
        if has_contact_details(text):
            raise EventError(CONTACTS, label=in_both(WHY))
    return Label(*(tidied(text).strip() for text in (why.en, why.cy)))
