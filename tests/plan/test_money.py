"""The budget beside what was spent: recounted from the files and in SQL."""

from __future__ import annotations

import csv
import io
import shutil
import tomllib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook

from copro_map.base.i18n import LANGUAGES, language_in_force
from copro_map.people.rules.permissions import MACHINE, PUBLIC, Actor, RefusedError
from copro_map.plan.keeping import PlanError
from copro_map.plan.money import as_json, budget
from copro_map.plan.money_files import empty_file, money_file
from copro_map.plan.money_in_words import money_told
from copro_map.plan.rules.spending import Given
from copro_map.plan.spending import (
    enter,
    expect,
    withdraw_forecast,
    withdraw_spend,
)
from tests.conftest import PROJECT
from tests.plan.spent import DAY, NOW, ahead, spend
from tests.samples import query

pytestmark = pytest.mark.usefixtures("years_later")
GOOD = Given("director", "1", "10", spent_on="2026-05-01")


def of_file(name: str) -> dict:
    return tomllib.loads((PROJECT.data_dir / name).read_text("utf-8"))


def told(settings, day: date = DAY) -> dict:
    return as_json(budget(settings, MACHINE, day))


def test_the_plan_adds_up_as_the_proposal_prints_it(network):
    found = told(network)
    printed = found["total"], found["in_kind"], found["requested"]
    assert printed == (522_666, 93_954, 428_712)
    assert sum(one["planned"] for one in found["lines"]) == 522_666
    by_year = [
        sum(x["planned"] for x in found["lines"] if x["year"] == n) for n in (1, 2, 3)
    ]
    assert by_year == of_file("budget.toml")["years"] == [186_100, 163_968, 172_598]
    outcomes = {one["outcome"]: one["planned"] for one in found["outcomes"]}
    assert outcomes == {1: 64_046, 2: 38_300, 3: 18_000, 4: 21_000, None: 381_319}
    assert sum(one["planned"] for one in found["items"]) == 522_665
    assert {one["outcome"] for one in found["lines"]} == {None}
    assert not any(one["spent"] or one["in_kind"] for one in found["lines"])


def test_the_rounded_lines_stand_as_printed_and_the_pound_is_said(network):
    table = money_told(network, MACHINE, DAY).lines
    lines = of_file("budget_lines.toml").values()
    assert [row.cells[0] for row in table.rows] == [f"£{x['printed']:,}" for x in lines]
    assert sum(x["printed"] for x in lines) == 522_665
    assert table.foot.cells[0] == "£522,666"
    said, asked = table.notes
    for words in ("£522,665", "£522,666", "£43,970", "£22,400", "£60,400"):
        assert words in said
    assert "£93,954" in asked
    assert "£428,712" in asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_nothing_entered_it_says_so_in_both_languages(network, language):
    with language_in_force(language):
        found = money_told(network, MACHINE, DAY)
    assert "£522,666" in found.sentence
    assert "£163,968" in found.now
    assert [row.spent for row in found.lines.rows] == [0] * len(found.lines.rows)


SPENT_SQL = """
SELECT line, year, sum(pence * (in_kind = 0)), sum(pence * in_kind)
FROM spend WHERE said_on <= :on AND (withdrawn_on = '' OR withdrawn_on > :on)
GROUP BY line, year
"""


def test_what_is_spent_is_as_a_recount_on_every_day(network):
    first, *_ = spend(network)
    spend(network, replace(GOOD, amount="7.77"), now=NOW + timedelta(5))
    withdraw_spend(network, MACHINE, first, NOW + timedelta(9))
    for days in (-1, 0, 5, 9):
        day = DAY + timedelta(days)
        kept = {
            (line, year): (spent / 100, kind / 100)
            for line, year, spent, kind in query(
                network.database, SPENT_SQL.replace(":on", f"'{day}'")
            )
        }
        for one in told(network, day)["lines"]:
            own = one["spent"], one["in_kind"]
            assert own == kept.get((one["line"], one["year"]), (0, 0))
            assert one["left"] == pytest.approx(one["planned"] - sum(own))


def test_a_forecast_is_what_was_said_last_else_spent_or_planned(network):
    spend(network)
    ahead(network, "marketing", "2", "1")
    last = ahead(network, "marketing", "2", "25,000.50")
    ahead(network, "recruitment", "1", "0")

    def found() -> dict:
        return {(x["line"], x["year"]): x["forecast"] for x in told(network)["lines"]}

    assert found()["marketing", 2] == 25_000.50
    assert found()["recruitment", 1] == 0
    assert found()["marketing", 1] == 52_000  # the year is over
    assert found()["evaluation", 1] == 0
    assert found()["evaluation", 2] == 6_107  # it is not
    withdraw_forecast(network, MACHINE, last, NOW)
    assert found()["marketing", 2] == 1


def test_access_and_equality_tells_money_and_people(network):
    spend(network)
    found = money_told(network, MACHINE, DAY).access
    cells = [row.cells for row in found.rows]
    assert cells == [("£1,234.50", "14"), ("£65.50", "0"), ("£0", "0")]
    assert found.foot.cells == ("£1,300 of £12,000", "14")
    assert "how many people: 1" in found.notes[1]


def test_outcomes_hold_their_costs_and_what_has_none(network):
    spend(network)
    found = told(network)
    used = {x["outcome"]: x["spent"] + x["in_kind"] for x in found["outcomes"]}
    assert used == {1: 52_000, 2: 0, 3: 1_300, 4: 0, None: 40_398 + 20_133 + 0.07}
    assert found["items"][-1]["item"] == ""
    whole = sum(x["spent"] + x["in_kind"] for x in found["lines"])
    assert sum(used.values()) == pytest.approx(whole)


BAD = (
    ({"line": ""}, "Choose the line"),
    ({"line": "nosuch"}, "No line of the budget"),
    ({"year": ""}, "Choose the year"),
    ({"year": "4"}, "no year of the programme"),
    ({"amount": ""}, "Write the sum"),
    ({"amount": "ten"}, "not a sum of money"),
    ({"amount": "1.234,50"}, "not a sum of money"),
    ({"amount": "0"}, "more than zero"),
    ({"amount": "-5"}, "more than zero"),
    ({"amount": "(5.00)"}, "more than zero"),
    ({"amount": "99,999,999"}, "not a sum of money|too large"),
    ({"in_kind": "perhaps"}, "In kind or not"),
    ({"item": "nosuch"}, "No cost of the breakdown"),
    ({"spent_on": "soon"}, "cannot be read"),
    ({"spent_on": "2027-06-02", "year": "2"}, "in the future"),
    ({"spent_on": "2026-03-31"}, "is not in year 1"),
    ({"spent_on": "2027-04-01"}, "is not in year 1"),
    ({"helped": "3"}, "asked of these alone: Access"),
    ({"helped": "3", "item": "branding"}, "asked of these alone"),
    ({"helped": "many", "item": "access"}, "whole number"),
    ({"words": "a" * 301}, "too long"),
    ({"words": "a\x1b[31m"}, "character"),
)


@pytest.mark.parametrize(("facts", "words"), BAD)
def test_what_cannot_be_is_refused_and_nothing_is_kept(network, facts, words):
    with pytest.raises(PlanError, match=words):
        enter(network, MACHINE, replace(GOOD, **facts), NOW)
    assert query(network.database, "SELECT * FROM spend") == []


@pytest.mark.parametrize("amount", ["", "-1", "much", "99999999"])
def test_a_forecast_that_is_none_is_refused(network, amount):
    with pytest.raises(PlanError):
        expect(network, MACHINE, Given("rent", "1", amount), NOW)
    assert query(network.database, "SELECT * FROM forecast") == []


@pytest.mark.parametrize("role", ["public", "owner", "officer", "board", "evaluator"])
def test_whoever_may_not_enters_nothing_and_most_see_nothing(network, role):
    (number,) = spend(network, GOOD)
    actor = Actor(role=role) if role != "public" else PUBLIC
    acts = (
        lambda: enter(network, actor, GOOD, NOW),
        lambda: expect(network, actor, GOOD, NOW),
        lambda: withdraw_spend(network, actor, number, NOW),
        lambda: budget(network, actor, DAY),
        lambda: money_file(network, actor, DAY, "csv"),
        lambda: money_told(network, actor, DAY),
    )
    for act in acts:  # nobody is entered in this database, so a role is a claim
        with pytest.raises(RefusedError):
            act()


def test_the_files_say_what_the_command_says_as_numbers(network, tmp_path, run):
    spend(network)
    rows = told(network)["lines"]
    content = money_file(network, MACHINE, DAY, "csv").decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(content, newline="")))
    names = {"Planned": "planned", "Spent": "spent", "In kind": "in_kind"}
    names |= {"Forecast": "forecast", "Remaining": "left"}
    assert len(read) == len(rows)
    for head, name in names.items():
        assert [float(x[head]) for x in read] == [x[name] for x in rows]
    path = tmp_path / "money.xlsx"
    path.write_bytes(money_file(network, MACHINE, DAY, "xlsx"))
    book = CalamineWorkbook.from_path(str(path))
    heads, *lines = book.get_sheet_by_name("By line of the budget").to_python()
    whole = dict(zip(heads, lines[-1], strict=True))
    assert whole["Planned"] == 522_666
    assert whole["Spent"] == pytest.approx(sum(x["spent"] for x in rows))
    assert len(lines) == len(of_file("budget_lines.toml")) + 1
    _, *entries = book.get_sheet_by_name("Entries").to_python()
    assert [one[2] for one in entries][::-1] == [
        40398,
        20133,
        1234.5,
        65.5,
        52000,
        0.07,
    ]
    shown = run("budget", "--json", "--as-at", DAY.isoformat()).json
    assert shown["lines"] == rows
    assert "£522,666" in run("budget").out


def test_a_line_and_an_item_more_are_one_table_each(
    network, tmp_path, run, monkeypatch
):
    copied = tmp_path / "data"
    shutil.copytree(PROJECT.data_dir, copied, ignore=shutil.ignore_patterns("*.db*"))
    for name, table in (
        (
            "budget_lines.toml",
            "years = [5, 0, 0]\nprinted = 5\nin_kind = 0\nrequested = 5",
        ),
        ("budget_items.toml", "total = 7\nhelps_to_attend = true"),
    ):
        label = 'label = { en = "Bus", cy = "Bws" }'
        with (copied / name).open("a", encoding="utf-8") as file:
            file.write(f"\n[bus]\n{label}\n{table}\n")
    monkeypatch.setenv("COPRO_MAP_DATA", str(copied))
    there = replace(network, data_dir=copied)
    spend(there, Given("bus", "1", "3", item="bus", helped="9"))
    found = run("budget", "--json").json
    assert {x["line"]: x["spent"] for x in found["lines"] if x["year"] == 1}["bus"] == 3
    assert sum(one["people"] for one in found["helped_to_attend"]) == 9
    with language_in_force("cy"):
        table = money_told(there, MACHINE, DAY)
    assert "Bws" in [row.name for row in table.lines.rows]
    # A line that no file knows any more is not lost.
    assert {x["line"]: x for x in told(network)["lines"]}["bus"]["planned"] == 0


def test_the_file_to_fill_in_is_understood(network, tmp_path, run):
    path = tmp_path / "spend.csv"
    path.write_bytes(empty_file() + b"rent,1,5,ie,,,,,\r\n")
    assert run("budget", "import", path, "--json").json["added"] == 1
    assert query(network.database, "SELECT in_kind, pence FROM spend") == [(1, 500)]
