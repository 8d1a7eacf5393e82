"""A few events of every sort, invented: whole days, moved, cancelled, full, hostile."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from copro_map.base.store.connection import writing
from copro_map.events.face import keep_event

Facts = Mapping[str, Any]
CARDIFF, CEREDIGION, GWYNEDD = "W06000015", "W06000008", "W06000002"
WREXHAM, NEWPORT, CONWY, SWANSEA = "W06000006", "W06000022", "W06000003", "W06000011"
HOSTILE = 'End</script><b>\r\nBEGIN:VEVENT\r\nSUMMARY:Not me;,\\ "x"\u2028END:VCALENDAR'
USUAL: Facts = {
    "type": "regional",
    **dict.fromkeys(("name_en", "name_cy", "about_en", "about_cy"), ""),
    **{"starts_at": "10:00", "ends_at": "15:30", "venue": "", "postcode": ""},
    **{"longitude": None, "latitude": None, "authority": "", "is_online": 0},
    **{"join_link": "https://private.example/room", "web": "", "spoken": "both"},
    **{"is_interpreted": 0, "has_booking": 1, "places": None, "booking_ends_on": ""},
    **{"entry": "", "project": "", "organiser": "", "address": "private@example.org"},
    **{"language": "en", "state": "planned", "cancelled_on": "", "why_en": ""},
    **{"why_cy": "", "citizens": None, "professionals": None, "counted_on": ""},
    **{"outcome_en": "", "outcome_cy": "", "outcome_on": "", "thanked_on": ""},
    **{"sequence": 0, "changed_at": "2026-11-20T09:00:00Z", "channel": "desk"},
    **{"person": None, "entered_on": "2026-11-20"},
}
AT = {
    CARDIFF: ("Canolfan y Bae", "CF10 4PA", -3.163, 51.465),
    CEREDIGION: ("Neuadd y Dref", "SY23 2AR", -4.083, 52.415),
    GWYNEDD: ("Pontio", "LL57 2TQ", -4.128, 53.228),
    WREXHAM: ("Tŷ Pawb", "LL13 8BB", -2.993, 53.045),
    NEWPORT: ("Riverfront", "NP20 1HG", -2.995, 51.589),
    CONWY: ("Venue Cymru", "LL30 1BB", -3.822, 53.319),
    SWANSEA: ("Llyfrgell", "SA1 3SN", -3.945, 51.617),
}


def event(name: str, day: str, where: str = "", **facts: Any) -> dict[str, Any]:
    """Return the facts of an event; its id is made of ``name``, eight small letters."""
    placed = {}
    if where:
        venue, postcode, longitude, latitude = AT[where]
        placed = {"venue": venue, "postcode": postcode, "authority": where}
        placed |= {"longitude": longitude, "latitude": latitude}
    own = {"id": f"e-{name:x<10}", "starts_on": day, "ends_on": day}
    return {**USUAL, **own, **placed, **facts}


WHOLE = {"starts_at": "", "ends_at": ""}
NATIONAL = event(
    "national",
    "2026-12-08",
    CARDIFF,
    type="national",
    name_en="Co-production in Wales: the winter meeting",
    name_cy="Cydgynhyrchu yng Nghymru: cyfarfod y gaeaf",
    about_en="A day of stories, questions and lunch. Come as you are.",
    about_cy="Diwrnod o straeon, cwestiynau a chinio. Dewch fel yr ydych.",
    organiser="Co-production Network",
    places=40,
)
LOCAL = event(
    "local",
    "2026-12-15",
    CEREDIGION,
    starts_at="18:00",
    ends_at="20:00",
    name_en="Tea and talk",
    name_cy="Te a sgwrs",
    about_en="For carers in the west.",
    about_cy="I ofalwyr yn y gorllewin.",
    is_interpreted=1,
    is_online=1,
    has_booking=0,
)
ONLINE = event(
    "online",
    "2027-01-20",
    **WHOLE,
    type="training",
    name_cy="Gweithdy cyd-ddylunio",
    spoken="cy",
    is_online=1,
    booking_ends_on="2026-11-01",
)
NIGHT = event(
    "night",
    "2027-03-27",
    GWYNEDD,
    type="co_design",
    name_en="The night of ideas",
    ends_on="2027-03-28",
    starts_at="22:00",
    ends_at="04:00",
    spoken="en",
    places=2,
)
DAYS = event(
    "days",
    "2027-03-27",
    WREXHAM,
    **WHOLE,
    type="launch",
    name_en="Two days of making",
    name_cy="Dau ddiwrnod o wneud " + "Llŷn ŵyl " * 30,
    ends_on="2027-03-28",
)
CANCELLED = event(
    "gone",
    "2026-12-10",
    NEWPORT,
    name_en="By the river",
    name_cy="Ar lan yr afon",
    state="cancelled",
    cancelled_on="2026-11-25",
    why_en="The hall is flooded.",
    why_cy="Mae dŵr yn y neuadd.",
    sequence=1,
)
MOVED = event(
    "moved",
    "2027-02-10",
    CONWY,
    type="national",
    name_en="The north meets",
    name_cy="Cyfarfod y gogledd",
    sequence=2,
)
WAS: Facts = {
    **{"starts_on": "2026-12-01", "starts_at": "09:30", "ends_on": "2026-12-01"},
    **{"ends_at": "16:00", "venue": "Pontio", "moved_on": "2026-11-24"},
    **{"why_en": "A larger hall", "why_cy": "Neuadd fwy"},
}
OVER = event(
    "over",
    "2026-10-31",
    SWANSEA,
    **WHOLE,
    name_en="What we learned",
    name_cy="Yr hyn a ddysgwyd",
    ends_on="2026-11-01",
    outcome_en="Forty people wrote a promise.",
    outcome_cy="Ysgrifennodd deugain addewid.",
)
STRANGE = event(
    "strange",
    "2027-04-01",
    CARDIFF,
    name_en=HOSTILE,
    about_en=HOSTILE * 3,
    organiser=HOSTILE,
)
UNSEEN = event("unseen", "2026-12-20", name_en="Nobody has looked", state="waiting")
PUBLIC = (NATIONAL, LOCAL, ONLINE, NIGHT, DAYS, CANCELLED, MOVED, OVER, STRANGE)


def booking(number: int, state: str) -> dict[str, Any]:
    """Return the facts of a booking by somebody invented."""
    return {
        **{"mark": f"{number:032x}", "name": "Private Person", "side": "citizen"},
        **{"address": f"p{number}@example.org", "language": "en", "entry": ""},
        **{"organisation": "", "needs": "", "needs_on": "", "state": state},
        **{"asked_at": "2026-11-20T09:00:00Z", "booked_at": "2026-11-20T09:00:00Z"},
        **{"moved_up_at": "", "left_at": "", "came": ""},
    }


def plant(path: Path, *more: Facts) -> None:
    """Keep the events in a database, and ``more``; of NIGHT all places are taken."""
    with writing(path) as database:
        for one in (*PUBLIC, UNSEEN, *more):
            moved = (WAS,) if one is MOVED else ()
            taken = [booking(n, "in") for n in (1, 2)] if one is NIGHT else []
            taken += [booking(n, "in") for n in range(3, 10)] if one is NATIONAL else []
            keep_event(database, one, moved, taken)
