"""The recipe of docs/adding.md for a sort of event: one table in one file."""

from __future__ import annotations

import json
import shutil

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from copro_map.base.config import load_settings
from copro_map.by_link.light.routes import ROUTES
from tests.events.given_events import bad, cells, kept
from tests.samples import write_csv

DATA = load_settings({}).data_dir
TABLE = """
[walk]
label = { en = "Walk and talk", cy = "Taith a sgwrs" }
plural = { en = "Walks and talks", cy = "Teithiau a sgyrsiau" }
"""


@pytest.fixture
def there(here, tmp_path, monkeypatch):
    """An installation whose files have a sort of event more."""
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied, ignore=shutil.ignore_patterns("*.db*"))
    with (copied / "event_types.toml").open("a", encoding="utf-8") as file:
        file.write(TABLE)
    monkeypatch.setenv("COPRO_MAP_DATA", str(copied))
    monkeypatch.setenv("COPRO_MAP_DB", str(here.database))
    return here


def test_it_is_brought_in_told_of_and_listed(there, tmp_path, run):
    walk = cells(bad({"type": "Taith a sgwrs"}))
    assert run("events", "import", write_csv(tmp_path / "walk.csv", walk)).code == 0
    assert [one.type for one in kept(there)] == ["walk"]
    (listed,) = json.loads(run("events", "list", "--json").out)
    assert listed["type"] == "walk"
    client = TestClient(Starlette(routes=list(ROUTES)), "http://localhost")
    for language, label in (("en", "Walk and talk"), ("cy", "Taith a sgwrs")):
        page = client.get(f"/tell-event?lang={language}").text
        assert f'<option value="walk">{label}</option>' in page
