"""Standings: the worked examples of the methods, from records to the sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from copro_map.assets.rules.records import Asset
from copro_map.assets.store.entries import save_assets
from copro_map.assets.store.history import remember_entries
from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import writing
from copro_map.indicators.areas import area_table, by_area
from copro_map.indicators.progress import progress
from copro_map.indicators.standings import due_target
from copro_map.indicators.words import sentence
from copro_map.report.rules.ahead import projection, targets_of
from copro_map.search.search import all_assets
from tests.samples import query

pytestmark = pytest.mark.usefixtures("years_later")

START, HALF_WAY = date(2026, 4, 1), date(2027, 10, 1)
YEAR_1 = date(2027, 4, 1)
CONFIRM = "UPDATE asset SET verification = 'confirmed', verified_on = ? WHERE id = ?"
CARDIFF, POWYS = "W06000015", "W06000023"


def entry(number: int, kind: str) -> Asset:
    areas = {"local_authority": CARDIFF if number % 3 else POWYS}
    given = {
        "kind": kind,
        "name_en": f"{kind} {number}",
        "source_url": "https://example.org",
        "practitioner_type": "organisation" if kind == "practitioner" else "",
        "sector": "health",
        "organisation": "practitioner 0" if kind == "project" else "",
        "stages": ("co_design",) if kind == "project" else (),
        "start_year": 2026 if kind == "project" else None,
        "origin": "network",
    }
    return Asset(f"{kind}-{number}", given, areas if number % 5 else {})


def add_confirmed(settings, kind: str, numbers: range, day: date) -> None:
    """Add entries, known and confirmed on a day."""
    with writing(settings.database) as database:
        save_assets(database, [entry(n, kind) for n in numbers], {}, day)
        for n in numbers:
            database.conn.execute(CONFIRM, (day.isoformat(), f"{kind}-{n}"))
        remember_entries(database, day)


@pytest.fixture
def made(settings):
    """1.1 as METHODS has it at month 18; and projects, most of them in year 1."""
    add_confirmed(settings, "practitioner", range(112), YEAR_1)
    add_confirmed(settings, "project", range(30), YEAR_1)
    add_confirmed(settings, "practitioner", range(112, 168), HALF_WAY - timedelta(9))
    add_confirmed(settings, "project", range(30, 34), HALF_WAY - timedelta(9))
    return settings


def standing(settings, code, day=HALF_WAY):
    return next(
        x for x in progress(settings, day).standings if x.indicator.code == code
    )


def test_the_worked_example_of_a_count(made):
    # METHODS, section 3: 168 of 185 expected is 0.91; 13.7 a month against 9.3 so far.
    one = standing(made, "1.1")
    assert one.value == 168
    assert one.found.expected == 185
    assert round(one.found.ratio, 2) == 0.91
    assert one.status == "on_course"
    words = sentence(one)
    assert "13.7" in words
    assert "9.3" in words
    with language_in_force("cy"):
        welsh = sentence(one)
    assert "13.7" in welsh
    assert welsh != words


def test_before_six_months_have_passed_the_rate_is_that_of_all_the_time(settings):
    add_confirmed(settings, "practitioner", range(8), date(2026, 6, 1))
    one = standing(settings, "1.1", date(2026, 8, 1))
    assert one.found.recent_per_month is None
    assert "28.0" not in sentence(one)  # (120 - 8) / 8 months is 14.0
    assert "14.0; so far 2.0" in sentence(one)


def test_days_before_a_target_it_says_what_is_missing_not_a_rate(settings):
    add_confirmed(settings, "practitioner", range(8), date(2026, 6, 1))
    words = sentence(standing(settings, "1.1", date(2027, 3, 22)))
    assert "Still needed by 1 April 2027: 112." in words
    assert "a month" not in words


def test_near_a_target_it_says_where_the_present_speed_leads(made):
    # 168 by March 2028, 56 of them since October 2027, nearly six months before.
    day = date(2028, 3, 29)
    one = standing(made, "1.1", day)
    assert (one.status, one.found.projected) == ("at_risk", 168)
    assert "At the present speed about 168: likely to miss by 82." in sentence(one)
    assert "The target of 1 April 2027, 120, was missed: there were 112." in sentence(
        one
    )
    row = progress(made, day).as_json()["indicators"][0]
    assert (row["due_in_days"], row["projected"], row["waiting"]) == (3, 168, 0)
    assert "Due in 3 days." in progress(made, day).bullets()[0].target_words


def test_both_readings_are_said_where_they_differ(made):
    one = standing(made, "3.1")
    # Cumulative 34 where 30 are expected; for the year alone 4 where 20 are expected.
    assert (one.value, one.status) == (34, "on_course")
    assert (one.in_year.since, one.in_year.count) == (YEAR_1, 4)
    assert one.in_year.found.status == "at_risk"
    words = sentence(one)
    assert "for each year alone: 4 since 1 April 2027" in words
    first_year = standing(made, "3.1", YEAR_1)
    assert first_year.in_year.found.status == first_year.found.status == "met"
    assert "each year alone" not in sentence(first_year)
    assert standing(made, "1.1").in_year is None  # a stock has one reading


def test_a_course_is_what_was_counted_at_the_end_of_each_quarter(made):
    made_of = progress(made, HALF_WAY)
    found = made_of.trends
    assert list(found) == [x.indicator.code for x in made_of.shown]
    counted = found["1.1"]
    assert counted["date"].tolist()[:2] == [date(2026, 6, 30), date(2026, 9, 30)]
    assert counted["date"].tolist()[-1] == HALF_WAY
    recount = (
        "SELECT COUNT(DISTINCT asset_id) FROM asset_history WHERE known_from <= ? "
    )
    recount += "AND json_extract(content, '$.kind') = ?"
    for code, kind in (("1.1", "practitioner"), ("3.1", "project")):
        for when, value in found[code][["date", "value"]].itertuples(index=False):
            assert value == query(made.database, recount, str(when), kind)[0][0]
    assert found["2.2"].empty


def test_a_projection_meets_the_last_target_day(made):
    one = standing(made, "1.1")
    points = progress(made, HALF_WAY).trends["1.1"]
    ahead = projection(points, one.indicator)
    assert ahead["date"].tolist() == [HALF_WAY, one.indicator.targets[-1].due]
    assert ahead["value"].is_monotonic_increasing
    late = points.assign(date=points["date"] + timedelta(days=2000))
    assert projection(late, one.indicator).empty
    assert projection(points, one.indicator.model_copy(update={"targets": ()})).empty


def test_targets_are_in_order_and_the_next_is_due(made):
    one = standing(made, "1.1")
    assert targets_of(one.indicator)["value"].tolist() == [120, 250, 350]
    assert due_target(one, YEAR_1).due == YEAR_1
    assert due_target(one, YEAR_1 + timedelta(1)).value == 250
    assert due_target(one, date(2040, 1, 1)).value == 350


def test_areas_add_up_to_the_figure(made, layers):
    standings, assets = progress(made, HALF_WAY).standings, all_assets(made)
    layer = layers["local_authority"]
    table = by_area(standings, assets, layer.id, list(layer.areas))
    for one in standings:
        if one.records is not None:
            assert table[one.indicator.code].sum() == (one.numerator or 0)
    placed = "SELECT COUNT(*) FROM asset_area WHERE layer = 'local_authority' "
    placed += "AND area_code = ? AND asset_id LIKE 'practitioner-%'"
    assert table.at[POWYS, "1.1"] == query(made.database, placed, POWYS)[0][0] > 0
    heads, rows = area_table(standings, assets, layer)
    assert len({len(row) for row in [heads, *rows]}) == 1
    assert rows[-1][1] == "168"
    assert rows[0][0] == "Blaenau Gwent"
    with language_in_force("cy"):
        _, welsh = area_table(standings, assets, layer)
    assert welsh[0][0] == "Abertawe"
