"""The guard of conftest itself: no test can open the project's real database."""

from __future__ import annotations

import os
import sqlite3
from datetime import date

import pytest

from copro_map.base.config import load_settings
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import current_day
from tests import conftest


@pytest.fixture
def _forgiven():
    """Take back what this file does on purpose, so that the guard stays silent."""
    yield
    conftest._opened_the_real_one.clear()


@pytest.mark.usefixtures("_forgiven")
@pytest.mark.parametrize("opened", [sqlite3.connect, lambda p: writing(p).__enter__()])
def test_the_real_database_cannot_be_opened(opened):
    before = conftest.PROJECT.database.exists()
    with pytest.raises(PermissionError, match="Use the fixture"):
        opened(conftest.PROJECT.database)
    assert len(conftest._opened_the_real_one) == 1
    assert conftest.PROJECT.database.exists() == before


def test_the_environment_names_a_database_of_the_tests_own(tmp_path):
    assert load_settings().database.parent == tmp_path
    assert not load_settings().database.exists()


def test_each_test_has_its_own_copy_of_the_real_entries(network, imported):
    before = imported.read_bytes()
    with writing(network.database) as database:
        database.conn.execute("DELETE FROM asset_theme")
    with reading(network.database) as database:
        assert database.execute("SELECT COUNT(*) FROM asset_theme").fetchone() == (0,)
    assert imported.read_bytes() == before


@pytest.mark.usefixtures("years_later")
def test_a_day_that_a_test_moves_within_years_later(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2028-01-01")
    assert current_day() == date(2028, 1, 1)


@pytest.fixture(scope="module")
def left_behind():
    """What is in force when no test is at work: made after the test above."""
    return os.environ.get("COPRO_MAP_TODAY")


def test_leaves_nothing_to_what_is_made_for_a_whole_module(left_behind):
    assert left_behind is None
