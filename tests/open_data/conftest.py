"""What is public, asked as browsers and programs ask it."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from copro_map.open_data.light.routes import ROUTES
from copro_map.people import limits

PROGRAM, BROWSER = {"accept": "*/*"}, {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture(autouse=True)
def _nothing_counted():
    """Count the requests of each test from none."""
    limits._limiter.cache_clear()


@pytest.fixture
def client(to_read, monkeypatch):
    """Ask the public routes, on the real entries, which are only read."""
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    app = Starlette(routes=list(ROUTES))
    return TestClient(app, "http://localhost", headers=PROGRAM, follow_redirects=False)
