"""Counts recounted in SQL: every level adds up to Wales, and the file is sound."""

from __future__ import annotations

import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.store.entries import counts_by_area, public_assets, stored_layers
from copro_map.base.store.connection import reading, revision
from copro_map.base.store.schema import broken_links, file_faults
from copro_map.search.rules.counts import tally
from copro_map.search.search import all_assets
from tests.samples import change, query, row, write_csv

LAYERS = (
    "local_authority",
    "health_board",
    "county_voluntary_council",
    "regional_partnership_board",
    "public_services_board",
)
RECOUNT = """
SELECT area_code, COUNT(*) FROM asset, asset_area
WHERE asset.id = asset_id AND status = 'published' AND layer = ? GROUP BY area_code
"""
ALL_WALES = """
SELECT COUNT(*) FROM asset WHERE status = 'published'
AND id NOT IN (SELECT asset_id FROM asset_area WHERE layer = 'local_authority')
AND id IN (SELECT asset_id FROM asset_served WHERE area_code = 'W92000004')
"""
NO_LOCATION = """
SELECT COUNT(*) FROM asset WHERE status = 'published'
AND id NOT IN (SELECT asset_id FROM asset_area WHERE layer = 'local_authority')
AND id NOT IN (SELECT asset_id FROM asset_served WHERE area_code = 'W92000004')
"""
TOTAL = "SELECT COUNT(*) FROM asset WHERE status = 'published'"


@pytest.fixture
def database(network):
    with reading(network.database) as opened:
        yield opened


@pytest.mark.parametrize("layer", LAYERS)
def test_counts_of_a_layer_are_those_of_its_authorities(network, layers, layer):
    by_authority = dict(query(network.database, RECOUNT, "local_authority"))
    expected: dict[str, int] = {}
    for authority, count in by_authority.items():
        code = layers[layer].of_authority[authority]
        expected[code] = expected.get(code, 0) + count
    assert dict(query(network.database, RECOUNT, layer)) == expected


@pytest.mark.parametrize("layer", LAYERS)
def test_counted_by_area_is_the_recount(database, network, layer):
    counted = counts_by_area(database, layer)
    totals = counted.groupby("area_code")["entries"].sum().to_dict()
    assert totals == dict(query(network.database, RECOUNT, layer))


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_with_all_wales_and_no_location_is_wales(network, layer):
    parts = sum(count for _, count in query(network.database, RECOUNT, layer))
    parts += query(network.database, ALL_WALES)[0][0]
    parts += query(network.database, NO_LOCATION)[0][0]
    assert parts == query(network.database, TOTAL)[0][0]


def test_the_tally_is_the_recount(network):
    counted = tally(all_assets(network))
    located = query(network.database, RECOUNT, "local_authority")
    assert counted.located == sum(count for _, count in located)
    assert counted.all_wales == query(network.database, ALL_WALES)[0][0]
    assert counted.no_location == query(network.database, NO_LOCATION)[0][0]
    assert sum(counted) == query(network.database, TOTAL)[0][0]


def test_kinds_are_counted_apart(database, network):
    counted = counts_by_area(database, "health_board")
    by_kind = counted.groupby("kind")["entries"].sum().to_dict()
    recount = (
        "SELECT kind, COUNT(*) FROM asset JOIN asset_area ON asset_id = id "
        "WHERE layer = 'health_board' GROUP BY kind"
    )
    assert by_kind == dict(query(network.database, recount))


def test_an_archived_entry_is_not_counted(network):
    change(network.database, "UPDATE asset SET status='archived' WHERE kind='offer'")
    with reading(network.database) as database:
        assert "offer" not in set(counts_by_area(database, LAYERS[0])["kind"])
        assert "offer" not in set(public_assets(database)["kind"])


def test_public_assets_is_every_published_row_as_stored(database, network):
    frame = public_assets(database)
    rows = query(
        network.database, "SELECT id, name_en, description_en, place FROM asset"
    )
    assert frame.index.is_unique
    assert len(frame) == len(rows)
    for asset_id, *texts in rows:
        assert [*frame.loc[asset_id, ["name_en", "description_en", "place"]]] == texts


def test_lists_and_areas_are_those_of_the_side_tables(database, network):
    frame = public_assets(database)
    for column, table in (
        ("themes", "theme"),
        ("stages", "stage"),
        ("served", "served"),
    ):
        stored = query(network.database, f"SELECT * FROM asset_{table}")  # noqa: S608
        pairs = {(i, value) for i, values in frame[column].items() for value in values}
        assert pairs == set(stored)
    stored = query(network.database, "SELECT * FROM asset_area")
    found = {(i, k, v) for i, areas in frame["areas"].items() for k, v in areas.items()}
    assert found == set(stored)


def test_a_missing_location_is_missing_and_never_zero(database):
    frame = public_assets(database)
    nowhere = frame[frame["areas"].map(len) == 0]
    assert len(nowhere) > 40
    assert nowhere[["longitude", "latitude"]].isna().all(axis=None)
    assert (nowhere["precision"] == "").all()
    assert not (frame["longitude"] == 0).any()


def test_the_database_is_sound(database):
    assert file_faults(database) == []
    assert broken_links(database) == []
    assert stored_layers(database) == set(LAYERS)


def test_a_broken_link_is_found(network):
    change(network.database, "INSERT INTO asset_theme VALUES ('nobody', 'food')")
    with reading(network.database) as database:
        assert broken_links(database) == ["asset_theme"]


def test_the_revision_grows_with_a_change_and_only_then(network, tmp_path):
    def now() -> int:
        with reading(network.database) as database:
            return revision(database)

    first = now()
    import_network(network, network.network_file)
    assert now() == first
    import_network(network, write_csv(tmp_path / "in.csv", row()))
    assert now() > first


def test_no_private_column_is_public(network):
    columns = query(
        network.database, "SELECT name FROM pragma_table_info('asset_public')"
    )
    assert {name for (name,) in columns} == {
        "id", "kind", "practitioner_type", "name_en", "name_cy", "description_en",
        "description_cy", "organisation", "organisation_id", "sector", "place",
        "website", "source_url", "source_date", "exchange_category", "start_year",
        "end_year", "origin", "verification", "verified_on", "closes_on", "longitude",
        "latitude", "precision", "verified_role", "opens_on", "paused_until",
        "ended_on", "changed_on", "way", "spoken", "capacity", "agreement", "taken",
    }  # fmt: skip
