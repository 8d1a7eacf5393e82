"""The events of a demonstration: held in three years, or to come; who booked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from copro_map.base.config import Settings
from copro_map.base.moments import written
from copro_map.base.store.connection import writing
from copro_map.demonstration.made_up import Days
from copro_map.demonstration.members import Facts, new_id
from copro_map.demonstration.sent_in import moment
from copro_map.events.face import event_types, keep_event
from copro_map.geography.gazetteer import Gazetteer, load_gazetteer
from copro_map.geography.locate import locate
from copro_map.search.face import all_assets

STREAM = 43  # of random numbers: of their own, so that the entries stay as they were
# Where they are held: most in the south, none in two of the health boards' areas.
NORTHERN = ("Wrexham", "Llandudno", "Bangor", "Rhyl")
SOUTHERN = ("Cardiff", "Swansea", "Llanelli", "Merthyr Tydfil", "Carmarthen", "Barry")
TITLES = {
    "national": ("All of Wales together", "Cymru gyfan ynghyd"),
    "regional": ("Neighbours meet", "Cymdogion yn cwrdd"),
    "co_design": ("Designing with citizens", "Cyd-ddylunio â dinasyddion"),
    "training": ("Learning by doing", "Dysgu drwy wneud"),
    "launch": ("What we found out", "Yr hyn a ddysgom"),
}
MONTHS = {
    "national": (4, 10),
    "regional": (2, 3, 5, 6, 7, 9, 11),
    "co_design": (3, 8),
    "training": (3, 6, 9, 12),
    "launch": (11,),
}
ABOUT = (
    "Demonstration: this event is invented. Come as you are; there is a meal at noon.",
    "Arddangosiad: mae'r digwyddiad hwn yn ddychmygol. Dewch fel yr ydych; bydd pryd o "
    "fwyd am hanner dydd.",
)
OUTCOME = (
    "Demonstration: six groups agreed to meet again in spring.",
    "Arddangosiad: cytunodd chwe grŵp i gwrdd eto yn y gwanwyn.",
)
NEED = "Arddangosiad: lle tawel i eistedd"
GUESTS = ("Alys", "Berwyn", "Cerys", "Deio", "Eleri", "Ffred", "Glenys", "Hedd", "Ina")


@dataclass(frozen=True)
class _Plan:
    """An event that is to be written: how it goes is drawn."""

    type: str
    day: date
    place: str
    is_cancelled: bool = False
    moved_from: date | None = None
    is_online: bool = False
    places: int | None = None
    state: str = "planned"


def _past(days: Days) -> list[_Plan]:
    """Return three years of events: in the first year one of them is cancelled."""
    found = []
    for year in range(3):
        for sort, months in MONTHS.items():
            if sort == "co_design" and year:
                continue
            for n, month in enumerate(months):
                day = days.in_month(12 * year + month, 3 + 4 * n % 25)
                where = NORTHERN if (n + year) % 4 == 1 else SOUTHERN
                if sort == "national":
                    where = (NORTHERN, SOUTHERN)[n]
                place = where[(n + 3 * year) % len(where)]
                cancelled = (sort, year, n) == ("regional", 0, 2)
                found.append(_Plan(sort, day, place, is_cancelled=cancelled))
    # Planned for the last month of year 1, held in the first of year 2.
    moved = days.in_month(12, 20)
    found.append(_Plan("regional", days.in_month(13, 22), "Llanelli", moved_from=moved))
    return [one for one in found if one.day < days.today]


def _to_come(days: Days) -> list[_Plan]:
    """Return what is still to come; one is nearly full, one waits at the desk."""

    def on(ahead: int) -> date:
        return days.today + timedelta(ahead)

    return [
        _Plan("regional", on(9), "Aberystwyth", places=6),
        _Plan("training", on(16), "", is_online=True, places=40),
        _Plan("regional", on(23), "Bangor", is_online=True),
        _Plan("national", on(44), "Cardiff", places=120),
        _Plan("co_design", on(51), "Swansea", is_cancelled=True),
        _Plan("regional", on(58), "Llandudno", moved_from=on(30)),
        _Plan("launch", on(75), "Carmarthen", places=80),
        _Plan("regional", on(66), "Barry", state="waiting"),
    ]


def _facts(
    random: np.random.Generator, gazetteer: Gazetteer, days: Days, one: _Plan
) -> Facts:
    """Return an event as it is kept."""
    en, cy = TITLES.get(one.type, TITLES["regional"])
    found = locate(gazetteer, one.place) if one.place else None
    at = f" {one.place}" if one.place else ""
    day, is_held = one.day.isoformat(), one.day < days.today and not one.is_cancelled
    entered = min(one.day, days.today) - timedelta(90)
    facts: Facts = {
        "id": new_id(random, "e"),
        "type": one.type,
        "name_en": f"Demonstration: {en}{',' if at else ''}{at}",
        "name_cy": f"Arddangosiad: {cy}{',' if at else ''}{at}",
        "about_en": ABOUT[0],
        "about_cy": ABOUT[1],
        "starts_on": day,
        "starts_at": "10:00",
        "ends_on": day,
        "ends_at": "15:30",
        "venue": f"Neuadd / Hall,{at}" if at else "",
        "longitude": found.longitude if found else None,
        "latitude": found.latitude if found else None,
        "authority": (found.authority if found else "") or "",
        "is_online": int(one.is_online),
        "spoken": str(random.choice(["cy", "en", "both", "both"])),
        "is_interpreted": int(random.random() < 0.5),
        "has_booking": 1,
        "places": one.places,
        "organiser": "Demonstration: the Network",
        "address": "organiser@example.org",
        "language": "cy",
        "state": "cancelled" if one.is_cancelled else one.state,
        "changed_at": written(moment(days, (days.today - entered).days)),
        "channel": "form" if one.state == "waiting" else "desk",
        "entered_on": entered.isoformat(),
    }
    if one.is_cancelled:
        facts |= {"cancelled_on": min(one.day, days.today).isoformat(), "sequence": 1}
        facts |= {"why_en": "Demonstration: snow", "why_cy": "Arddangosiad: eira"}
    if is_held:
        facts |= {
            "citizens": int(random.integers(4, 40)),
            "professionals": int(random.integers(3, 30)),
            "counted_on": day,
        }
        if random.random() < 0.4:
            facts |= {"outcome_en": OUTCOME[0], "outcome_cy": OUTCOME[1]}
            facts |= {"outcome_on": day}
    return facts


def _bookings(
    random: np.random.Generator, days: Days, one: _Plan, guests: Sequence[str]
) -> list[Facts]:
    """Return who booked an event that is to come: in, then on its waiting list."""
    found: list[Facts] = []
    for n, name in enumerate(guests):
        at = written(moment(days, 12 - n))
        has_need = n == 1
        found.append(
            {
                "mark": "".join(random.choice(list("0123456789abcdef"), 32)),
                "name": f"Arddangosiad: {name}",
                "address": f"{name.casefold()}@example.org",
                "language": "cy" if n % 2 else "en",
                "side": "citizen" if n % 3 else "professional",
                "needs": NEED if has_need else "",
                "needs_on": (days.today - timedelta(12 - n)).isoformat()
                if has_need
                else "",
                "state": "in" if one.places is None or n < one.places else "waiting",
                "asked_at": at,
                "booked_at": at,
            }
        )
    return found


def write_events(settings: Settings, days: Days, seed: int) -> None:
    """Write the events; those of a sort that there is no longer are left out."""
    random = np.random.default_rng([seed, STREAM])
    gazetteer, known = load_gazetteer(settings), set(event_types(settings))
    assets = all_assets(settings, days.today)
    is_body = (assets["kind"] == "practitioner") & (assets["sector"].notna())
    bodies = sorted(x for x in assets.index[is_body] if x.startswith("demo-"))
    with writing(settings.database) as database:
        for one in (*_past(days), *_to_come(days)):
            if one.type not in known:
                continue
            facts = _facts(random, gazetteer, days, one)
            moved: list[Facts] = []
            if one.moved_from:
                before = one.moved_from.isoformat()
                moved = [
                    {name: facts[name] for name in ("starts_at", "ends_at", "venue")}
                    | {"starts_on": before, "ends_on": before, "moved_on": before}
                ]
                facts |= {"sequence": 1}
            is_held = facts.get("citizens") is not None
            came = random.choice(bodies, min(6, len(bodies)), replace=False).tolist()
            guests = GUESTS if one.places and one.places < 10 else GUESTS[:4]
            is_ahead = one.day > days.today and facts["state"] == "planned"
            keep_event(
                database,
                facts,
                moved,
                _bookings(random, days, one, guests) if is_ahead else (),
                came if is_held else (),
            )
