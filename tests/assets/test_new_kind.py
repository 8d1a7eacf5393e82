"""The recipe of docs/adding.md for a kind: one table in one file."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest

from copro_map.base.config import load_settings
from copro_map.drawing.shapes import PATHS
from tests.opening import open_page
from tests.samples import query, row, write_csv

DATA = load_settings({}).data_dir
TABLE = """
[course]
label = { en = "Training course", cy = "Cwrs hyfforddi" }
plural = { en = "Training courses", cy = "Cyrsiau hyfforddi" }
description = { en = "Something to learn.", cy = "Rhywbeth i'w ddysgu." }
colour = "#5B3A8E"
shape = "star"
"""
COURSE = row(id="a-course", kind="course", name_en="How to listen")


@pytest.fixture
def there(network, tmp_path, monkeypatch, run):
    """The real entries and a course, on a map whose files have a kind more."""
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied, ignore=shutil.ignore_patterns("*.db*"))
    with (copied / "asset_kinds.toml").open("a", encoding="utf-8") as file:
        file.write(TABLE)
    monkeypatch.setenv("COPRO_MAP_DATA", str(copied))
    assert run("import", write_csv(tmp_path / "course.csv", COURSE)).code == 0
    return network


def exported(run, file_format: str, *filters: str) -> str:
    told = run("export", "--format", file_format, *filters)
    assert told.code == 0
    return told.out.removeprefix("\ufeff")


def test_it_is_imported_found_and_exported(there, run):
    sql = "SELECT kind, name_en FROM asset WHERE id = 'a-course'"
    assert query(there.database, sql) == [("course", "How to listen")]
    found = run("search", "listen", "--kind", "course")
    assert "How to listen" in found.out
    rows = list(csv.DictReader(io.StringIO(exported(run, "csv", "--kind", "course"))))
    assert [(one["id"], one["kind"]) for one in rows] == [("a-course", "course")]
    (feature,) = json.loads(exported(run, "geojson", "--kind", "course"))["features"]
    assert feature["properties"]["id"] == "a-course"


@pytest.mark.parametrize(
    ("language", "plural"), [("en", "Training courses"), ("cy", "Cyrsiau hyfforddi")]
)
@pytest.mark.usefixtures("there")
def test_it_is_counted_filtered_and_drawn(language, plural):
    home = open_page("pages/home.py", language)
    assert not home.exception
    assert f"<span>{plural}</span> <b>1</b>" in drawn(home)
    page = open_page("pages/asset_map.py", language, kind="course")
    assert not page.exception
    assert PATHS["star"] in drawn(page)
    assert f"{plural} (1)" in drawn(page)
    gaps = open_page("pages/coverage.py", language, kind="course")
    assert not gaps.exception


def drawn(test) -> str:
    """Everything that a page sends, the map and the list too."""
    return " ".join(str(getattr(part, "proto", "")) for part in test)
