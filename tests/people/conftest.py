"""People: an installation without entries, and somebody of each role in it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.people.contacts import keep_contact
from copro_map.people.persons import enter_person
from copro_map.people.rules.contacts import Given
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.rules.persons import Person

NOW = datetime(2026, 11, 29, 17, 5, tzinfo=UTC)


@pytest.fixture
def here(settings: Settings, blank: Path) -> Settings:
    """An installation with a database and no record in it."""
    shutil.copyfile(blank, settings.database)
    return settings


@pytest.fixture
def entered(here: Settings):
    """Enter somebody, or change them."""

    def enter(role: str = "steward", name: str = "", **more) -> Person:
        name = name or role
        given = {
            "address": f"{name}@example.org",
            "areas": ("CVC-CAVO",) if role == "officer" else (),
            "language": "",
            "now": NOW,
        }
        return enter_person(here, MACHINE, name=name, role=role, **given | more)

    return enter


@pytest.fixture
def speaks_for(here: Settings):
    """Let an address speak for an entry."""

    def speak(address: str, entry: str) -> int:
        with writing(here.database) as database:
            given = Given(address, "", "telephone")
            return keep_contact(database, entry, given, NOW.date()).number

    return speak
