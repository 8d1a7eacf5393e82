"""Who does something in a test: entered with a role, and signed in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copro_map.base.store.connection import writing
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE, Actor
from copro_map.people.sessions import begin_session, who

NOW = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)


@pytest.fixture
def speaks(network):
    """Return who somebody is who was entered with a role and has just signed in."""

    def actor(role: str, *areas: str, name: str = "", language: str = "") -> Actor:
        name = name or role
        person = enter_person(
            network,
            MACHINE,
            address=f"{name}@example.org",
            name=name,
            role=role,
            areas=areas,
            language=language,
            now=NOW,
        )
        with writing(network.database) as database:
            token = begin_session(database, person.number, NOW)
        return who(network, token, NOW)

    return actor
