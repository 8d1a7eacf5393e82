"""A board of a few offers and requests, each with somebody to write to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from copro_map.assets.face import Asset, EntryState, save_entries, set_states
from copro_map.base.config import Settings
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.exchange.store.meetings import meetings
from copro_map.people.contacts import keep_contact
from copro_map.people.rules.contacts import Given
from tests.people.conftest import entered, here  # noqa: F401 - fixtures
from tests.samples import change, query

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=WALES)
ASK, ASK_TOO, GIVE, GIVE_TOO = "ask", "ask-too", "give", "give-too"
NAMES = {
    ASK: ("A van on Fridays", "Fan ar ddydd Gwener"),
    ASK_TOO: ("A hall", "Neuadd"),
    GIVE: ("Our van", "Ein fan"),
    GIVE_TOO: ("Our hall", "Ein neuadd"),
}
ANN, BOB, CAI, DEE = (f"{x}@example.org" for x in ("ann", "bob", "cai", "dee"))
WHOSE = {ASK: ANN, ASK_TOO: CAI, GIVE: BOB, GIVE_TOO: DEE}
LANGUAGE = {ANN: "en", BOB: "cy", CAI: "en", DEE: ""}


@dataclass
class Board:
    """An installation with offers and requests; what is asked of it by SQL."""

    settings: Settings

    def state(self, entry: str) -> tuple[str, int]:
        sql = "SELECT agreement, taken FROM asset WHERE id = ?"
        return query(self.settings.database, sql, entry)[0]

    def letters(self) -> list[tuple[str, str]]:
        """To whom each letter is, and what it is about, in order."""
        sql = "SELECT address, cause FROM outbox ORDER BY number"
        found = query(self.settings.database, sql)
        return [(a, " ".join(cause.split()[2:3])) for a, cause in found]

    def bodies(self, address: str) -> list[str]:
        sql = "SELECT body FROM outbox WHERE address = ? ORDER BY number"
        return [x for (x,) in query(self.settings.database, sql, address)]

    def meetings(self):
        with reading(self.settings.database) as database:
            return meetings(database)

    def capacity(self, entry: str, most: int) -> None:
        change(
            self.settings.database,
            f"UPDATE asset SET capacity = {most} WHERE id = '{entry}'",  # noqa: S608
        )

    def say(self, entry: str, **told) -> None:
        with writing(self.settings.database) as database:
            set_states(database, [EntryState(entry, "2026-11-30", **told)])


def given(entry: str) -> dict[str, object]:
    english, welsh = NAMES[entry]
    return {
        "kind": "request" if entry.startswith("ask") else "offer",
        **{"name_en": english, "name_cy": welsh, "description_en": english},
        **{"description_cy": welsh, "themes": ("food",), "served": ("W06000008",)},
        **{"origin": "contributed", "exchange_category": "transport"},
    }


@pytest.fixture
def board(here):  # noqa: F811 - the fixture
    day = NOW.date()
    with writing(here.database) as database:
        entries = [Asset(one, given(one), AREAS) for one in NAMES]
        save_entries(database, here, entries, day - timedelta(days=20))
        states = [
            EntryState(one, on, "confirmed", on, "owner")
            for one, on in ((x, "2026-11-10") for x in NAMES)
        ]
        set_states(database, states)
        for entry, address in WHOSE.items():
            told = Given(address, LANGUAGE[address], "owner")
            keep_contact(database, entry, told, date(2026, 11, 10))
    return Board(here)


AREAS = {"local_authority": "W06000008", "county_voluntary_council": "CVC-CAVO"}
