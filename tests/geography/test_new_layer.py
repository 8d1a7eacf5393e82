"""A boundary layer is two files and no Python; a bad one is named when it loads."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from copro_map.assets.health import check
from copro_map.assets.importing import import_network
from copro_map.base.config import load_settings
from copro_map.base.errors import DefinitionError
from copro_map.geography.areas import (
    layer_polygons,
    load_authority_polygons,
    load_layers,
)
from tests.opening import open_page
from tests.samples import REAL_FILE, query

PROJECT = load_settings({})
TOML = """
label = { en = "Fire authority", cy = "Awdurdod tân" }
plural = { en = "Fire authorities", cy = "Awdurdodau tân" }
order = 6
built_from = "local_authority"
expected_areas = 3

[source]
publisher = { en = "The fire authorities", cy = "Yr awdurdodau tân" }
release = { en = "2026", cy = "2026" }
retrieved = 2026-11-21
licence = { en = "Facts", cy = "Ffeithiau" }
attribution = { en = "The fire authorities.", cy = "Yr awdurdodau tân." }
url = "https://example.org"

[source.limits]
en = "Made for a test."
cy = "Ar gyfer prawf."
"""
NORTH = ("FRA-NORTH", "North Wales Fire Authority", "Awdurdod Tân y Gogledd")
MIDWEST = ("FRA-WEST", "Mid and West Wales Fire Authority", "Awdurdod Tân y Canolbarth")
SOUTH = ("FRA-SOUTH", "South Wales Fire Authority", "Awdurdod Tân y De")


def authorities() -> list[str]:
    with (PROJECT.data_dir / "areas.csv").open(encoding="utf-8") as file:
        return [row["area_code"] for row in csv.DictReader(file)]


def fire_authority(code: str) -> tuple[str, str, str]:
    number = int(code[3:])
    if number <= 6:
        return NORTH
    return MIDWEST if number <= 12 or number == 23 else SOUTH


def member_rows() -> list[tuple[str, ...]]:
    return [(code, *fire_authority(code)) for code in authorities()]


def add_layer(tmp_path: Path, toml: str = TOML, rows=None) -> Path:
    folder = tmp_path / "boundaries"
    shutil.copytree(PROJECT.boundaries_dir, folder)
    (folder / "fire_authority.toml").write_text(toml, encoding="utf-8")
    lines = [("member_code", "area_code", "name_en", "name_cy"), *(rows or [])]
    with (folder / "fire_authority.csv").open("w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(lines)
    return folder


def test_two_files_are_found_and_put_in_order(tmp_path):
    folder = add_layer(tmp_path, rows=member_rows())
    layers = load_layers(folder, PROJECT.data_dir)
    assert list(layers)[-1] == "fire_authority"
    assert layers["fire_authority"].label.cy == "Awdurdod tân"
    assert layers["fire_authority"].area_label("FRA-SOUTH").en == SOUTH[1]


def test_the_new_layer_is_dissolved_from_the_authorities(tmp_path):
    folder = add_layer(tmp_path, rows=member_rows())
    layer = load_layers(folder, PROJECT.data_dir)["fire_authority"]
    base = load_authority_polygons(folder)
    built = layer_polygons(layer, base)
    assert set(built.index) == {"FRA-NORTH", "FRA-WEST", "FRA-SOUTH"}
    for code, shape in built.geometry.items():
        members = [c for c in authorities() if fire_authority(c)[0] == code]
        slow = shapely.union_all(list(base.geometry[members]))
        assert shape.symmetric_difference(slow).area < 1, code


LOCATED = "SELECT asset_id FROM location"


def test_an_import_writes_the_new_codes_for_each_entry(tmp_path, settings):
    folder = add_layer(tmp_path, rows=member_rows())
    there = replace(settings, boundaries_dir=folder)
    result = import_network(there, there.network_file)
    codes = query(
        there.database,
        "SELECT la.area_code, fire.area_code FROM asset_area AS la "
        "LEFT JOIN asset_area AS fire ON fire.asset_id = la.asset_id "
        "AND fire.layer = 'fire_authority' WHERE la.layer = 'local_authority'",
    )
    assert not result.faults
    assert len(codes) == len(query(there.database, LOCATED))
    assert all(fire == fire_authority(la)[0] for la, fire in codes)


def test_it_has_coverage_pages_and_a_brief(tmp_path, network, monkeypatch, run):
    folder = add_layer(tmp_path, rows=member_rows())
    monkeypatch.setenv("COPRO_MAP_BOUNDARIES", str(folder))
    assert import_network(replace(network, boundaries_dir=folder), REAL_FILE).changed
    rows = json.loads(run("gaps", "--layer", "fire_authority", "--json").out)
    assert {row["area_code"] for row in rows["areas"]} == {
        NORTH[0],
        MIDWEST[0],
        SOUTH[0],
    }
    names = ("Awdurdod tân", SOUTH[2])
    for file in ("pages/area.py", "pages/coverage.py", "pages/about.py"):
        page = open_page(file, "cy", layer="fire_authority", code=SOUTH[0])
        assert not page.exception
        sent = " ".join(str(getattr(part, "proto", "")) for part in page)
        assert names[file != "pages/about.py"] in sent, file
    brief = tmp_path / "brief.html"
    assert run("brief", SOUTH[0], "--out", brief, "--lang", "cy").code == 0
    assert names[1] in brief.read_text("utf-8")


def test_old_entries_get_the_new_codes_at_the_next_import(tmp_path, network):
    there = replace(network, boundaries_dir=add_layer(tmp_path, rows=member_rows()))
    assert [f.subject for f in check(there) if f.is_fault] == ["fire_authority"]
    result = import_network(there, there.network_file)
    located = len(query(there.database, LOCATED))
    assert (result.added, result.changed) == (0, located)
    assert not [f for f in check(there) if f.is_fault]


def test_a_layer_whose_file_went_away_is_reported(tmp_path, network):
    folder = tmp_path / "fewer"
    shutil.copytree(PROJECT.boundaries_dir, folder)
    (folder / "public_services_board.toml").unlink()
    faults = [f for f in check(replace(network, boundaries_dir=folder)) if f.is_fault]
    assert [f.subject for f in faults] == ["public_services_board"]


BAD_MEMBERS = {
    "missing": (member_rows()[1:], "Missing: W06000001"),
    "twice": ([*member_rows(), member_rows()[0]], "Twice: W06000001"),
    "unknown": ([*member_rows(), ("W06000099", *SOUTH)], "Unknown: W06000099"),
    "none at all": ([], "Missing: W06000001"),
}


@pytest.mark.parametrize("case", BAD_MEMBERS)
def test_bad_members_are_named_with_their_file(tmp_path, case):
    rows, message = BAD_MEMBERS[case]
    folder = add_layer(tmp_path, rows=rows)
    with pytest.raises(DefinitionError, match=f"fire_authority.csv.*{message}"):
        load_layers(folder, PROJECT.data_dir)


BAD_TOML = {
    "wrong count": ("expected_areas = 3", "expected_areas = 4", "3 areas.*4"),
    "no count": ("expected_areas = 3", "", "expected_areas"),
    "no Welsh label": (', cy = "Awdurdod tân"', "", "label"),
    "empty Welsh label": ('cy = "Awdurdod tân"', 'cy = ""', "label"),
    "no plural": ("plural", "plurals", "plural"),
    "no source": (TOML[TOML.index("[source]") :], "", r"\[source\]: write publisher"),
    "another name": ("[source]", "[sauce]", "no such field: sauce"),
    "no place among the levels": (
        "order = 6",
        "coarseness = true",
        "coarseness = True",
    ),
    "another origin": ('"local_authority"', '"parish"', "built_from = parish"),
    "no licence": ('licence = { en = "Facts", cy = "Ffeithiau" }', "", "licence"),
    "no Welsh licence": (', cy = "Ffeithiau"', "", "licence"),
    "no date": ("retrieved = 2026-11-21", "", "retrieved"),
    "a date as text": ("2026-11-21", '"2026-11-21"', "retrieved"),
    "no Welsh limits": ('cy = "Ar gyfer prawf."', "", "limits"),
    "not TOML": ("order = 6", "order = = 6", "TOML"),
}


@pytest.mark.parametrize("case", BAD_TOML)
def test_a_bad_definition_is_named_with_its_file(tmp_path, case):
    old, new, message = BAD_TOML[case]
    folder = add_layer(tmp_path, TOML.replace(old, new, 1), member_rows())
    with pytest.raises(DefinitionError, match=f"(?s)fire_authority.toml.*{message}"):
        load_layers(folder, PROJECT.data_dir)


def test_a_missing_column_of_the_member_file_is_named(tmp_path):
    folder = add_layer(tmp_path, rows=member_rows())
    path = folder / "fire_authority.csv"
    path.write_text(path.read_text("utf-8").replace("name_cy", "cymraeg", 1), "utf-8")
    with pytest.raises(DefinitionError, match=r"fire_authority.csv.*name_cy"):
        load_layers(folder, PROJECT.data_dir)


def test_a_missing_member_file_is_named(tmp_path):
    folder = add_layer(tmp_path, rows=member_rows())
    (folder / "fire_authority.csv").unlink()
    with pytest.raises(DefinitionError, match=r"fire_authority.csv"):
        load_layers(folder, PROJECT.data_dir)


def test_a_built_area_without_a_welsh_name_is_named(tmp_path):
    rows = [(code, area, en, "") for code, area, en, _ in member_rows()]
    folder = add_layer(tmp_path, rows=rows)
    with pytest.raises(DefinitionError, match=r"fire_authority.csv"):
        load_layers(folder, PROJECT.data_dir)


@pytest.mark.parametrize("wrong", ["missing", "twice"])
def test_the_polygons_must_be_those_of_every_authority(tmp_path, wrong):
    folder = add_layer(tmp_path, rows=member_rows())
    path = folder / "local_authority.geojson"
    drawn = json.loads(path.read_text("utf-8"))
    first = drawn["features"][0]
    code = first["properties"]["area_code"]
    rest = drawn["features"][1:]
    drawn["features"] = rest if wrong == "missing" else [first, first, *rest]
    path.write_text(json.dumps(drawn), "utf-8")
    message = rf"local_authority.geojson.*{wrong.title()}: {code}"
    with pytest.raises(DefinitionError, match=message):
        load_layers(folder, PROJECT.data_dir)
