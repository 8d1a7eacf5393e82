"""The page of an event's organiser: who comes, and afterwards who came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, long_date, t
from copro_map.base.retention import days as days_kept
from copro_map.base.store.connection import Database, reading
from copro_map.base.store.network import contact_on
from copro_map.drawing.templates import Html, render
from copro_map.events import after as answers
from copro_map.events import photos as pictures
from copro_map.events.after import After, came_of, entries_of, read_count, to_thank
from copro_map.events.attending import called, found, organisations
from copro_map.events.booking import event_named
from copro_map.events.light.booking import NOTHING, SIDES, Form, Proof, about
from copro_map.events.organising import ask_organiser_link, by_organiser, organised
from copro_map.events.photos import LARGEST, picture
from copro_map.events.places import bookings_of
from copro_map.events.rules.booking import BookingError, begins_at, queue
from copro_map.events.rules.records import Booking, Event
from copro_map.people.links import Link
from copro_map.search.cached import assets

__all__ = [
    "LARGEST",
    "PRESSES",
    "UPLOAD",
    "BookingError",
    "about",
    "add_picture",
    "ask_organiser_link",
    "event_named",
    "organised",
    "page_of",
    "picture",
    "press",
]
PER_PAGE = 20
UPLOAD = "/k/picture"  # where the cookie of a link is sent
SHORT = {
    SIDES[0][0]: N_("citizen"),
    SIDES[1][0]: N_("professional"),
    "": "",
}
DONE = {
    "came": N_("Saved who came."),
    "say": N_("Saved. It stands on the page of the event."),
    "attended": N_("Noted that they came."),
    "not_attended": N_("Taken out."),
    "photo": N_("The picture is shown on the page of the event."),
    "photo_off": N_("The picture is taken off."),
    "thank": N_("The thanks are on their way."),
}


def _person(one: Booking, names: Mapping[str, object]) -> dict[str, object]:
    of = names.get(one.entry, one.organisation)
    side = SHORT[one.side]
    said = (t(side) if side else "", str(of))
    return {
        "number": one.number,
        "name": one.name,
        "said": ", ".join(x for x in said if x),
        "needs": one.needs,
        "came": one.came,
    }


def _photos(settings: Settings, event: Event) -> list[dict[str, str]]:
    return [
        {
            "number": str(one.number),
            "src": address,
            "words": Label(one.words_en, one.words_cy).text(),
            "who": one.who_agreed,
            "day": long_date(date.fromisoformat(one.agreed_on)),
        }
        for address, one in pictures.photos_of(settings, event)
    ]


def _after(told: After, typed: Form) -> dict[str, str]:
    """Return what stands in the boxes of what came of it: as typed, or as kept."""
    if typed.get("press") == "say":
        return {name: typed.get(name, "") for name in After.__annotations__}
    return {
        name: "" if getattr(told, name) is None else str(getattr(told, name))
        for name in After.__annotations__
    }


def _numbered(asked: str, people: Sequence[Booking]) -> tuple[int, int]:
    """Return which page of the people is asked for, and how many there are."""
    pages = max(1, -(-len(people) // PER_PAGE))
    number = int(asked) if asked.isascii() and asked.isdecimal() else 1
    return min(max(1, number), pages), pages


def page_of(  # noqa: PLR0913 - whose, of which link, with what is pressed
    settings: Settings,
    event: Event,
    now: datetime,
    proof: Proof,
    action: str,
    *,
    asked: str = "",
    done: str = "",
    typed: Form = NOTHING,
    fault: str = "",
) -> Html:
    """Return the page of an event's organiser.

    ``asked`` is the page of people that is asked for; ``done`` a word of ``DONE``.
    """
    with reading(settings.database) as database:
        bookings = bookings_of(database, event)
        came = entries_of(database, event)
        thanks = len(to_thank(database, event))
    labels = organisations(assets())
    names = {one: called(label) for one, label in labels.items()}
    people = [one for one in bookings if one.state == "in"]
    page, pages = _numbered(asked, people)
    shown = people[(page - 1) * PER_PAGE : page * PER_PAGE]
    last = date.fromisoformat(event.ends_on)
    until = last + timedelta(days=days_kept(settings, "bookings") + 1)
    is_cancelled = event.state != "planned"
    is_ahead = not is_cancelled and now < begins_at(event)
    words = typed.get("of", "")
    return render(
        "events/organiser.html",
        event=about(event),
        is_cancelled=is_cancelled,
        is_ahead=is_ahead,
        may_say=not is_cancelled and not is_ahead,
        lacks_link=is_ahead and event.is_online and not event.join_link,
        contact=contact_on(settings, now.date()),
        count=len(people),
        places=event.places,
        people=[_person(one, names) for one in shown],
        waiting=[_person(one, names) for one in queue(bookings)],
        needing=sum(bool(x.needs) for x in bookings if x.state in ("in", "waiting")),
        until=long_date(until) if until > now.date() else "",
        page=page,
        pages=pages,
        attended=[(one, names.get(one, one)) for one in came],
        found=[x for x in found(assets(), words) if x[0] not in came],
        after=_after(came_of(event, bookings), typed),
        longest=answers.LONGEST_OUTCOME,
        photos=_photos(settings, event),
        most_photos=pictures.MOST,
        thanked=_day(event.thanked_on),
        to_thank=thanks,
        today=now.date().isoformat(),
        upload=UPLOAD,
        typed=typed,
        fault=fault,
        done=t(DONE[done]) if done in DONE else "",
        proof=proof,
        action=action,
    )


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text)) if text else ""


def _numbers(form: Form, mark: str) -> set[int]:
    ends = (name.removeprefix(mark) for name in form if name.startswith(mark))
    return {int(x) for x in ends if x.isascii() and x.isdecimal()}


def _came(form: Form, now: datetime) -> Callable[[Database, Event], object]:
    shown, came = _numbers(form, "shown-"), _numbers(form, "came-")
    return lambda database, event: answers.keep_came(database, event, shown, came, now)


def _say(form: Form, now: datetime) -> Callable[[Database, Event], object]:
    told = After(
        read_count(form.get("citizens", "")),
        read_count(form.get("professionals", "")),
        form.get("outcome_en", ""),
        form.get("outcome_cy", ""),
    )
    return lambda database, event: answers.say(database, event, told, now)


def _attended(form: Form, now: datetime) -> Callable[[Database, Event], object]:
    entry, came = form.get("entry", ""), form.get("press") == "attended"
    if came and entry not in organisations(assets()):
        came, entry = False, ""
    return lambda database, event: answers.keep_attended(
        database, event, entry, now, came=came
    )


def _photo_off(form: Form, _now: datetime) -> Callable[[Database, Event], object]:
    given = form.get("entry", "")
    number = int(given) if given.isascii() and given.isdecimal() else 0
    return lambda database, event: pictures.take_off(database, event, number)


def _thank(_form: Form, now: datetime) -> Callable[[Database, Event], object]:
    return lambda database, event: answers.thank(database, event, now)


# What is pressed, by the name of the press.
PRESSES: Mapping[str, Callable[[Form, datetime], Callable[[Database, Event], object]]]
PRESSES = {
    "came": _came,
    "say": _say,
    "attended": _attended,
    "not_attended": _attended,
    "photo_off": _photo_off,
    "thank": _thank,
}


def press(settings: Settings, link: Link, form: Form, now: datetime) -> None:
    """Do what an organiser pressed, in one transaction.

    Raises
    ------
    BookingError
        If it cannot be, or the link is not that of the organiser any more.
    """
    do = PRESSES[form.get("press", "")](form, now)
    by_organiser(settings, link, do)


def add_picture(
    settings: Settings, link: Link, form: Form, picture: bytes, now: datetime
) -> None:
    """Keep a picture that an organiser sends. Errors as ``press``."""
    boxes = ("words_en", "words_cy", "agreed_on", "who_agreed")
    told = {name: form.get(name, "") for name in boxes}
    by_organiser(
        settings,
        link,
        lambda database, event: pictures.add(database, event, picture, now, **told),
    )
