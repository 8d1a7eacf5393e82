"""The Network's own indicators: each one file, never among those promised."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest

from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import LANGUAGES, language_in_force
from copro_map.base.store.connection import writing
from copro_map.events.face import keep_event
from copro_map.indicators.definitions import indicators_of, own_of
from copro_map.indicators.files import file_of
from copro_map.indicators.known import read_known
from copro_map.indicators.progress import progress
from copro_map.indicators.snapshots import changed_since, frozen, take_snapshot
from copro_map.people.rules.permissions import MACHINE
from copro_map.report.report import report_file
from tests.conftest import PROJECT
from tests.drawing.documents import Html, bare
from tests.events.planted import CARDIFF, CONWY, event
from tests.indicators.recount import Recount
from tests.samples import at, change

pytestmark = pytest.mark.usefixtures("years_later")
DAY = date(2027, 3, 31)
FIRST = date(2026, 5, 1)


def hold(settings, counts, where=CONWY) -> None:
    """Events a week apart from May on, each with citizens and others who came."""
    with writing(settings.database) as database:
        for number, (citizens, others) in enumerate(counts):
            day = (FIRST + timedelta(7 * number)).isoformat()
            facts = event(f"n{'abcdefghijklmnop'[number]}", day, where)
            facts |= {"citizens": citizens, "professionals": others}
            facts |= {"counted_on": day, "entered_on": "2026-04-01"}
            keep_event(database, facts)


def own(settings, day=DAY) -> dict:
    told = progress(settings, day).as_json()["own"]
    return {row["code"]: row for row in told}


def test_they_stand_beside_the_eleven_and_are_never_among_them(network):
    hold(network, [(5, 9)] * 6)
    hold_more = [(4, 4)] * 6
    with writing(network.database) as database:
        for n, (citizens, others) in enumerate(hold_more):
            facts = event(f"c{'abcdef'[n]}", "2026-11-01", CARDIFF)
            facts |= {"citizens": citizens, "professionals": others}
            facts |= {"counted_on": "2026-11-02", "entered_on": "2026-04-01"}
            keep_event(database, facts)
    found = progress(network, DAY)
    told = found.as_json()
    assert len(told["indicators"]) == len(found.standings) == 11
    assert [row["value"] for row in told["own"]] == [50.0, 100 * 54 / 132]
    assert {row["target"] for row in told["own"]} == {None}
    assert not {"N1", "N2"} & set(indicators_of(network, DAY))
    assert " of 11 met" in found.first_page().verdict
    recount = Recount(network.database, network.data_dir, DAY).figures
    for code, row in own(network).items():
        one = recount[code].told
        assert row["value"] == pytest.approx(one["value"])
        assert (row["numerator"], row["denominator"]) == (
            one["numerator"],
            one["denominator"],
        )


def test_every_day_is_as_the_slow_way_has_it(network):
    hold(network, [(6, 3), (1, 0), (2, 9), (0, 12), (8, 1), (3, 3), (9, 0), (2, 2)])
    known = read_known(network)
    for n in (-1, 0, 2, 4, 5, 7):
        day = FIRST + timedelta(7 * n + 1)
        recount = Recount(network.database, network.data_dir, day).figures
        for code, one in known.at(day).shares.items():
            slow = recount[code]
            assert (one.said, one.of) == (slow.numerator or 0, slow.denominator), day


def test_of_few_people_no_format_tells_how_many_were_citizens(network):
    hold(network, [(3, 4)])
    found = progress(network, DAY)
    row = own(network)["N2"]
    assert (row["value"], row["numerator"], row["denominator"]) == (None,) * 3
    assert row["status_detail"] == "too_few"
    for language in LANGUAGES:
        with language_in_force(language):
            bullet = found.bullet("N2")
            assert "3" not in bullet.words + bullet.value_words + bullet.sure_words
            line = file_of(found, "csv").decode("utf-8-sig").splitlines()[-1]
            assert ",7" not in line.split("N2")[-1]


def test_a_later_event_is_added_once_ten_more_came_not_all_alike(network):
    hold(network, [(5, 7), (0, 4), (0, 8), (1, 0)])
    weeks = [FIRST + timedelta(7 * n) for n in range(4)]
    shown = [own(network, day)["N2"]["denominator"] for day in weeks]
    assert shown == [12, 12, 12, 25]


def test_nobody_counted_is_not_nought(network):
    with writing(network.database) as database:
        facts = event("quiet", "2026-05-01", CONWY, entered_on="2026-04-01")
        keep_event(database, facts)
    found = progress(network, DAY)
    assert own(network)["N2"]["value"] is None
    assert "nobody has counted who came: 1." in found.bullet("N2").words


def test_another_is_one_file(network, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(PROJECT.data_dir, data, ignore=shutil.ignore_patterns("*.db*"))
    folder = data / "own_indicators"
    text = (folder / "N1.toml").read_text("utf-8")
    north = text.replace('outside = "South East Wales"', 'outside = "North Wales"')
    (folder / "N3.toml").write_text(north, "utf-8")
    here = replace(network, data_dir=data)
    hold(here, [(5, 9)] * 11)
    assert [own(here)[x]["value"] for x in ("N1", "N3")] == [100.0, 0.0]
    wrong = text.replace("South East Wales", "Atlantis")
    (folder / "N3.toml").write_text(wrong, "utf-8")
    other = tmp_path / "other"
    shutil.copytree(data, other)
    with pytest.raises(DefinitionError, match="Atlantis"):
        own_of(replace(network, data_dir=other))


def test_a_snapshot_freezes_them_and_a_new_one_is_no_change(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-04-02")
    hold(network, [(5, 9)] * 11)
    number = take_snapshot(network, MACHINE, "Spring", DAY, at(date(2027, 4, 1)))
    kept = frozen(network, number).content
    assert [x["value"] for x in kept["own"]] == [100.0, 100 * 5 / 14]
    change(network.database, "UPDATE event SET authority = ''")
    codes = [x.code for x in changed_since(network, number, date(2027, 4, 2))]
    assert codes == ["N1"]


def test_the_report_has_them_and_the_plan_of_events(network):
    hold(network, [(5, 9)] * 11)
    page = Html(report_file(progress(network, DAY), "html").decode())
    words = bare(page.text["en"])
    for said in (
        "The Network's own, without a target",
        "N1 Events outside the south-east",
        "Events: plan and actual",
        "Promised for year 1 of the programme: 17 events.",
        "Projects of all count: no member is recorded yet.",
    ):
        assert bare(said) in words, said
    assert json.loads(file_of(progress(network, DAY), "json"))["own"]
