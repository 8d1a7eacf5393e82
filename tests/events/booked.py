"""An event with a few places, and whoever books one by their links."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.events import booking as answers
from copro_map.events.places import link_for
from copro_map.events.rules.booking import Wanted
from copro_map.events.rules.records import Booking, Event
from copro_map.events.store.events import become, put, rows
from copro_map.people import limits
from copro_map.people.links import Link, make_link, open_link
from tests.samples import query

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=WALES)
DAY = timedelta(days=1)
ORGANISER = "org@example.org"
EVENT = {
    "id": "e-abcdefghij",
    "type": "regional",
    "name_en": "Neighbours meet",
    "name_cy": "Cymdogion yn cwrdd",
    "starts_on": "2027-01-20",
    "starts_at": "10:00",
    "ends_on": "2027-01-20",
    "ends_at": "16:00",
    "venue": "Neuadd y Dref",
    "join_link": "https://meet.example.org/secret",
    "is_online": 1,
    "has_booking": 1,
    "places": 2,
    "organiser": "Y Rhwydwaith",
    "address": ORGANISER,
    "address_key": ORGANISER,
    "language": "cy",
    "state": "planned",
    "changed_at": "2026-11-01T09:00:00Z",
    "channel": "desk",
    "entered_on": "2026-11-01",
}


def plant(settings: Settings, **facts) -> Event:
    with writing(settings.database) as database:
        number = put(database, Event, **EVENT | facts)
        return rows(database, Event, number=number)[0]


@dataclass
class Hall:
    """An installation with an event; ``now`` moves a minute with each who presses."""

    settings: Settings
    event: Event
    now: datetime = NOW
    links: dict[str, Link] = field(default_factory=dict)

    def become(self, **facts) -> Event:
        with writing(self.settings.database) as database:
            self.event = become(database, Event, self.event.number, **facts)
        return self.event

    def ask(self, name: str, **more) -> None:
        limits._limiter.cache_clear()
        given = {"language": "en", "address": f"{name}@example.org"} | more
        wanted = Wanted(name=name, **given)
        answers.ask(self.settings, self.event, wanted, self.now, client="1.2.3.4")

    def link(self, name: str, address: str = "") -> Link:
        """The link of somebody's last booking."""
        key = address or f"{name}@example.org"
        with writing(self.settings.database) as database:
            booking = rows(database, Booking, address_key=key)[-1]
            token = link_for(database, booking, self.now)
            return open_link(database, token, self.now)

    def press(self, name: str) -> answers.Place:
        self.now += timedelta(minutes=1)
        return answers.booked(self.settings, self.link(name), self.now)

    def book(self, *names: str, **more) -> None:
        for name in names:
            self.ask(name, **more)
            self.press(name)

    def leave(self, name: str) -> None:
        answers.leave(self.settings, self.link(name), self.now)

    def of_organiser(self, address: str = ORGANISER) -> Link:
        with writing(self.settings.database) as database:
            about = {"address": address, "entry": self.event.id}
            token = make_link(database, "event", self.now, **about)
            return open_link(database, token, self.now)

    def states(self) -> dict[str, str]:
        sql = "SELECT name, state FROM booking ORDER BY number"
        return dict(query(self.settings.database, sql))

    def bookings(self) -> list[Booking]:
        with reading(self.settings.database) as database:
            return rows(database, Booking)

    def letters(self, name: str = "") -> list[str]:
        """Subjects of the letters to somebody, in order; or to everybody."""
        sql = "SELECT subject FROM outbox WHERE ? IN ('', address) ORDER BY number"
        address = f"{name}@example.org" if name else ""
        return [x for (x,) in query(self.settings.database, sql, address)]

    def body(self, name: str) -> str:
        sql = "SELECT body FROM outbox WHERE address = ? ORDER BY number DESC"
        return query(self.settings.database, sql, f"{name}@example.org")[0][0]
