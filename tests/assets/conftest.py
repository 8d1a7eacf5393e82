"""Entries: an installation without any."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from copro_map.base.config import Settings


@pytest.fixture
def here(settings: Settings, blank: Path) -> Settings:
    """An installation with a database and no record in it."""
    shutil.copyfile(blank, settings.database)
    return settings
