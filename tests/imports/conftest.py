"""Files of entries that a steward brings in, and what is in the database then."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from copro_map.base.config import load_settings
from copro_map.base.store.connection import reading
from copro_map.files.told import NOTHING
from copro_map.imports.batches import Batch
from copro_map.imports.entries import ENTRIES
from copro_map.imports.importer import Given
from copro_map.people.persons import enter_person
from copro_map.people.rights import actor_of
from copro_map.people.rules.permissions import MACHINE
from copro_map.surveys.rules.changing import WaveChange
from tests.imports import bringing
from tests.imports.made_files import WAVE
from tests.samples import dump, write_csv
from tests.surveys.survey_samples import open_wave

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
# Only added to, or a number that grows: what an undo leaves longer than it was.
GROWS = (
    *("asset_history", "change_made", "import_choice", "import_made", "import_row"),
    *("pair_judged", "revision", "schema", "sqlite_sequence"),
)
TEXTS = "SELECT * FROM asset_text ORDER BY asset_id"
VERSIONLESS = "SELECT * FROM asset ORDER BY id"


def records(database) -> dict[str, list[str]]:
    """Every record but logs; of an entry not how often it was written."""
    content = {
        name: rows
        for name, rows in dump(database).items()
        if name not in GROWS and not name.startswith("asset_text")
    }
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        content["asset_text"] = [str(tuple(x)) for x in connection.execute(TEXTS)]
        content["asset"] = [
            str(dict(one) | {"version": ""}) for one in connection.execute(VERSIONLESS)
        ]
    return content


@pytest.fixture
def steward(network):
    person = enter_person(
        network,
        MACHINE,
        address="steward@example.org",
        name="Steward",
        role="steward",
        areas=(),
        language="en",
        now=NOW,
    )
    with reading(network.database) as database:
        return actor_of(database, person)


@pytest.fixture
def bring(network, steward, tmp_path):
    """Bring rows in as a steward; return the number of the import, and what it did."""

    def one(*rows, told=NOTHING, answers=None, dry_run=False, name="list.csv", by=None):
        path = write_csv(tmp_path / name, *rows)
        batch = Batch(network, by or steward, "entries", "", name, NOW)
        given = Given(path, told, rows=answers or {})
        return batch, ENTRIES.bring(network, given, batch, NOW, dry_run)

    return one


@pytest.fixture(scope="module")
def ready(imported, tmp_path_factory):
    """A database with the real entries, an open wave and a steward."""
    path = tmp_path_factory.mktemp("imports") / "copro_map.db"
    shutil.copyfile(imported, path)
    here = replace(load_settings({}), database=path)
    survey, _, name = WAVE.partition("/")
    wave = WaveChange(
        *(survey, name, {}, "steward"), opens_on="2026-11-01", closes_on="2026-12-25"
    )
    open_wave(here, wave, bringing.TODAY)
    enter_person(
        here,
        MACHINE,
        address="steward@example.org",
        name="Trial Steward",
        role="steward",
        areas=(),
        language="en",
        now=bringing.NOW,
    )
    return path


@pytest.fixture
def here(settings, ready):
    shutil.copyfile(ready, settings.database)
    return settings
