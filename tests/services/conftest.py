"""Fixtures: an installation with a programme well under way."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from copro_map.base.config import Settings
from tests.conftest import PROJECT
from tests.services.surveyed import fill


@pytest.fixture(scope="session")
def filled_once(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a programme well under way, made once; copy it, never open it."""
    path = tmp_path_factory.mktemp("under_way") / "copro_map.db"
    shutil.copyfile(imported, path)
    fill(replace(PROJECT, database=path))
    return path


@pytest.fixture
def under_way(filled_once: Path, settings: Settings) -> Settings:
    """An installation with the programme of ``tests.services.surveyed``."""
    shutil.copyfile(filled_once, settings.database)
    return settings
