"""The network's real file: what is stored is what it says, and nothing more."""

from __future__ import annotations

from collections import Counter

import pytest

from copro_map.assets.health import check
from copro_map.assets.importing import import_network
from copro_map.base.definitions import load_definitions
from copro_map.geography.areas import ALL_WALES
from copro_map.geography.assign import assign_authorities, to_points
from tests.conftest import PROJECT
from tests.samples import dump, query, real_rows

KIND = {"organisation": "practitioner"}
NO_AUTHORITY = ("", "All Wales")


def codes_by_name(gazetteer) -> dict[str, str]:
    authorities = gazetteer.layers["local_authority"].areas.values()
    return {a.label.en: a.code for a in authorities} | {"All Wales": ALL_WALES}


def test_the_real_file_has_no_fault_and_every_row_is_stored(settings):
    result = import_network(settings, settings.network_file)
    rows = real_rows()
    stored = query(
        settings.database, "SELECT id, kind, name_en FROM asset WHERE origin='network'"
    )
    assert result.faults == ()
    expected = [(r["id"], KIND.get(r["kind"], r["kind"]), r["name_en"]) for r in rows]
    assert sorted(stored) == sorted(expected)
    assert (result.changed, result.unchanged) == (0, 0)
    assert query(settings.database, "SELECT COUNT(*) FROM asset") == [(result.added,)]


TEXTS = ("name_cy", "description_en", "sector", "place", "organisation", "website")
TEXTS += ("source_url", "source_date")


@pytest.mark.parametrize("column", TEXTS)
def test_every_text_is_stored_as_the_file_has_it(network, column):
    stored = dict(query(network.database, f"SELECT id, {column} FROM asset"))  # noqa: S608
    for row in real_rows():
        assert stored[row["id"]] == row[column].strip(), row["id"]


def test_years_themes_stages_and_categories_are_stored(network):
    years = {r[0]: r[1:] for r in query(network.database, "SELECT id, start_year, "
             "end_year, exchange_category FROM asset")}  # fmt: skip
    themes = Counter(query(network.database, "SELECT * FROM asset_theme"))
    stages = Counter(query(network.database, "SELECT * FROM asset_stage"))
    for row in real_rows():
        start, end, category = years[row["id"]]
        assert str(start or "") == row["start_year"]
        assert str(end or "") == row["end_year"]
        assert category == row["exchange_type"]
        themes.subtract((row["id"], x) for x in row["themes"].split(";") if x)
        stages.subtract((row["id"], x) for x in row["stages"].split(";") if x)
    assert set(themes.values()) == set(stages.values()) == {0}


def test_importing_twice_changes_nothing_at_all(network):
    before = dump(network.database)
    result = import_network(network, network.network_file)
    assert (result.added, result.changed) == (0, 0)
    assert result.unchanged == len(before["asset"])
    assert dump(network.database) == before


def test_a_dry_run_counts_and_keeps_nothing(network, tmp_path):
    before = dump(network.database)
    changed = network.network_file.read_text("utf-8").replace("Tir Coed", "Tir Goed")
    file = tmp_path / "network.csv"
    file.write_text(changed, "utf-8")
    dry = import_network(network, file, dry_run=True)
    assert dry.changed > 0
    assert dump(network.database) == before
    assert import_network(network, file).changed == dry.changed


def test_a_dry_run_into_nothing_leaves_no_entry(settings):
    result = import_network(settings, settings.network_file, dry_run=True)
    assert result.added > 228
    if settings.database.exists():
        assert query(settings.database, "SELECT COUNT(*) FROM asset") == [(0,)]


def test_an_authority_is_the_declared_one(network, gazetteer):
    codes = codes_by_name(gazetteer)
    based = dict(
        query(
            network.database,
            "SELECT asset_id, area_code FROM asset_area WHERE layer='local_authority'",
        )
    )
    for row in real_rows():
        if row["local_authority"] not in NO_AUTHORITY:
            assert based[row["id"]] == codes[row["local_authority"]], row["id"]


def test_every_other_layer_follows_from_the_authority(network, gazetteer):
    rows = query(network.database, "SELECT asset_id, layer, area_code FROM asset_area")
    areas: dict[str, dict[str, str]] = {}
    for asset_id, layer, code in rows:
        areas.setdefault(asset_id, {})[layer] = code
    for found in areas.values():
        for layer in gazetteer.layers.values():
            assert found[layer.id] == layer.of_authority[found["local_authority"]]


def test_all_wales_and_regional_rows_have_coverage_and_no_location(network, gazetteer):
    codes = codes_by_name(gazetteer)
    served: dict[str, set[str]] = {}
    for asset_id, code in query(network.database, "SELECT * FROM asset_served"):
        served.setdefault(asset_id, set()).add(code)
    located = {i for (i,) in query(network.database, "SELECT asset_id FROM location")}
    located |= {
        i for (i,) in query(network.database, "SELECT asset_id FROM asset_area")
    }
    rows = [r for r in real_rows() if not r["postcode"]]
    wide = [r for r in rows if r["local_authority"] in NO_AUTHORITY]
    assert len(wide) > 48
    for row in wide:
        names = [n for n in row["serves"].split(";") if n]
        if row["local_authority"] == "All Wales":
            names.append("All Wales")
        assert served.get(row["id"], set()) == {codes[n] for n in names}, row["id"]
        assert row["id"] not in located


def test_every_location_lies_in_its_authority(network, gazetteer):
    rows = query(
        network.database,
        "SELECT longitude, latitude, area_code FROM location JOIN asset_area "
        "USING (asset_id) WHERE layer = 'local_authority'",
    )
    points = to_points([r[0] for r in rows], [r[1] for r in rows])
    drawn = assign_authorities(points, gazetteer.polygons, gazetteer.england)
    assert len(rows) > 180
    assert list(drawn) == [r[2] for r in rows]


def test_a_place_that_no_gazetteer_knows_is_shown_by_its_authority(network, gazetteer):
    precise = dict(query(network.database, "SELECT asset_id, precision FROM location"))
    listed = {f.subject.split(" ")[0] for f in check(network) if not f.is_fault}
    codes = codes_by_name(gazetteer)
    vague = set()
    for row in real_rows():
        if row["place"] and row["local_authority"] not in NO_AUTHORITY:
            near = gazetteer.places[
                gazetteer.places["authority"] == codes[row["local_authority"]]
            ]
            names = {*near["name_en"], *near["name_cy"]}
            if row["place"] in names:
                assert precise[row["id"]] in ("place", "postcode"), row["id"]
            elif precise[row["id"]] == "area":
                vague.add(row["id"])
    assert listed == vague
    assert len(vague) > 3


def test_every_published_entry_is_unverified(network):
    states = query(
        network.database,
        "SELECT DISTINCT verification, verified_on, closes_on FROM asset_public",
    )
    assert states == [("unverified", None, "")]


def test_an_entry_is_found_by_the_words_of_its_row(network):
    """Every row's text is in the index, counted straight in the table."""
    texts = dict(query(network.database, "SELECT asset_id, name FROM asset_text"))
    for row in real_rows():
        assert row["name_en"] in texts[row["id"]]
        assert row["name_cy"] in texts[row["id"]]
    ids = query(network.database, "SELECT asset_id FROM asset_text")
    assert len(ids) == len(set(ids)) == len(dump(network.database)["asset"])


def test_the_page_about_the_data_says_how_many_entries_there_are():
    release = load_definitions(PROJECT.data_dir).sources["network"].release
    for text in (release.en, release.cy):
        assert text.split()[0] == str(len(real_rows()))
