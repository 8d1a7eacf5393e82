"""What is public, asked as browsers and programs ask it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from copro_map.base.config import Settings
from copro_map.open_data.light.routes import ROUTES
from copro_map.people import limits

PROGRAM, BROWSER = {"accept": "*/*"}, {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture(autouse=True)
def _nothing_counted():
    """Count the requests of each test from none."""
    limits._limiter.cache_clear()


@pytest.fixture
def asks(monkeypatch):
    """Ask the public routes, or others, on the database of an installation."""

    def of(settings: Settings, routes: Sequence[Route] = ROUTES) -> TestClient:
        monkeypatch.setenv("COPRO_MAP_DB", str(settings.database))
        app = Starlette(routes=list(routes))
        return TestClient(
            app, "http://localhost", headers=PROGRAM, follow_redirects=False
        )

    return of


@pytest.fixture
def client(to_read, asks):
    """Ask the public routes, on the real entries, which are only read."""
    return asks(to_read)
