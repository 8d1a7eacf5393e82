"""The five layers: published counts, names, sources, populations and polygons."""

from __future__ import annotations

import csv
from datetime import date

import geopandas as gpd
import pytest
import shapely

from copro_map.base.config import load_settings
from copro_map.base.errors import CrsError, UnknownAreaError
from copro_map.geography.areas import (
    areas_of,
    find_layer,
    layer_polygons,
    load_authority_polygons,
    load_layers,
    require_crs,
)

SETTINGS = load_settings({})
AREAS = {
    "local_authority": 22,
    "health_board": 7,
    "county_voluntary_council": 19,
    "regional_partnership_board": 7,
    "public_services_board": 13,
}
WALES = 3_107_489  # usual residents, Census 2021 (StatsWales)
TOLERANCE = 0.001  # of the area
LAYERS = load_layers(SETTINGS.boundaries_dir, SETTINGS.data_dir)
each_layer = pytest.mark.parametrize("layer_id", LAYERS)


def authority_rows() -> dict[str, dict[str, str]]:
    with (SETTINGS.data_dir / "areas.csv").open(encoding="utf-8") as file:
        return {row["area_code"]: row for row in csv.DictReader(file)}


def polygons_of(layers, layer_id) -> gpd.GeoDataFrame:
    authorities = load_authority_polygons(SETTINGS.boundaries_dir)
    return layer_polygons(layers[layer_id], authorities)


def test_local_authorities_come_first_and_the_layers_are_these(layers):
    assert [layer for layer in layers if layer in AREAS] == list(AREAS)
    assert next(iter(layers)) == "local_authority"


@pytest.mark.parametrize("layer_id", AREAS)
def test_a_layer_has_the_published_number_of_areas(layers, layer_id):
    assert len(layers[layer_id].areas) == AREAS[layer_id]
    assert len(polygons_of(layers, layer_id)) == AREAS[layer_id]


@each_layer
def test_a_layer_and_its_areas_are_named_in_both_languages(layers, layer_id):
    layer = layers[layer_id]
    labels = [layer.label, layer.plural, *(a.label for a in layer.areas.values())]
    assert all(label.en.strip() and label.cy.strip() for label in labels)
    assert layer.label.en != layer.label.cy


@each_layer
def test_a_layer_says_where_it_comes_from(layers, layer_id):
    source = layers[layer_id].source
    pairs = [source.publisher, source.release, source.licence, source.limits]
    assert all(pair.en.strip() and pair.cy.strip() for pair in pairs)
    assert source.attribution.en.strip()
    assert source.attribution.cy.strip()
    assert source.url.startswith("https://")
    assert isinstance(source.retrieved, date)


@each_layer
def test_populations_add_up_to_wales(layers, layer_id):
    assert sum(a.population for a in layers[layer_id].areas.values()) == WALES


@each_layer
def test_an_areas_population_is_that_of_its_members(layers, layer_id):
    published = authority_rows()
    for area in layers[layer_id].areas.values():
        members = [int(published[code]["population"]) for code in area.members]
        assert area.population == sum(members), area.code


@each_layer
def test_every_authority_is_in_exactly_one_area(layers, layer_id):
    members = [m for a in layers[layer_id].areas.values() for m in a.members]
    assert sorted(members) == sorted(authority_rows())
    for area in layers[layer_id].areas.values():
        assert {layers[layer_id].of_authority[m] for m in area.members} == {area.code}


@each_layer
def test_polygons_are_valid_and_in_metres(layers, layer_id):
    polygons = polygons_of(layers, layer_id)
    assert polygons.geometry.is_valid.all()
    assert polygons.crs.to_epsg() == 27700
    assert polygons.index.is_monotonic_increasing
    assert set(polygons.index) == set(layers[layer_id].areas)


@each_layer
def test_polygons_do_not_overlap(layers, layer_id):
    shapes = list(polygons_of(layers, layer_id).geometry)
    total = sum(shape.area for shape in shapes)
    overlap = sum(
        a.intersection(b).area
        for i, a in enumerate(shapes)
        for b in shapes[i + 1 :]
        if a.intersects(b)
    )
    assert overlap <= TOLERANCE * total


@each_layer
def test_polygons_leave_no_hole_and_cover_all_authorities(layers, layer_id):
    whole = polygons_of(layers, layer_id).union_all()
    holes = [
        shapely.Polygon(ring).area
        for part in shapely.get_parts(whole)
        for ring in part.interiors
    ]
    wales = load_authority_polygons(SETTINGS.boundaries_dir).union_all()
    assert sum(holes) <= TOLERANCE * whole.area
    assert whole.symmetric_difference(wales).area <= TOLERANCE * wales.area


@pytest.mark.parametrize("code", authority_rows())
def test_an_authority_is_as_large_as_published(layers, code):
    published_m2 = float(authority_rows()[code]["land_km2"]) * 1e6
    drawn_m2 = polygons_of(layers, "local_authority").geometry[code].area
    # Clipped to the coast at high water; generalised; published in whole km2.
    assert drawn_m2 == pytest.approx(published_m2, rel=0.03)


def test_bridgend_has_been_in_cwm_taf_morgannwg_since_2019(layers):
    bridgend = areas_of(layers, "W06000013")
    assert layers["health_board"].area_label(bridgend["health_board"]).en == (
        "Cwm Taf Morgannwg University Health Board"
    )


def test_north_wales_is_six_authorities(layers):
    north = {f"W0600000{n}" for n in range(1, 7)}
    betsi = layers["health_board"].area("W11000023")
    assert betsi.label.cy == "Bwrdd Iechyd Prifysgol Betsi Cadwaladr"
    assert set(betsi.members) == north


def test_partnership_boards_follow_the_health_boards(layers):
    footprints = [
        {frozenset(a.members) for a in layers[layer].areas.values()}
        for layer in ("health_board", "regional_partnership_board")
    ]
    assert footprints[0] == footprints[1]


def test_an_unknown_area_or_layer_is_an_error_that_names_it(layers):
    with pytest.raises(UnknownAreaError, match=r"W06000099.*health_board"):
        layers["health_board"].area("W06000099")
    with pytest.raises(UnknownAreaError, match=r"parish.*local_authority"):
        find_layer(layers, "parish")


def test_nowhere_is_no_area_in_every_layer(layers):
    assert areas_of(layers, None) == dict.fromkeys(layers)


@pytest.mark.parametrize("crs", [4326, None])
def test_polygons_in_another_system_are_refused(layers, crs):
    authorities = load_authority_polygons(SETTINGS.boundaries_dir)
    wrong = gpd.GeoDataFrame(
        geometry=authorities.geometry.to_numpy(), index=authorities.index, crs=crs
    )
    with pytest.raises(CrsError, match="27700"):
        layer_polygons(layers["health_board"], wrong)
    with pytest.raises(CrsError, match="the points: expected EPSG:27700"):
        require_crs(wrong, 27700, "the points")
