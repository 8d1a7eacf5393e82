"""The real entries with members among them, made once and only read."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from copro_map.base.config import Settings
from tests.conftest import PROJECT
from tests.members.many import DAY, plant


@pytest.fixture(scope="module")
def _full(imported, tmp_path_factory) -> Settings:
    path = tmp_path_factory.mktemp("members") / "copro_map.db"
    shutil.copyfile(imported, path)
    plant(path)
    return replace(PROJECT, database=path)


@pytest.fixture
def full(_full, monkeypatch) -> Settings:
    """An installation with members."""
    monkeypatch.setenv("COPRO_MAP_DB", str(_full.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY)
    return _full


@pytest.fixture
def nobody(to_read, monkeypatch) -> Settings:
    """An installation of which nobody is a member."""
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    return to_read
