"""What is kept between runs: shared, and forgotten when what it depends on changes."""

import shutil
from datetime import date

import pytest

from copro_map.base.config import Settings
from copro_map.base.i18n import set_language
from copro_map.frame import cache
from tests.samples import change


@cache.kept(4, "data", "language", "day")
def told(where: Settings, number: int, word: str = "") -> list[object]:
    return [where.database, number, word]


@cache.kept(4)
def drawn(where: Settings, number: int) -> list[object]:
    return [where.database, number]


@cache.kept(4, "day")
def drawn_again(where: Settings, number: int) -> list[object]:
    return [where.database, number]


@pytest.fixture(autouse=True)
def _under_way(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", "2026-11-22")


def test_the_same_question_has_the_same_answer_not_a_copy(network):
    assert told(1) == [network.database, 1, ""]
    assert told(1) is told(1)
    assert told(2) is not told(1)
    assert told(1, word="x") is not told(1)


def test_a_change_of_the_data_the_language_or_the_day_asks_again(network, monkeypatch):
    found = [told(1)]
    change(network.database, "UPDATE revision SET number = number + 1")
    found.append(told(1))
    set_language("cy")
    found.append(told(1))
    monkeypatch.setenv("COPRO_MAP_TODAY", date(2026, 11, 23).isoformat())
    found.append(told(1))
    assert len({id(one) for one in found}) == len(found)


def test_what_older_data_said_is_not_kept(network):
    first = told(1)
    change(network.database, "UPDATE revision SET number = number + 1")
    told(2)
    change(network.database, "UPDATE revision SET number = number - 1")
    assert told(1) is not first


def test_a_restored_backup_that_was_written_to_is_asked_anew(network, tmp_path):
    backup = shutil.copyfile(network.database, tmp_path / "backup.db")
    change(network.database, "UPDATE revision SET number = number + 1")
    after = told(1)
    shutil.copyfile(backup, network.database)
    change(network.database, "UPDATE revision SET number = number + 1")
    assert told(1) is not after


def test_what_is_made_of_files_is_shared_by_all_databases(network, tmp_path):
    before = drawn(1)
    change(network.database, "UPDATE revision SET number = number + 1")
    assert drawn(1) is before
    with pytest.MonkeyPatch.context() as other:
        other.setenv("COPRO_MAP_DB", str(tmp_path / "other.db"))
        assert drawn(1) is before
    assert network.database not in before


def test_functions_do_not_answer_for_each_other():
    assert drawn(1) is not drawn_again(1)


def test_no_more_are_kept_than_said():
    first = drawn(1)
    for number in range(2, 6):
        drawn(number)
    assert drawn(1) is not first
