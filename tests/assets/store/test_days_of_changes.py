"""On which day an entry was last changed, whatever was changed of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from copro_map.assets.importing import import_network
from copro_map.assets.rules.records import EntryState
from copro_map.assets.store.entries import public_assets
from copro_map.assets.store.history import ALWAYS
from copro_map.assets.store.states import set_states
from copro_map.base.store.connection import prepare, reading, writing
from copro_map.base.store.migrations import migrations
from tests.samples import row, write_csv

FIRST, LATER = date(2026, 3, 1), date(2026, 5, 4)
TEXTS = (
    *("kind", "practitioner_type", "name_en", "name_cy", "description_en", "sector"),
    *("description_cy", "organisation", "place", "website", "source_url", "origin"),
    *("source_date", "exchange_category", "fingerprint"),
)
SAID = EntryState("tir-coed", LATER.isoformat(), verification="confirmed")


@pytest.fixture
def bring(settings, tmp_path):
    def bring_in(day: date, *rows: dict[str, str]) -> dict[str, str]:
        found = import_network(
            settings, write_csv(tmp_path / "x.csv", *rows), today=day
        )
        assert not found.faults
        with reading(settings.database) as database:
            return public_assets(database)["changed_on"].to_dict()

    return bring_in


def days(settings) -> dict[str, str]:
    with reading(settings.database) as database:
        return public_assets(database)["changed_on"].to_dict()


def test_an_entry_is_of_the_day_on_which_a_file_changed_it(bring):
    two = row(), row(id="other", name_en="Other")
    assert bring(FIRST, *two) == dict.fromkeys(("tir-coed", "other"), "2026-03-01")
    changed = row(description_en="Woodland skills for all.")
    assert bring(LATER, changed, two[1])["tir-coed"] == "2026-05-04"
    assert bring(date(2026, 6, 1), changed, two[1]) == {
        **{"tir-coed": "2026-05-04", "other": "2026-03-01"},
    }


def test_what_is_made_up_has_no_day(bring):
    assert bring(ALWAYS, row()) == {"tir-coed": ""}


@pytest.mark.parametrize(
    ("known_from", "day"),
    [("2026-05-04", "2026-05-04"), ("2025-01-01", "2026-03-01"), ("2000-01-01", None)],
)
def test_that_it_ended_changes_it_and_never_makes_it_older(
    bring, settings, known_from, day
):
    bring(FIRST, row())
    with writing(settings.database) as database:
        set_states(database, [replace(SAID, known_from=known_from, ended_on="2026")])
    assert days(settings) == {"tir-coed": day or "2026-03-01"}


def test_on_which_day_somebody_confirmed_it_is_not_told(bring, settings):
    bring(FIRST, row())
    with writing(settings.database) as database:
        set_states(database, [replace(SAID, ended_on="", closes_on="")])
    assert days(settings) == {"tir-coed": "2026-03-01"}


def test_an_older_database_has_the_first_day_that_it_knows(settings):
    database = Database(settings.database)
    migrations.apply(database, stop_before="days_of_changes")
    first = (("a", "2026-02-03"), ("a", "2026-04-05"), ("b", "2000-01-01"))
    for entry, known in first:
        database["asset"].insert({**dict.fromkeys(TEXTS, ""), "id": entry}, ignore=True)
        database.execute(
            "INSERT INTO asset_history (asset_id, known_from, content)"
            " VALUES (?, ?, '{}')",
            [entry, known],
        )
    database.conn.commit()
    database.conn.close()
    prepare(settings.database)
    assert days(settings) == {"a": "2026-02-03", "b": ""}
