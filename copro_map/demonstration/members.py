"""The members of a demonstration: who joined and left, what they give and promise."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import numpy as np

from copro_map.base.config import Settings
from copro_map.base.dates import add_months
from copro_map.base.store.connection import Database, writing
from copro_map.demonstration.governing import DECISIONS, SEATS, seat
from copro_map.demonstration.made_up import Days
from copro_map.members.face import keep_governing, keep_member, member_types
from copro_map.search.face import all_assets

STREAM = 41  # of random numbers: of their own, so that the entries stay as they were
PRINCIPLES = "2026-1"
JOIN, JOIN_WITH_PROJECT, LEFT, EARLY = 0.45, 0.95, 0.06, 0.97
EARLIEST, EARLY_ENDS, LATEST_LEFT = 4_400, 1_800, 400  # days
ROLES, GIVES = ("focus_group", "co_designer", "evaluator", "partner"), 0.6
# Who joins by themselves; a few let their name be seen.
CITIZENS = (
    *("Gwen", "Ifan", "Nia", "Dafydd", "Mair", "Steffan", "Bethan", "Huw", "Carys"),
    *("Tomos", "Elin", "Rhodri", "Megan", "Owain", "Ffion", "Gareth", "Sian"),
)
PROFESSIONALS = (
    *("Aled", "Catrin", "Emyr", "Heledd", "Iolo", "Lowri", "Rhys", "Sara", "Tegid"),
    *("Wyn", "Anwen", "Bryn"),
)
WITHOUT = ("W06000001", "W06000018")  # authorities in which nobody joined
NAMED = {"Gwen", "Ifan", "Catrin", "Wyn", "Mair", "Bryn"}
# The sorts of body that an invented one of a sector may be; others are of any sort.
SORTS: Mapping[str, tuple[str, ...]] = {
    "citizen_group": ("user_led", "community_voice"),
    "community_group": ("community_group",),
    "third_sector": ("third_sector",),
    "social_enterprise": ("social_enterprise",),
    "housing_association": ("housing_association",),
    "local_authority": ("local_authority", "town_council"),
    "health": ("primary_care",),
    "government": ("government_team", "partnership_board"),
    "academic": ("research",),
    "funder": ("funder",),
}
PROMISES = (
    (
        "Demonstration: we will ask two citizens to chair each of our meetings.",
        "Arddangosiad: byddwn yn gofyn i ddau ddinesydd gadeirio pob cyfarfod.",
    ),
    (
        "Demonstration: we will publish what we decided, and why, within a week.",
        "Arddangosiad: byddwn yn cyhoeddi ein penderfyniadau, a pham, o fewn wythnos.",
    ),
    (
        "Demonstration: we will open our kitchen to neighbours on Fridays.",
        "Arddangosiad: byddwn yn agor ein cegin i gymdogion ar ddydd Gwener.",
    ),
)
HOW = ("kept", "under_way", "under_way", "not_yet")
Facts = dict[str, object]


def new_id(random: np.random.Generator, first: str) -> str:
    """Return an id that says nothing: a letter, and ten that are drawn."""
    letters = random.choice(list(string.ascii_lowercase), 10)
    return f"{first}-{''.join(letters)}"


def _member(random: np.random.Generator, number: int, joined: date) -> Facts:
    """Return what every member has, whoever they are."""
    promise = int(random.integers(len(PROMISES) + 2))
    language = "cy" if random.random() < 0.35 else "en"
    words = PROMISES[promise][language == "cy"] if promise < len(PROMISES) else ""
    gives = str(random.choice(["time", "money", "both", "none", ""]))
    return {
        "id": new_id(random, "m"),
        "language": language,
        "address": f"member{number}@example.org",
        "state": "member",
        "joined_on": joined.isoformat(),
        "seen_on": joined.isoformat(),
        "principles": PRINCIPLES,
        "principles_on": joined.isoformat(),
        "promise": words,
        "is_promise_public": int(bool(words) and random.random() < GIVES),
        "gives": gives,
        "pence": 5_000 if gives in ("money", "both") else None,
        "hours": 12 if gives in ("time", "both") else None,
        "channel": "form",
        "entered_on": joined.isoformat(),
    }


def _joined(random: np.random.Generator, days: Days, *, is_early: bool) -> date:
    if is_early:
        return days.start - timedelta(int(random.integers(EARLY_ENDS, EARLIEST)))
    return days.start + timedelta(int(random.integers((days.today - days.start).days)))


def _bodies(
    random: np.random.Generator, settings: Settings, days: Days
) -> Iterator[Facts]:
    """Yield the bodies on the map that joined: most of those that have a project."""
    assets = all_assets(settings, days.today)
    runs = set(assets.loc[assets["kind"] == "project", "organisation_id"].dropna())
    known = set(member_types(settings))
    number = 0
    for row in assets[assets["kind"] == "practitioner"].sort_index().itertuples():
        entry, sector = str(row.Index), str(row.sector)
        chance, drawn = (JOIN_WITH_PROJECT if entry in runs else JOIN), random.random()
        is_body = row.practitioner_type in ("organisation", "team")
        is_there = entry.startswith("demo-") and row.authority not in WITHOUT
        if drawn > chance or not is_body or not is_there:
            continue
        number += 1
        sorts = [x for x in SORTS.get(sector, ()) if x in known] or sorted(known)
        early = entry in runs and random.random() < EARLY
        yield {
            **_member(random, number, _joined(random, days, is_early=early)),
            "form": "department" if row.practitioner_type == "team" else "organisation",
            "type": str(random.choice(sorts)),
            "name_en": row.name_en,
            "name_cy": row.name_cy,
            "entry": entry,
            "area": row.authority or "",
        }


def _people(
    random: np.random.Generator, days: Days, codes: list[str]
) -> Iterator[Facts]:
    """Yield the individuals: citizens, and people who work in services."""
    every = [
        *(("citizen", x) for x in CITIZENS),
        *(("professional", x) for x in PROFESSIONALS),
    ]
    for number, (side, name) in enumerate(every, start=501):
        yield {
            **_member(random, number, _joined(random, days, is_early=False)),
            "form": "individual",
            "side": side,
            "name_en": f"Demonstration: {name}",
            "name_cy": f"Arddangosiad: {name}",
            "is_public": int(name in NAMED),
            "area": str(random.choice(codes)),
        }


def _gifts(random: np.random.Generator, days: Days, member: Facts) -> list[Facts]:
    """Return what a member gave in the last year: hours, or money, or nothing."""
    if member["gives"] in ("", "none") or random.random() > GIVES:
        return []
    day = max(date.fromisoformat(str(member["joined_on"])), days.today - timedelta(300))
    is_time = member["gives"] != "money"
    return [
        {
            "given_on": day.isoformat(),
            "pence": None if is_time else 5_000,
            "minutes": 60 * int(random.integers(1, 9)) if is_time else None,
            "words": "Demonstration: a morning with us" if is_time else "",
            "entered_on": day.isoformat(),
        }
    ]


def _asked(random: np.random.Generator, days: Days, member: Facts) -> list[Facts]:
    """Return how a promise went, every six months since the programme began."""
    if not member["promise"]:
        return []
    joined = date.fromisoformat(str(member["joined_on"]))
    found: list[Facts] = []
    months = 6
    while (asked := add_months(joined, months)) < days.today - timedelta(14):
        months += 6
        if asked < days.start:
            continue
        answered = random.random() < GIVES
        found.append(
            {
                "asked_on": asked.isoformat(),
                "answered_on": (asked + timedelta(3)).isoformat() if answered else "",
                "how": str(random.choice(HOW)) if answered else "",
            }
        )
    return found


def _write(
    database: Database, random: np.random.Generator, days: Days, member: Facts
) -> None:
    joined = date.fromisoformat(str(member["joined_on"]))
    lately = days.today - timedelta(int(random.integers(20, LATEST_LEFT)))
    if random.random() < LEFT and joined < lately:
        member |= {"state": "left", "left_on": lately.isoformat()}
    elif joined > days.today - timedelta(21):
        member |= {"seen_on": ""}  # It waits for somebody to look at it.
    role = {
        "role": str(random.choice(ROLES)),
        "is_wish": int(random.random() < GIVES),
        "since": member["joined_on"],
    }
    roles = [role] if random.random() < GIVES else []
    gifts, asked = _gifts(random, days, member), _asked(random, days, member)
    keep_member(database, member, roles, gifts, asked)


def write_members(settings: Settings, days: Days, seed: int) -> None:
    """Write who joined, who sits on the Forum and the Board, and what these decided."""
    random = np.random.default_rng([seed, STREAM])
    bodies = list(_bodies(random, settings, days))
    codes = sorted({str(one["area"]) for one in bodies if one["area"]})
    every = [*bodies, *_people(random, days, codes)]
    with writing(settings.database) as database:
        for member in every:
            _write(database, random, days, member)
        keep_governing(
            database,
            [seat(days, number, one) for number, one in enumerate(SEATS)],
            [decision.facts(days) for decision in DECISIONS],
        )
