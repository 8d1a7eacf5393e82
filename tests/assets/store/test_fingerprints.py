"""What counts as a change of an entry: field by field, and only what a file gives."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.store.connection import prepare, reading
from tests.samples import change, dump, matching_ids, query, row, write_csv

STEP = "fingerprints_by_field"
TAKE_BACK = "DELETE FROM _sqlite_migrations WHERE name = ?"
VERSION = "SELECT version FROM asset WHERE id = 'tir-coed'"
TEXTS = "SELECT description_en, description_cy FROM asset WHERE id = 'tir-coed'"
WHERE = "SELECT longitude, latitude, precision FROM location"
WELSH = {"description_cy": "Sgiliau coetir."}
POINT = {"longitude": "-4.08291", "latitude": "52.41532"}


def take(settings, folder, *rows):
    file = write_csv(folder / "in.csv", *rows)
    result = import_network(settings, file, today=date(2027, 1, 5))
    assert not result.faults
    return result


def one_checksum_of_all(asset_id: str) -> str:
    """A fingerprint as it was before: a checksum of how Python writes the record."""
    return hashlib.sha256(f"Asset(id={asset_id!r}, ...)".encode()).hexdigest()


@pytest.fixture
def old(network):
    """The real entries, in a database of the version before the step."""
    for (asset_id,) in query(network.database, "SELECT id FROM asset"):
        sql = "UPDATE asset SET fingerprint = ? WHERE id = ?"
        change(network.database, sql, one_checksum_of_all(asset_id), asset_id)
    change(network.database, TAKE_BACK, STEP)
    return network


def test_an_older_database_gets_the_fingerprints_that_an_import_writes(old):
    sql = "SELECT id, fingerprint FROM asset ORDER BY id"
    prepare(old.database)
    mended = {name: json.loads(text) for name, text in query(old.database, sql)}
    change(old.database, "UPDATE asset SET fingerprint = '{}'")
    import_network(old, old.network_file)
    written = {name: json.loads(text) for name, text in query(old.database, sql)}
    assert len(mended) > 228
    assert mended == written


def test_the_first_import_after_the_step_changes_nothing(old):
    prepare(old.database)
    before = dump(old.database)
    result = import_network(old, old.network_file)
    assert (result.added, result.changed) == (0, 0)
    assert result.unchanged == len(before["asset"])
    assert dump(old.database) == before


@pytest.mark.parametrize("cell", [{}, {"description_cy": ""}])
def test_a_column_that_is_new_changes_no_entry_until_it_is_filled(
    settings, tmp_path, cell
):
    take(settings, tmp_path, row())
    before = dump(settings.database)
    assert take(settings, tmp_path, row(**cell)).unchanged == 1
    assert dump(settings.database) == before
    assert take(settings, tmp_path, row(**WELSH)).changed == 1


def test_a_column_that_a_file_lacks_is_left_as_it_is(settings, tmp_path):
    take(settings, tmp_path, row(**WELSH))
    before = dump(settings.database)
    assert take(settings, tmp_path, row()).unchanged == 1
    assert dump(settings.database) == before
    assert take(settings, tmp_path, row(**WELSH)).unchanged == 1


def test_also_when_something_else_has_changed(settings, tmp_path):
    take(settings, tmp_path, row(**WELSH))
    assert take(settings, tmp_path, row(description_en="New.")).changed == 1
    assert query(settings.database, TEXTS) == [("New.", WELSH["description_cy"])]
    with reading(settings.database) as database:
        assert matching_ids(database, "coetir") == ["tir-coed"]
    again = row(description_en="New.", **WELSH)
    assert take(settings, tmp_path, again).unchanged == 1
    assert query(settings.database, VERSION) == [(2,)]


def test_an_empty_cell_empties_what_was_filled(settings, tmp_path):
    take(settings, tmp_path, row(**WELSH))
    assert take(settings, tmp_path, row(description_cy="")).changed == 1
    assert query(settings.database, TEXTS)[0][1] == ""
    with reading(settings.database) as database:
        assert matching_ids(database, "coetir") == []


def test_a_point_that_a_file_does_not_speak_of_stays(settings, tmp_path):
    take(settings, tmp_path, row(**POINT))
    assert take(settings, tmp_path, row()).unchanged == 1
    assert take(settings, tmp_path, row(description_en="New.")).changed == 1
    assert query(settings.database, WHERE) == [(-4.08291, 52.41532, "venue")]


def test_a_point_goes_with_its_place_or_when_its_cells_are_emptied(settings, tmp_path):
    take(settings, tmp_path, row(**POINT))
    assert take(settings, tmp_path, row(place="Cardigan")).changed == 1
    assert query(settings.database, WHERE)[0][2] == "place"
    take(settings, tmp_path, row(**POINT))
    assert take(settings, tmp_path, row(longitude="", latitude="")).changed == 1
    assert query(settings.database, WHERE)[0][2] == "place"


def test_an_entry_whose_authority_is_emptied_changes_once(settings, tmp_path):
    emptied = row(place="", local_authority="")
    take(settings, tmp_path, row())
    assert take(settings, tmp_path, emptied).changed == 1
    before = dump(settings.database)
    assert take(settings, tmp_path, emptied).unchanged == 1
    assert dump(settings.database) == before
