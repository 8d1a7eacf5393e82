"""``init --demo``: a demonstration in a file of its own, never among real records."""

from __future__ import annotations

import shutil

import pytest

from copro_map.base.config import ROOT, load_settings
from copro_map.demonstration.commands import demonstration_settings
from copro_map.demonstration.exchange import EXCHANGED
from copro_map.search.search import all_assets
from tests.command import refused
from tests.samples import dump, query

ALL = 50 + 3 + EXCHANGED


def test_a_demonstration_is_made_and_it_is_said_how_to_open_it(run):
    answer = run("init", "--demo", "--entries", 50)
    database = load_settings().database
    assert answer.code == 0
    assert "every record is invented" in answer.out
    assert f"COPRO_MAP_DB={database} python -m copro_map.server\n" in answer.out
    assert query(database, "SELECT count(*) FROM asset") == [(ALL,)]
    again = run("init", "--demo", "--entries", 50, "--json").json
    assert again["entries"] == ALL
    assert "invented" in again["demonstration"]
    assert str(database) in again["open"]


def test_without_a_named_file_it_goes_to_one_of_its_own(run, monkeypatch, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("*.db*"))
    monkeypatch.setenv("COPRO_MAP_DATA", str(data))
    monkeypatch.delenv("COPRO_MAP_DB")
    assert run("init", "--demo", "--entries", 50).code == 0
    assert [x.name for x in data.glob("*.db*")] == ["demonstration.db"]
    made = demonstration_settings()
    assert made.database == data / "demonstration.db"
    assert len(all_assets(made)) == ALL


def test_the_file_of_its_own_is_not_the_real_one_and_is_ignored_by_git():
    own = demonstration_settings({}).database
    assert own != load_settings({}).database
    ignored = (ROOT / ".gitignore").read_text().split()
    assert f"data/{own.name}*" in ignored


def test_real_entries_are_never_touched(run, network):
    before = dump(network.database)
    refused(run("init", "--demo"), "COPRO_MAP_DB")
    assert dump(network.database) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--demo", "--empty"), "--empty"),
        (("--entries", 60), "--demo"),
        (("--demo", "--entries", 49), "50"),
    ],
)
def test_what_cannot_be_is_an_error_in_plain_words(run, words, said):
    refused(run("init", *words), said)
    assert not load_settings().database.exists()


def test_make_demo_opens_that_file():
    makefile = (ROOT / "Makefile").read_text()
    assert "demo: export COPRO_MAP_DB = data/demonstration.db" in makefile
    assert "-m copro_map init --demo\n" in makefile
