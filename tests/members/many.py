"""Members planted among the real entries: organisations, people, a Forum, a Board."""

from __future__ import annotations

import csv
import random
import tomllib
from pathlib import Path

from copro_map.base.store.connection import writing
from copro_map.members.keeping import keep_governing, keep_member
from tests.catalogue import ROOT
from tests.samples import query

DAY = "2026-11-30"
HOSTILE = "<img src=x onerror=alert(1)> & *bold* Ŵ"
CANARY = "canary"  # in what nobody may see
ENTRIES = "SELECT id, name_en, name_cy FROM asset_public WHERE kind = 'practitioner' "
ENTRIES = f"{ENTRIES}ORDER BY id LIMIT 40"


def types() -> dict[str, dict]:
    return tomllib.loads((ROOT / "data" / "member_types.toml").read_text("utf-8"))


def authorities() -> list[str]:
    with (ROOT / "data" / "areas.csv").open(encoding="utf-8") as file:
        return [row["area_code"] for row in csv.DictReader(file)]


def _facts(number: int, **facts: object) -> dict[str, object]:
    return {
        **{"id": f"m-{number:010d}", "form": "organisation", "type": "", "side": ""},
        **{"name_en": "", "name_cy": "", "entry": "", "area": "", "language": "en"},
        **{"address": f"{CANARY}{number}@example.org", "state": "member"},
        **{"joined_on": "2026-03-01", "seen_on": "2026-03-02", "is_public": 0},
        **{"principles": "2026-1", "gives": "money", "pence": 123_456_789},
        **{"channel": "form", "entered_on": "2026-03-01", **facts},
    }


def plant(path: Path) -> None:
    """Keep members of every state; nobody's address, gift or hidden name is public."""
    drawn, sorts, areas = random.Random(7), list(types())[:20], authorities()[:18]
    entries = query(path, ENTRIES)
    with writing(path) as database:
        for number, (entry, english, welsh) in enumerate(entries):
            keep_member(
                database,
                _facts(
                    number,
                    form=drawn.choice(["organisation", "group", "department"]),
                    type=drawn.choice(sorts),
                    name_en=english,
                    name_cy=welsh,
                    entry=entry,
                    area=drawn.choice([*areas, "W92000004", ""]),
                    language=drawn.choice(["cy", "en", ""]),
                    seen_on="" if number % 8 == 0 else "2026-03-02",
                    state=drawn.choice(["member"] * 6 + ["left", "held"]),
                    left_on="",
                    promise=f"Promise {number}",
                    is_promise_public=int(number % 3 == 0),
                ),
            )
        database.conn.execute(
            "UPDATE member SET left_on = '2026-09-01' WHERE state = 'left'"
        )
        for number in range(100, 180):
            keep_member(
                database,
                _facts(
                    number,
                    form="individual",
                    side="citizen" if number % 3 else "professional",
                    name_en=f"Person {number}"
                    if number < 105
                    else f"{CANARY} {number}",
                    is_public=int(number < 105),
                    area=drawn.choice(areas),
                    language=drawn.choice(["cy", "en", "en"]),
                    joined_on=f"2026-0{1 + number % 9}-10",
                ),
            )
        keep_member(
            database,
            _facts(
                200,
                name_en=HOSTILE,
                promise=HOSTILE,
                is_promise_public=1,
                type="funder",
            ),
        )
        _govern(database)


def _govern(database) -> None:
    held = {"from_on": "2026-01-01", "entered_on": "2026-01-01"}
    agreed = {"is_public": 1, "agreed_on": "2026-01-01"}
    speaks = {"constituency_en": "Carers", "constituency_cy": "Gofalwyr"}
    seats = [
        ({"body": "forum", "name": "Mair Enw", "role": "Chair", **speaks}, agreed),
        ({"body": "forum", "name": f"{CANARY} seat", "role": "Member"}, {}),
        (
            {"body": "board", "name": "Left Long Ago", "role": "Member"},
            {**agreed, "left_on": "2026-02-01"},
        ),
    ]
    decided = {"decided_on": "2026-05-05", "entered_on": "2026-05-06"}
    decisions = [
        {"body": "board", "title_en": "A panel", "title_cy": "Panel", "in_favour": 7,
         "against": 1, "abstained": 0, "is_public": 1},
        {"body": "board", "title_en": f"{CANARY} decision", "is_public": 0},
        {"body": "board", "title_en": f"{CANARY} taken back", "is_public": 1,
         "withdrawn_on": "2026-05-07"},
    ]  # fmt: skip
    keep_governing(
        database,
        [
            ({**held, **seat, **more}, [{"words": "On a board", "said_on": DAY}])
            for seat, more in seats
        ],
        [decided | one for one in decisions],
    )
