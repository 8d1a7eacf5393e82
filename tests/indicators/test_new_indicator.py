"""The recipes of docs/adding.md for an indicator: one file, and a rule if it counts."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from copro_map.base.config import load_settings
from copro_map.indicators.rules.indicator import RULES, Frames, Rule
from copro_map.indicators.rules.practitioners import Counted, chosen, is_verified
from tests.indicators.surveyed import confirm
from tests.opening import open_page
from tests.samples import observed, query, write_csv

pytestmark = pytest.mark.usefixtures("years_later")

DATA = load_settings({}).data_dir
DAY = "2027-03-31"
FILE = """
outcome = 4
kind = "percent"
aggregation = "level"
short = { en = "Time to listen", cy = "Amser i wrando" }
base = { en = "staff who answered", cy = "staff a atebodd" }
source = { en = "The board, 2027", cy = "Y bwrdd, 2027" }
label = { en = "Staff have time to listen.", cy = "Mae gan staff amser i wrando." }
definition = { en = "The percentage who say so.", cy = "Y ganran sy'n dweud hynny." }
collection = { en = "A survey.", cy = "Arolwg." }

[limitations]
en = "Nothing below {minimum_replies} replies."
cy = "Dim byd o dan {minimum_replies} ymateb."

[[targets]]
due_month = 36
value = 50
"""
COUNT = (
    FILE.replace('"percent"', '"count"\ncounts = "open_doors"')
    .replace('"level"', '"cumulative"')
    .replace('base = { en = "staff who answered", cy = "staff a atebodd" }\n', "")
)


def offers(frames: Frames) -> Counted:
    """The offers and requests that somebody has confirmed."""
    kinds = frames.entries["kind"].isin(["offer", "request"])
    own = frames.entries[kinds]
    verified = is_verified(own, frames.day)
    return Counted(chosen(verified), chosen(~verified))


@pytest.fixture
def folder(network, tmp_path, monkeypatch) -> Path:
    """A copy of the files, which the map reads; its database has the real entries."""
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied, ignore=shutil.ignore_patterns("*.db*"))
    monkeypatch.setenv("COPRO_MAP_DATA", str(copied))
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY)
    confirm(network, "kind = 'offer'", date(2027, 1, 15))
    return copied


def of_code(run, code: str) -> dict:
    told = json.loads(run("indicators", "--as-at", DAY, "--json").out)
    (found,) = [one for one in told["indicators"] if one["code"] == code]
    return found


def shown(language: str) -> str:
    test = open_page("pages/indicators.py", language, as_at=DAY)
    assert not test.exception
    return " ".join(part.proto.body for part in test.get("html"))


def test_an_indicator_of_a_survey_is_one_file(folder, run, tmp_path):
    (folder / "indicators" / "4.4.toml").write_text(FILE, "utf-8")
    assert of_code(run, "4.4")["status"] == "no_figure_yet"
    totals = observed(indicator="4.4", period_end="2027-03-01")
    file = write_csv(tmp_path / "totals.csv", totals)
    assert run("observations", "import", file).code == 0
    found = of_code(run, "4.4")
    assert (found["value"], found["numerator"], found["denominator"]) == (40.0, 24, 60)
    assert (found["target"], found["target_due"]) == (50.0, "2029-04-01")
    for language, name in (("en", "Time to listen"), ("cy", "Amser i wrando")):
        assert name in shown(language)
    target = tmp_path / "report.html"
    assert run("report", "--out", target, "--as-at", DAY, "--lang", "cy").code == 0
    assert "Amser i wrando" in target.read_text("utf-8")


def test_an_indicator_of_records_is_one_file_and_one_rule(
    folder, network, run, monkeypatch
):
    path = folder / "indicators" / "4.4.toml"
    path.write_text(COUNT, "utf-8")
    refused = run("indicators")
    assert refused.code != 0
    assert "counts = open_doors cannot be used" in refused.err
    assert "active_practitioners, new_projects" in refused.err
    monkeypatch.setitem(RULES, "open_doors", Rule("count", offers))
    found = of_code(run, "4.4")
    sql = "SELECT id FROM asset WHERE kind = 'offer' AND status = 'published'"
    ids = sorted(one for (one,) in query(network.database, sql))
    assert ids
    assert (found["value"], found["records"]) == (len(ids), ids)
    assert found["unverified"]
    assert "Amser i wrando" in shown("cy")
