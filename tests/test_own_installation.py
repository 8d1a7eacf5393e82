"""The guard of conftest itself: no test can open the project's real database."""

from __future__ import annotations

import sqlite3

import pytest

from copro_map.base.config import load_settings
from copro_map.base.store.connection import reading, writing
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
