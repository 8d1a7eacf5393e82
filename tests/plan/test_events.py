"""Plan against actual: a planted programme, beside a recount in SQL on any day."""

from __future__ import annotations

import csv
import io
import shutil
import tomllib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import LANGUAGES, language_in_force
from copro_map.base.statistics.intervals import LOW
from copro_map.base.store.connection import writing
from copro_map.events.face import keep_event
from copro_map.plan.events import plan, spread
from copro_map.plan.in_words import plan_file, plan_table, plan_told
from copro_map.plan.rules.events import years_of
from tests.conftest import PROJECT
from tests.events.planted import CARDIFF, CEREDIGION, CONWY, GWYNEDD, event
from tests.recounted import events as recounted

pytestmark = pytest.mark.usefixtures("years_later")
DAY = date(2027, 6, 1)
EARLY = {"entered_on": "2026-04-02"}
MANY = {"citizens": 20, "professionals": 22}


def counted(on: str, citizens: int, others: int) -> dict:
    return {"citizens": citizens, "professionals": others, "counted_on": on}


# The first year: one cancelled, one moved to the next year; two national, one of them
# in neither part; a small one, of whose people nothing may be told.
EVENTS = (
    (event("northern", "2026-06-01", CONWY, type="national", **EARLY), ()),
    (event("midwales", "2026-10-01", CEREDIGION, type="national", **EARLY), ()),
    (
        event("first", "2026-05-01", CARDIFF, **EARLY, **counted("2026-05-03", 9, 12)),
        (),
    ),
    (
        event("second", "2026-09-09", GWYNEDD, **EARLY, **counted("2026-09-10", 8, 8)),
        (),
    ),
    (
        event(
            "nobody",
            "2026-12-10",
            CARDIFF,
            state="cancelled",
            cancelled_on="2026-12-01",
            **EARLY,
        ),
        (),
    ),
    (
        event("later", "2027-04-20", GWYNEDD, **EARLY),
        [
            {
                **{"starts_on": "2027-02-10", "starts_at": "10:00"},
                **{"ends_on": "2027-02-10", "ends_at": "12:00", "venue": "Pontio"},
                **{"moved_on": "2027-02-01", "why_en": "Snow", "why_cy": "Eira"},
            }
        ],
    ),
    (
        event("small", "2026-11-11", type="training", is_online=1, **EARLY)
        | counted("2026-11-12", 3, 4),
        (),
    ),
    (
        event("feast", "2027-03-31", CARDIFF, type="launch", **EARLY)
        | counted("2027-04-01", 12, 30),
        (),
    ),
    (event("ahead", "2027-09-01", CONWY, type="training", **EARLY), ()),
    (event("after", "2029-04-01", CONWY, **EARLY), ()),
    (
        event("never", "2029-05-01", state="cancelled", cancelled_on=str(DAY), **EARLY),
        (),
    ),
    (event("unseen", "2026-07-01", CONWY, state="waiting", **EARLY), ()),
    (event("late", "2026-08-01", CONWY, entered_on="2027-05-01"), ()),
)


@pytest.fixture(scope="module")
def planted(imported, tmp_path_factory):
    path = tmp_path_factory.mktemp("plan") / "copro_map.db"
    shutil.copyfile(imported, path)
    with writing(path) as database:
        for facts, moved in EVENTS:
            keep_event(database, facts, moved)
    return replace(PROJECT, database=path)


def row_of(settings, day, year, name):
    (row,) = [x for x in plan(settings, day) if (x.year.number, x.type) == (year, name)]
    return row


def test_one_cancelled_and_one_moved_to_the_next_year_are_said(planted):
    first = row_of(planted, DAY, 1, "regional")
    told = (first.planned, first.held, first.to_come, first.cancelled, first.moved)
    assert told == (8, 3, 0, 1, 1)
    assert first.missing == 5
    second = row_of(planted, DAY, 2, "regional")
    assert (second.held, second.cancelled, second.moved) == (1, 0, 0)


def test_a_national_event_in_mid_wales_counts_but_for_neither_part(planted):
    row = row_of(planted, DAY, 1, "national")
    assert (row.planned, row.held, row.missing) == (2, 2, 0)
    parts = [(x.name, x.held + x.to_come) for x in row.parts]
    assert parts == [("North Wales", 1), ("South Wales", 0)]


def test_before_it_was_known_an_event_stood_as_it_was(planted):
    before = row_of(planted, date(2026, 11, 30), 1, "regional")
    told = (before.held, before.to_come, before.cancelled, before.moved)
    assert told == (2, 2, 0, 0)  # neither cancelled nor moved yet, nor told of late
    assert row_of(planted, date(2027, 2, 1), 1, "regional").moved == 1


def test_what_is_promised_for_the_first_year_alone_is_not_asked_for_later(planted):
    types = {(x.year.number, x.type) for x in plan(planted, DAY)}
    assert (1, "co_design") in types
    assert not {(2, "co_design"), (3, "co_design")} & types


@pytest.mark.parametrize(
    "day", [date(2026, 4, 1) + timedelta(97 * n) for n in range(9)]
)
def test_every_number_is_that_of_a_recount(planted, day):
    known = recounted.planned_and_held(planted.database, day)
    rows = {(x.year.number, x.type): x for x in plan(planted, day)}
    assert set(rows) == set(known)
    for key, row in rows.items():
        one = known[key]
        for name in ("planned", "held", "to_come", "cancelled", "moved"):
            assert getattr(row, name) == one[name], (key, name)
        if not row.is_hidden:
            assert (row.citizens, row.people) == (one["citizens"], one["people"])
        for part in row.parts:
            there = [x for x in one["placed"] if x in recounted.members(part.name)]
            assert part.held + part.to_come == len(there)


def test_of_a_few_people_nothing_is_told_nor_to_be_worked_out(planted):
    rows = plan(planted, DAY)
    known = recounted.planned_and_held(planted.database, DAY)
    came = {key: one["people"] for key, one in known.items() if one["people"]}
    assert min(came.values()) < LOW
    hidden = {(x.year.number, x.type) for x in rows if x.is_hidden}
    assert (1, "training") in hidden
    assert sum(came[key] for key in hidden) >= LOW
    for language in LANGUAGES:
        with language_in_force(language):
            table = plan_table(planted, DAY).astype(str).to_numpy().tolist()
            assert not [cell for row in table for cell in row if "3 o" in cell]


def test_the_health_boards_without_an_event_are_named(planted):
    found = spread(planted, DAY)
    held = {name.split()[0]: n for name, n, _ in found.areas}
    assert held["Betsi"] == 4
    assert held["Hywel"] == 1
    assert found.online == 1
    assert "Powys Teaching Health Board" in found.without
    assert "Cardiff and Vale University Health Board" not in found.without


def test_the_sentence_is_of_the_year_of_the_day_and_that_year_comes_first(planted):
    told = plan_told(planted, DAY)
    words = "Promised for year 2 of the programme: 15 events. Of these held: 1; "
    assert told.sentence == words + "arranged: 1; not arranged yet: 13."
    assert told.years[0].is_now
    assert told.years[0].name == "Year 2: 1 April 2027 to 31 March 2028"
    assert "80 attendees" in dict(told.sources)["Launches or celebrations"]
    assert [x.name[:6] for x in told.years] == ["Year 2", "Year 1", "Year 3"]


def test_of_what_is_over_it_is_said_that_it_was_not_held(planted):
    told = plan_told(planted, DAY)
    heads = {x.name[:6]: x.heads[4] for x in told.years}
    late = "Not arranged"
    assert heads == {"Year 1": "Not held", "Year 2": late, "Year 3": late}
    over = plan_told(planted, date(2029, 5, 1))
    assert [x.name[:6] for x in over.years] == ["Year 3", "Year 2", "Year 1"]
    assert {x.heads[4] for x in over.years} == {"Not held"}
    words = "Promised for the programme: 47 events. Of these held: 9; not held: 38."
    assert over.sentence == words
    before = plan_told(planted, date(2026, 3, 1)).sentence
    assert before.endswith("Of these held: 0; arranged: 0; not arranged: 47.")


def test_what_comes_after_the_programme_is_said_apart_and_without_the_cancelled(
    planted,
):
    assert spread(planted, DAY).after == 1
    told = plan_told(planted, DAY)
    assert told.after == "After the years of the programme: 1 to come."
    assert not plan_told(planted, date(2029, 4, 1)).after  # held by then
    assert not plan_told(planted, date(2026, 4, 1)).after  # nobody knew of it yet


def test_how_wales_is_covered_and_the_columns_are_read_is_said_apart(planted):
    told = plan_told(planted, DAY)
    assert told.notes == (told.beside, told.where, told.after)
    words = "Cancelled and moved events are not among those held; they are said beside."
    assert told.beside == words
    assert told.where.startswith(
        "In all the years of the programme, these health boards are without an event: "
    )


def test_without_any_event_the_plan_stands_alone(to_read):
    rows = plan(to_read, DAY)
    assert sum(x.planned or 0 for x in rows) == sum(
        sum(recounted.promised(n).values()) for n in (1, 2, 3)
    )
    assert not any(x.held + x.to_come + x.cancelled + x.moved for x in rows)
    assert "No event with a place is recorded" in plan_told(to_read, DAY).where


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_have_the_rows_of_the_plan(planted, language):
    with language_in_force(language):
        lines = plan_file(planted, DAY, "csv").decode("utf-8-sig")
        assert plan_file(planted, DAY, "xlsx")[:2] == b"PK"
    rows = list(csv.DictReader(io.StringIO(lines)))
    told = [(x["year"], x["type"], x["held"], x["moved_to_another_year"]) for x in rows]
    assert told == [
        (str(x.year.number), x.type, str(x.held), str(x.moved))
        for x in plan(planted, DAY)
    ]


def test_a_sort_of_event_is_one_table_of_the_file(planted, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(PROJECT.data_dir, data, ignore=shutil.ignore_patterns("*.db*"))
    path = data / "event_types.toml"
    old = path.read_text("utf-8")
    more = """
[walk]
label = { en = "Walk", cy = "Taith gerdded" }
plural = { en = "Walks", cy = "Teithiau cerdded" }
colour = "#0072B2"
shape = "circle"
planned = 3
planned_in = ["Gwent"]
source = { en = "The board", cy = "Y bwrdd" }
"""
    path.write_text(old + more, "utf-8")
    assert tomllib.loads(path.read_text("utf-8"))["walk"]["planned"] == 3
    here = replace(planted, data_dir=data)
    row = row_of(here, DAY, 1, "walk")
    assert (row.planned, row.held, row.parts[0].name) == (3, 0, "Gwent")


def test_a_part_of_wales_that_nobody_knows_is_refused(planted, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(PROJECT.data_dir, data, ignore=shutil.ignore_patterns("*.db*"))
    path = data / "event_types.toml"
    text = path.read_text("utf-8").replace('"North Wales"', '"Nowhere"')
    path.write_text(text, "utf-8")
    with pytest.raises(DefinitionError, match="Nowhere"):
        plan(replace(planted, data_dir=data), DAY)


def test_a_programme_that_starts_on_a_leap_day_has_whole_years():
    years = years_of(date(2028, 2, 29), 24)
    assert [(str(x.first), str(x.last)) for x in years] == [
        ("2028-02-29", "2029-02-27"),
        ("2029-02-28", "2030-02-27"),
    ]
