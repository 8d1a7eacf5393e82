"""What was exported goes back unchanged, and only where it came from."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.errors import ImportFileError
from copro_map.base.today import current_day
from copro_map.search.export import export
from copro_map.search.search import all_assets
from tests.conftest import PROJECT
from tests.samples import HOSTILE, dump, query, row, write_csv

HARD = ("'=a", "@home", "+44", "a;b", "one\ntwo", "007", "2019.0", "TRUE", "1/3/2024")
FORMATS = ("csv", "xlsx", "geojson")
TABLES = ("asset_area", "asset_served", "asset_theme", "asset_stage", "location")
ENTRY = (
    "SELECT id, kind, practitioner_type, name_en, name_cy, description_en, "
    "description_cy, organisation, organisation_id, sector, place, website, "
    "source_url, source_date, exchange_category, start_year, end_year, origin, "
    "verification FROM asset WHERE status = 'published' ORDER BY id"
)


def written(settings, file_format: str, folder):
    file = folder / f"out.{file_format}"
    file.write_bytes(export(settings, all_assets(settings), file_format, current_day()))
    return file


@pytest.fixture(scope="module")
def real(imported, tmp_path_factory):
    """The real entries, and some whose names are hard to write."""
    path = tmp_path_factory.mktemp("real") / "copro_map.db"
    shutil.copyfile(imported, path)
    here = replace(PROJECT, database=path)
    rows = [
        row(id=f"hard-{n}", name_en=name, organisation=f"{name} {n}", place="")
        for n, name in enumerate((*HOSTILE, *HARD))
    ]
    assert not import_network(here, write_csv(path.with_name("hard.csv"), *rows)).faults
    return here


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_real_entries_come_back_unchanged(real, tmp_path, file_format):
    file = written(real, file_format, tmp_path)
    before = dump(real.database)
    result = import_network(real, file)
    assert (result.faults, result.added, result.changed) == ((), 0, 0)
    assert (
        result.unchanged
        == query(real.database, "SELECT COUNT(*) FROM asset_public")[0][0]
    )
    assert dump(real.database) == before
    assert "local_authority_name" in result.ignored
    assert "local_authority" in result.mapping


def test_the_real_entries_make_the_same_database_anew(real, settings, tmp_path):
    result = import_network(settings, written(real, "geojson", tmp_path))
    assert result.faults == ()
    assert query(settings.database, ENTRY) == query(real.database, ENTRY)
    sql = "SELECT id, fingerprint FROM asset WHERE status = 'published'"
    sums = [
        {i: json.loads(text) for i, text in query(one.database, sql)}
        for one in (settings, real)
    ]
    assert sums[0] == sums[1]
    again, first = dump(settings.database), dump(real.database)
    for table in TABLES:
        assert again[table] == first[table], table


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_demonstration_goes_back_into_itself_alone(
    demonstrated, settings, to_read, tmp_path, file_format
):
    shutil.copyfile(demonstrated, settings.database)
    file = written(settings, file_format, tmp_path)
    result = import_network(settings, file)
    # The file says for the first time what somebody sent in about one of them.
    assert (result.faults, result.added, result.changed) == ((), 0, 1)
    again = import_network(settings, file)
    assert (again.added, again.changed) == (0, 0)
    assert again.unchanged == len(all_assets(settings))
    if file_format != "csv":
        return
    for other in (to_read, replace(settings, database=tmp_path / "new.db")):
        assert import_network(other, file, dry_run=True).faults
    with pytest.raises(ImportFileError, match="never mixed"):
        import_network(settings, written(to_read, file_format, tmp_path))


def rows_of(settings):
    content = export(settings, all_assets(settings), "csv", current_day())
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_what_was_changed_in_an_export_is_changed_and_nothing_else(network, tmp_path):
    rows = rows_of(network)
    one = next(row for row in rows if row["precision"] == "area")
    one |= {"name_en": "'@ = +1; Tŷ’r Ardd", "verification": "confirmed"}
    where = query(network.database, "SELECT * FROM location ORDER BY asset_id")
    result = import_network(network, write_csv(tmp_path / "renamed.csv", *rows))
    assert (result.faults, result.added, result.changed) == ((), 0, 1)
    assert [(x.column, "confirmed" in x.reason()) for x in result.notes] == [
        ("verification", True)
    ]
    assert query(network.database, "SELECT * FROM location ORDER BY asset_id") == where
    said = query(network.database, "SELECT DISTINCT verification FROM asset")
    assert said == [("unverified",)]


def test_invented_entries_do_not_come_in_by_a_column_of_origins(network, tmp_path):
    rows = [rows_of(network)[0] | {"id": "new", "origin": "synthetic"}]
    with pytest.raises(ImportFileError, match="invented"):
        import_network(network, write_csv(tmp_path / "in.csv", *rows))


def test_the_origins_of_other_people_are_none_of_ours(network, tmp_path):
    (one,) = [row for row in rows_of(network) if row["id"] == "tir-coed"]
    rows = [one | {"name_en": "Quite Other", "name_cy": "", "origin": "Bangor"}]
    result = import_network(network, write_csv(tmp_path / "in.csv", *rows))
    assert [x.column for x in result.faults] == ["id"]
