"""Installations with a few events made once, and with one entry to enter events in."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.store.connection import reading, writing
from copro_map.people.persons import enter_person
from copro_map.people.rights import actor_of
from copro_map.people.rules.permissions import MACHINE
from tests.conftest import PROJECT
from tests.events.given_events import NOW
from tests.events.planted import plant
from tests.samples import row, write_csv

CEREDIGION, CONWY = "CVC-CAVO", "CVC-CVSC"


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


@pytest.fixture(scope="session")
def few(blank, tmp_path_factory):
    """A database with one entry, of Ceredigion."""
    folder = tmp_path_factory.mktemp("events")
    here = replace(PROJECT, database=folder / "few.db")
    shutil.copyfile(blank, here.database)
    assert not import_network(here, write_csv(folder / "one.csv", row())).faults
    return here.database


@pytest.fixture
def here(few, settings):
    """An installation with one entry."""
    shutil.copyfile(few, settings.database)
    return settings


@pytest.fixture
def officer(here):
    """Return what enters an officer of an area, and returns who they are."""

    def entered(area: str):
        person = enter_person(
            here,
            MACHINE,
            address=f"{area.lower()}@example.org",
            name=area,
            role="officer",
            areas=(area,),
            language="en",
            now=NOW,
        )
        with reading(here.database) as database:
            return actor_of(database, person)

    return entered
