"""An installation with a few events, made once and copied."""

from __future__ import annotations

import shutil

import pytest

from copro_map.base.store.connection import writing
from tests.events.planted import plant


@pytest.fixture(scope="session")
def planted_once(once):
    """A database with the planted events and nothing else."""

    def make(path):
        with writing(path):
            pass
        plant(path)

    return once("events", make)


@pytest.fixture
def planted(settings, planted_once, monkeypatch):
    """An installation with the planted events, on 30 November 2026."""
    shutil.copyfile(planted_once, settings.database)
    monkeypatch.setenv("COPRO_MAP_TODAY", "2026-11-30")
    return settings
