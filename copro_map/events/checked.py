"""One check for every way in: a form, the desk and a file tell the same faults."""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from copro_map.assets.face import kept_entries
from copro_map.base.characters import tidied
from copro_map.base.clock_times import in_words, read_day, read_when
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, t
from copro_map.base.store.connection import Database
from copro_map.events.belonging import PROJECT
from copro_map.events.checking import IS_THERE, is_same, read_places, wrong
from copro_map.events.finding import Place, find_place
from copro_map.events.kinds import event_types
from copro_map.events.rules.given import LABELS, Fault, Faults, Given, said_yes
from copro_map.events.rules.records import Booking, Event
from copro_map.events.store.events import rows
from copro_map.people.rules.addresses import address_key, read_address

DRAWN_LETTERS = 10
GONE = ("sent", "refused")  # Nobody has seen these, so they are no event yet.
NO_ENTRY = N_("{value}: no such entry is on the map. Choose another, or leave it out.")
NO_PROJECT = N_("{value}: this is not a project on the map. Choose a project.")
NO_ADDRESS = N_(
    "Write your e-mail address: a link comes to it, which sends the event to us. It is "
    "shown to nobody."
)


@dataclass(frozen=True)
class Looked:
    """What is wrong with an event that is given, and where it is, if it has a place."""

    given: Given
    faults: Faults
    place: Place | None = None
    same: Event | None = None

    @property
    def authority(self) -> str:
        """The code of the authority it is in; "" if it has no place."""
        return self.place.authority if self.place else ""


def new_id() -> str:
    """Return an id of an event, drawn by chance."""
    letters = (secrets.choice(string.ascii_lowercase) for _ in range(DRAWN_LETTERS))
    return f"e-{''.join(letters)}"


def taken_places(database: Database, event: Event | None) -> int:
    """Return how many have a place at an event; none at one that is new."""
    if event is None:
        return 0
    return len(rows(database, Booking, event=event.number, state="in"))


def _of_entries(database: Database, given: Given) -> Iterator[Fault]:
    for name, message in (("entry", NO_ENTRY), ("project", NO_PROJECT)):
        named = getattr(given, name)
        kept = kept_entries(database, named).get(named) if named else None
        is_there = kept is not None and kept.status == "published"
        if named and (not is_there or (kept and name == PROJECT != kept.kind)):
            yield Fault(name, message, {"value": named})


def _same(
    database: Database, given: Given, authority: str, was: Event | None
) -> Event | None:
    """Return another event that is kept already and says the same; None if none is."""
    day, own = read_day(given.starts_on), was.number if was else 0
    found = rows(database, Event, starts_on=day) if day else []
    return next(
        (
            one
            for one in found
            if one.number != own
            and one.state not in GONE
            and is_same(given, authority, one)
        ),
        None,
    )


def look(  # noqa: PLR0913 - what is given, and all that it is compared with
    settings: Settings,
    database: Database,
    given: Given,
    today: date,
    *,
    was: Event | None = None,
    ahead: bool = False,
) -> Looked:
    """Look at an event that somebody gives; inside the caller's transaction.

    Parameters
    ----------
    was
        The event as it is kept, if it is to be changed: what is booked counts.
    ahead
        Told by anybody: it must be still to come, and has an address to write to.
    """
    labels = {name: t(label) for name, label in LABELS.items()}
    booked = taken_places(database, was)
    types = event_types(settings)
    found = list(wrong(given, types, labels, today, booked=booked, ahead=ahead))
    told = {one.field for one in found}
    place = None
    if given.place and "place" not in told:
        at = find_place(settings, given.place)
        place = at if isinstance(at, Place) else None
        found += [at] if isinstance(at, Fault) else []
    found += [x for x in _of_entries(database, given) if x.field not in told]
    if ahead and not given.address and "address" not in told:
        found.append(Fault("address", NO_ADDRESS, {}))
    same = None
    if not found:
        same = _same(database, given, place.authority if place else "", was)
        found += _is_there(same)
    return Looked(given, tuple(found), place, same)


def _is_there(same: Event | None) -> Iterator[Fault]:
    if same is not None:
        name = Label(same.name_en or same.name_cy, same.name_cy or same.name_en)
        day = in_words(date.fromisoformat(same.starts_on))
        yield Fault("name_en", IS_THERE, {"name": name, "day": day})


def check(  # noqa: PLR0913 - as ``look``
    settings: Settings,
    database: Database,
    given: Given,
    today: date,
    *,
    was: Event | None = None,
    ahead: bool = False,
) -> Faults:
    """Return what is wrong with an event that somebody gives; as ``look``."""
    return look(settings, database, given, today, was=was, ahead=ahead).faults


def _line(text: str) -> str:
    return " ".join(tidied(text).split())


def facts_of(looked: Looked) -> Mapping[str, Any]:
    """Return an event without faults as columns of the table.

    Not what an act makes of it: its id, its state, whoever did it, and when.
    """
    given, at = looked.given, looked.place
    when = read_when((given.starts_on, given.starts_at), (given.ends_on, given.ends_at))
    address = read_address(given.address) if given.address else ""
    return {
        **{x: _line(getattr(given, x)) for x in ("name_en", "name_cy", "organiser")},
        **{x: tidied(getattr(given, x)) for x in ("about_en", "about_cy")},
        **{x: getattr(given, x) for x in ("type", "join_link", "web", "spoken")},
        **vars(when),
        "venue": _line(given.venue),
        "place": _line(at.name) if at else "",
        "postcode": at.postcode if at else "",
        "longitude": at.longitude if at else None,
        "latitude": at.latitude if at else None,
        "authority": looked.authority,
        "is_online": int(bool(said_yes(given.is_online))),
        "is_interpreted": int(bool(said_yes(given.is_interpreted))),
        "has_booking": int(bool(said_yes(given.has_booking))),
        "places": read_places(given.places),
        "booking_ends_on": read_day(given.booking_ends_on),
        "entry": given.entry,
        "project": given.project,
        "address": address,
        "address_key": address_key(address) if address else "",
    }
