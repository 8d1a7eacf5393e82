"""The map: every located entry once, no text of any entry, no other host."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.config import load_settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import language_in_force
from copro_map.drawing.boundaries import bounds_of, to_folium
from copro_map.geography.areas import layer_polygons, load_authority_polygons
from copro_map.search.charts.interactive_map import (
    Marking,
    base_map,
    clicked,
    points_group,
    points_payload,
)
from copro_map.search.drawing import (
    area_bounds,
    base_of_layer,
    picture_of_wales,
)
from copro_map.search.rules.counts import gathered
from copro_map.search.search import all_assets
from tests.drawing.test_embed import decode
from tests.samples import HOSTILE, change, query

REAL = load_settings({})
KINDS = load_definitions(REAL.data_dir).kinds
LAYERS = {
    "local_authority": 22,
    "health_board": 7,
    "county_voluntary_council": 19,
    "regional_partnership_board": 7,
    "public_services_board": 13,
}
ADDRESS = re.compile(r"""(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\s"']*""", re.I)


def strings(value: object) -> list[str]:
    """Every text anywhere in a decoded payload, keys too."""
    if isinstance(value, dict):
        return [s for pair in value.items() for one in pair for s in strings(one)]
    if isinstance(value, list):
        return [s for one in value for s in strings(one)]
    return [value] if isinstance(value, str) else []


@pytest.fixture
def assets(network) -> pd.DataFrame:
    return all_assets(network)


LONG_AGO = "SET verification = 'confirmed', verified_on = '2020-02-29'"


def of_authority(layers) -> dict[str, str]:
    return dict(layers["local_authority"].of_authority)


def test_there_is_one_row_for_each_located_entry(network, layers):
    change(network.database, f"UPDATE asset {LONG_AGO} WHERE rowid % 3 = 0")
    assets = all_assets(network)
    stored = query(
        network.database,
        "SELECT asset_id, latitude, longitude, kind, precision, verified_on, name_en, "
        "(SELECT area_code FROM asset_area AS a WHERE a.asset_id = asset.id "
        "AND layer = 'local_authority') "
        "FROM location JOIN asset ON asset.id = asset_id WHERE status = 'published'",
    )
    payload = points_payload(gathered(assets, of_authority(layers)), KINDS, Marking())
    decoded = decode(payload)
    exact = {
        i: ([y, x], list(KINDS).index(kind), int(bool(said)), name)
        for i, y, x, kind, p, said, name, _ in stored
        if p != "area"
    }
    assert {point[0] for point in decoded["points"]} == set(exact)
    for asset_id, at, *said in decoded["points"]:
        there, *rest = exact[asset_id]
        assert at == pytest.approx(there, abs=6e-5)
        assert said == rest
    rough = [(row[7], row[0]) for row in stored if row[4] == "area"]
    held = [(code, one) for code, _, ids in decoded["somewhere"] for one in ids]
    assert sorted(held) == sorted(rough)
    assert len(exact) > 60
    assert len(rough) > 60
    assert sum(decoded["here"].values()) == len(stored)


def test_a_badge_counts_the_kinds_of_its_area(assets, layers):
    found = gathered(assets, of_authority(layers))
    rows = decode(points_payload(found, KINDS, Marking()))["somewhere"]
    for code, counts, ids in rows:
        kinds = assets.loc[ids, "kind"]
        assert (assets.loc[ids, "authority"] == code).all()
        assert counts == [int((kinds == kind).sum()) for kind in KINDS]


def test_of_an_entry_its_name_alone_is_in_the_payload(assets, layers):
    found = gathered(assets, of_authority(layers))
    decoded = decode(points_payload(found, KINDS, Marking()))
    fixed = {s for key in ("kinds", "words") for s in strings(decoded[key])}
    allowed = {*assets.index, *assets["called"], *fixed, *decoded}
    allowed |= {code for code, *_ in decoded["somewhere"]} | set(decoded["here"])
    assert set(strings(decoded)) <= allowed | {""}
    texts = {*assets["description_en"], *assets["organisation"]} - set(assets["called"])
    inside = json.dumps(decoded, ensure_ascii=False)
    assert not [t for t in texts if t and t in inside]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_pin_has_the_entrys_name_in_the_language(network, language):
    change(network.database, "UPDATE asset SET name_cy = 'Enw ' || id WHERE rowid % 2")
    with language_in_force(language):
        assets = all_assets(network)
        points = decode(points_payload(gathered(assets), KINDS, Marking()))["points"]
    for asset_id, *_, name in points:
        english, welsh = assets.loc[asset_id, ["name_en", "name_cy"]]
        assert name == (welsh if language == "cy" and welsh else english)
    assert any(name.startswith("Enw ") for *_, name in points) == (language == "cy")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_data_and_every_other_text_stays_away(assets, text):
    columns = ["name_en", "name_cy", "description_en", "organisation", "place"]
    hostile = assets.iloc[:40].copy()
    hostile[columns] = f"zq{text}qz"
    same = points_payload(gathered(assets.iloc[:40]), KINDS, Marking())
    assert points_payload(gathered(hostile), KINDS, Marking()) == same
    named = points_payload(
        gathered(hostile.assign(called=f"zq{text}qz")), KINDS, Marking()
    )
    points = decode(named)["points"]
    assert {name for *_, name in points} == {f"zq{text}qz"}
    chart = base_map()
    points_group(named).add_to(chart)
    assert "zq" not in chart.get_root().render().replace(named, "")
    # What could end the text, or begin code in it, is not there as it was written.
    if set(text) & set("{}%#<>&`$'"):
        assert text not in named


def test_an_entry_without_a_location_is_not_drawn(assets):
    nowhere = assets[assets["longitude"].isna()]
    assert len(nowhere) > 40
    assert decode(points_payload(gathered(nowhere), KINDS, Marking()))["points"] == []


def test_what_is_picked_out_is_in_the_payload(assets):
    marking = Marking(
        "a.json", ("W06000008",), "tir-coed", ((51.0, -5.0), (53.0, -3.0))
    )
    decoded = decode(points_payload(gathered(assets), KINDS, marking))
    assert (decoded["areas"], decoded["entry"]) == (["W06000008"], "tir-coed")
    assert decoded["bounds"] == [[51.0, -5.0], [53.0, -3.0]]
    hostile = replace(marking, area_codes=("{{7*7}}",))
    assert "{" not in points_payload(gathered(assets), KINDS, hostile)


def test_a_crowded_map_grows_by_cells_alone(assets):
    many = pd.concat([assets] * 110, ignore_index=True)
    many.index = pd.Index([f"entry-{n}" for n in many.index])
    rng = np.random.default_rng(3)
    many["longitude"] += rng.normal(0, 0.02, len(many))
    assert len(many) > 20_000
    few = points_payload(gathered(assets), KINDS, Marking())
    assert len(points_payload(gathered(many), KINDS, Marking())) < len(few)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_layer_is_drawn_with_its_names_in_the_language(layers, layer, language):
    with language_in_force(language):
        drawn = json.loads(base_of_layer(REAL, layer))
    expected = {a.code: a.label.text(language) for a in layers[layer].areas.values()}
    assert {code: name for code, name, *_ in drawn["areas"]} == expected
    assert len(drawn["lines"]) == (0 if layer == "local_authority" else 22)
    for owner in ("OS", "ONS", "OGL v3.0", "GeoNames", "CC BY 4.0"):
        assert owner in drawn["credit"]
    assert ("Crown copyright" in drawn["credit"]) == (language == "en")


@pytest.mark.parametrize("layer", LAYERS)
def test_a_drawn_area_is_close_to_its_polygon_and_its_name_lies_inside(layers, layer):
    polygons = layer_polygons(
        layers[layer], load_authority_polygons(REAL.boundaries_dir)
    ).to_crs(4326)
    for code, _, outline, middle in json.loads(base_of_layer(REAL, layer))["areas"]:
        true = polygons.geometry[code]
        parts = outline if isinstance(outline[0][0][0], list) else [outline]
        turned = [
            shapely.Polygon(
                [(x, y) for y, x in rings[0]],
                [[(x, y) for y, x in hole] for hole in rings[1:]],
            ).buffer(0)
            for rings in parts
        ]
        drawn = shapely.union_all(turned)
        assert drawn.symmetric_difference(true).area < 0.03 * true.area, code
        assert true.contains(shapely.Point(middle[1], middle[0])), code


def test_towns_are_where_the_gazetteer_has_them(gazetteer):
    towns = json.loads(base_of_layer(REAL, "local_authority"))["towns"]
    named = gazetteer.places[gazetteer.places["population"] >= 500]
    assert len(towns) == len(named)
    swansea = next(town for town in towns if town[0] == "Swansea")
    assert swansea[1] == pytest.approx([51.62, -3.94], abs=0.02)


def test_a_map_asks_no_other_host(assets):
    chart = base_map()
    points_group(points_payload(gathered(assets), KINDS, Marking())).add_to(chart)
    page = chart.get_root().render()
    names = {"http://www.w3.org/2000/svg"}  # a namespace, never fetched
    assert {a.rstrip("\\") for a in ADDRESS.findall(page)} <= names
    sources = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert sources
    assert all(source.startswith("../../app/static/") for source in sources)


def test_street_tiles_come_only_when_asked_for():
    page = base_map(streets=True).get_root().render()
    hosts = {a.split("/")[2] for a in ADDRESS.findall(page)}
    assert hosts == {"tile.openstreetmap.org"}
    assert "OpenStreetMap contributors" in page
    assert "openstreetmap" not in base_map().get_root().render().lower()


pairs = st.lists(st.tuples(st.floats(-6, -2.5), st.floats(51.2, 53.6)))


@given(pairs)
def test_points_are_swapped_and_rounded_and_the_given_ones_kept(points):
    given_points = np.array(points, dtype=float).reshape(-1, 2)
    before = given_points.copy()
    swapped = to_folium(given_points).tolist()
    assert len(swapped) == len(points)
    for (latitude, longitude), (x, y) in zip(swapped, points, strict=True):
        assert (latitude, longitude) == pytest.approx((y, x), abs=6e-5)
    assert np.array_equal(given_points, before)


def test_bounds_are_south_west_and_north_east():
    (south, west), (north, east) = area_bounds(REAL, "local_authority", ("W06000001",))
    assert (south, north) == pytest.approx((53.12, 53.43), abs=0.03)
    assert (west, east) == pytest.approx((-4.70, -4.02), abs=0.03)
    polygons = load_authority_polygons(REAL.boundaries_dir)
    assert bounds_of(polygons.loc[["W06000001"]]) == ((south, west), (north, east))


@pytest.mark.parametrize(
    "answer",
    [None, {}, {"last_active_drawing": None}, {"last_active_drawing": {}},
     {"last_active_drawing": {"properties": None}},
     {"last_active_drawing": {"properties": {"entry": ""}}}],
)  # fmt: skip
def test_a_click_on_nothing_is_nothing(answer):
    assert clicked(answer) == {}


def test_the_still_map_shows_points_and_says_its_title():
    picture = picture_of_wales(REAL, ("W06000008",), ((-4.1, 52.4, "offer"),), '<"a">')
    assert 'alt="&lt;&#34;a&#34;&gt;"' in picture
    assert "<script" not in picture
    plain = picture_of_wales(REAL, (), (), "a")
    assert len(picture) > len(plain)
