"""Who takes part, by kind, area and language: equal to a recount in SQL."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from copro_map.members.of_area import of_area
from copro_map.members.who import taking_part
from tests.catalogue import ROOT
from tests.members.many import DAY, authorities, types
from tests.samples import query

BODIES = f"""
SELECT {{}} FROM member WHERE form <> 'individual' AND state IN ('member', 'left')
    AND joined_on <= '{DAY}' AND (left_on = '' OR left_on > '{DAY}')
"""  # noqa: S608 - no values
LAYERS = ("health_board", "county_voluntary_council", "regional_partnership_board")


def counted(settings, column: str) -> Counter[str]:
    return Counter(x for (x,) in query(settings.database, BODIES.format(column)))


@pytest.fixture
def found(full):
    return taking_part(full, date.fromisoformat(DAY))


def test_organisations_equal_a_recount(full, found):
    by_type = counted(full, "type")
    assert found.organisations == by_type.total()
    assert {x: n for x, n in found.by_type.items() if n} == by_type
    assert list(found.by_type) == [*types(), ""]
    assert set(found.missing_types) == types().keys() - by_type.keys()
    led = {x for x, one in types().items() if one.get("citizens")}
    assert found.citizens_lead == sum(by_type[x] for x in led)
    groups = Counter()
    for name, n in by_type.items():
        groups[types()[name].get("group", "") if name else ""] += n
    assert {x: n for x, n in found.by_group.items() if n} == groups
    assert dict(found.by_language) == counted(full, "language")


def test_areas_of_every_layer_equal_a_recount(full, found):
    by_code = counted(full, "area")
    own = {x: by_code[x] for x in authorities()}
    assert {x: n for x, n in found.by_area["local_authority"].items() if x} == own
    assert found.by_area["local_authority"][""] == by_code[""] + by_code["W92000004"]
    assert set(found.missing_areas("local_authority")) == {x for x in own if not own[x]}
    for layer in LAYERS:
        with (ROOT / "boundaries" / f"{layer}.csv").open(encoding="utf-8") as file:
            of = {row["member_code"]: row["area_code"] for row in csv.DictReader(file)}
        wanted = dict.fromkeys(of.values(), 0)
        for code, n in own.items():
            wanted[of[code]] += n
        assert {x: n for x, n in found.by_area[layer].items() if x} == wanted


def test_people_are_those_of_the_day_on_which_ten_had_moved(full, found):
    sql = "SELECT joined_on FROM member WHERE form = 'individual' ORDER BY joined_on"
    joined = [x for (x,) in query(full.database, sql)]
    days = Counter(joined)
    shown, total, since = 0, 0, ""
    for day in sorted(days):
        total += days[day]
        if total - shown >= 10:
            shown, since = total, day
    assert (found.people.total, found.people.counted_on) == (shown, since)
    sql = (
        "SELECT side, COUNT(*) FROM member WHERE form = 'individual' "
        "AND joined_on <= ? GROUP BY side"
    )
    sides = dict(query(full.database, sql, since))
    assert found.people.side.counts == sides
    assert found.citizens_share.part == found.citizens_lead + sides["citizen"]
    assert found.citizens_share.whole == found.organisations + shown


def test_an_area_says_how_many_it_has_and_where_they_are_listed(full):
    by_code = counted(full, "area")
    code = max(authorities(), key=lambda x: by_code[x])
    (line,) = of_area(full, code, date.fromisoformat(DAY))
    assert line.words == str(by_code[code])
    assert f"area={code}" in line.href
    empty = next(x for x in authorities() if not by_code[x])
    assert of_area(full, empty, date.fromisoformat(DAY))[0].words == "none yet"
    assert of_area(full, code, date(2020, 1, 1)) == ()


def test_while_nobody_is_a_member_nothing_is_counted(nobody):
    found = taking_part(nobody, date.fromisoformat(DAY))
    assert (found.organisations, found.people.total) == (0, None)
    assert not found.is_anybody
    assert len(found.missing_types) == 25
