"""The command confirm, and what a confirmation changes in every other answer."""

from __future__ import annotations

import pytest

from copro_map.people.persons import enter_person, switch_off
from copro_map.people.rules.permissions import MACHINE
from tests.command import refused
from tests.samples import dump, query
from tests.upkeep.conftest import NOW

PROJECT = """
SELECT id FROM asset JOIN asset_stage ON asset_id = id
WHERE kind = 'project' AND stage = 'co_design' AND coalesce(start_year, 0) < 2027
ORDER BY id LIMIT 1
"""
REQUEST = """
SELECT id, area_code FROM asset JOIN asset_area ON asset_id = id
WHERE kind = 'request' AND layer = 'local_authority' AND end_year IS NULL LIMIT 1
"""
BODY = "SELECT id FROM asset WHERE kind = 'practitioner' AND sector = 'health' LIMIT 1"
BY = ("--by", "steward", "--how", "Siân, on the telephone")


@pytest.fixture
def ask(network, run, monkeypatch):  # noqa: ARG001 - asked by the environment
    """Ask a command on a day, of the real entries."""

    def command(*words: str, on: str = "2026-11-29"):
        monkeypatch.setenv("COPRO_MAP_TODAY", on)
        return run(*words)

    return command


def indicator(ask, code: str, on: str):
    told = ask("indicators", "--json", on=on).json["indicators"]
    return next(one for one in told if one["code"] == code)


def requests(ask, area: str, on: str):
    told = ask("gaps", "--layer", "local_authority", "--json", on=on).json["areas"]
    (row,) = [one for one in told if one["area_code"] == area]
    return row["requests"], row["isolated"]


def test_the_shape_and_that_nobody_is_named(network, ask):
    told = ask("confirm", "tir-coed", *BY, "--on", "2026-11-02", "--json")
    assert told.json == {
        "id": "tir-coed",
        "verification": "confirmed",
        "verified_on": "2026-11-02",
        "verified_by": "steward",
    }
    how = "SELECT how FROM asset_word_said"
    assert query(network.database, how) == [("Siân, on the telephone",)]
    for words in (("search", "Tir Coed", "--json"), ("export",), ("search", "Coed")):
        assert "Siân" not in ask(*words).out
    assert "2026-11," in ask("export").out  # the month
    assert "2026-11-02" not in ask("export").out


def test_one_project_moves_3_1_and_not_us_takes_it_back(network, ask):
    today, later = "2026-11-29", "2027-12-29"
    (project,) = query(network.database, PROJECT)[0]
    assert indicator(ask, "3.1", today)["value"] == 0
    ask("confirm", project, *BY, "--json")
    found = indicator(ask, "3.1", today)
    assert (found["value"], found["records"]) == (1, [project])
    assert found["confirmed_long_ago"] == []
    found = indicator(ask, "3.1", later)  # history is not undone by time
    assert (found["value"], found["confirmed_long_ago"]) == (1, [project])
    told = ask("confirm", project, *BY, "--word", "not_us", "--json", on=later)
    assert (told.json["verification"], told.json["verified_by"]) == ("unverified", "")
    assert indicator(ask, "3.1", later)["value"] == 0
    assert indicator(ask, "3.1", today)["value"] == 1  # as it was known then


def test_what_has_ended_goes_on_counting_in_3_1_and_not_in_1_1(network, ask):
    (project,), (body,) = (query(network.database, x)[0] for x in (PROJECT, BODY))
    for one in (project, body):
        ask("confirm", one, *BY, "--json")
    assert body in indicator(ask, "1.1", "2026-11-29")["records"]
    for one in (project, body):
        told = ask("confirm", one, *BY, "--ended", "2026-10", "--json")
        assert told.json["verification"] == "confirmed"
    assert indicator(ask, "3.1", "2026-11-29")["records"] == [project]
    assert body not in indicator(ask, "1.1", "2026-11-29")["records"]
    found = ask("search", "--json").json
    assert not {project, body} & {one["id"] for one in found["hits"]}


def test_a_practitioner_is_out_of_1_1_the_day_after_twelve_months(network, ask):
    (body,) = query(network.database, BODY)[0]
    ask("confirm", body, *BY)
    for day, counts in (("2027-11-29", True), ("2027-11-30", False)):
        assert (body in indicator(ask, "1.1", day)["records"]) is counts


def test_a_confirmed_request_is_unmet_until_it_is_too_old(network, ask):
    request, area = query(network.database, REQUEST)[0]
    assert requests(ask, area, "2026-11-29") == (0, 0)
    ask("confirm", request, *BY, "--word", "open")
    assert requests(ask, area, "2026-11-29") == (1, 1)
    assert requests(ask, area, "2027-11-29") == (1, 1)
    assert requests(ask, area, "2027-11-30") == (0, 0)
    ask("confirm", request, *BY, "--word", "paused", "--until", "2028-01-31",
        on="2027-12-01")  # fmt: skip
    assert requests(ask, area, "2028-01-31") == (0, 0)
    assert requests(ask, area, "2028-02-01") == (1, 1)


def test_by_is_a_person_who_is_entered_or_a_role(network, ask):
    def enter(name, role, areas=()):
        return enter_person(
            network, MACHINE, address=f"{name}@example.org", name=name, role=role,
            areas=areas, language="", now=NOW,
        )  # fmt: skip

    here = enter("here", "officer", ("CVC-CAVO",))
    enter("there", "officer", ("CVC-GAVO",))
    enter("board", "board")
    enter("gone", "steward")
    switch_off(network, MACHINE, 4, now=NOW)
    told = ask(
        "confirm", "tir-coed", "--by", "HERE@example.org", "--how", "x", "--json"
    )
    assert told.json["verified_by"] == "officer"
    kept = "SELECT person, role, area FROM asset_word_said"
    assert query(network.database, kept) == [(here.number, "officer", "CVC-CAVO")]
    before = dump(network.database)
    for who in ("there", "board", "gone", "nobody"):
        address = f"{who}@example.org"
        refused(ask("confirm", "tir-coed", "--by", address, "--how", "x"), address)
    for who in ("administrator", "owner", "Siân", "", "MACHINE"):
        refused(
            ask("confirm", "tir-coed", "--by", who, "--how", "x"), "steward, officer"
        )
    refused(ask("confirm", "nothing", *BY), "nothing")
    refused(ask("confirm", "tir-coed", *BY, "--on", "2026-11-30"), "still to come")
    refused(ask("confirm", "tir-coed", "--by", "steward", "--how", ""), "how you know")
    assert dump(network.database) == before
