"""Members, seats and decisions, planted by the store."""

from __future__ import annotations

from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.members.rules.records import Decided, Interest, Member, Seat
from copro_map.members.store.members import put, rows

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=WALES)


def plant_member(settings: Settings, name: str = "tirion", **facts: object) -> Member:
    """A member who joined in the summer, with an address and a promise."""
    given = {
        "id": f"m-{name[:10]:x<10}",
        "form": "organisation",
        "type": "third_sector",
        "name_en": name.title(),
        "language": "en",
        "address": f"{name}@example.org",
        "address_key": f"{name}@example.org",
        "state": "member",
        "joined_on": "2026-06-01",
        "promise": "A seat for citizens in each group",
        "channel": "form",
        "entered_on": "2026-06-01",
    }
    with writing(settings.database) as database:
        number = put(database, Member, **given | facts)
        return rows(database, Member, number=number)[0]


def plant_seat(settings: Settings, name: str, **facts: object) -> int:
    """A seat on the Board since last year, that may be seen."""
    given = {
        "body": "board",
        "name": name,
        "role": "Trustee",
        "from_on": "2025-12-01",
        "term_ends_on": "2028-11-30",
        "is_public": 1,
        "agreed_on": "2025-12-01",
        "entered_on": "2025-12-01",
    }
    with writing(settings.database) as database:
        return put(database, Seat, **given | facts)


def plant_interest(settings: Settings, seat: int, words: str, **facts: object) -> int:
    given = {"seat": seat, "words": words, "said_on": "2026-01-10"}
    with writing(settings.database) as database:
        return put(database, Interest, **given | facts)


def plant_decision(settings: Settings, title: str, **facts: object) -> int:
    given = {
        "body": "forum",
        "decided_on": "2026-10-01",
        "title_en": title,
        "is_public": 1,
        "entered_on": "2026-10-02",
    }
    with writing(settings.database) as database:
        return put(database, Decided, **given | facts)


def kept(settings: Settings, record):
    with reading(settings.database) as database:
        return rows(database, record)
