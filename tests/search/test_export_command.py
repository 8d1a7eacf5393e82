"""The commands export and synth, on a small application of the test's own."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest
import typer
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import explain
from copro_map.demonstration.commands import synth_command
from copro_map.search.commands import export_command
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search

app = typer.Typer()
app.command("export")(export_command)
app.command("synth")(synth_command)


@pytest.fixture
def ask():
    def command(*words):
        result = CliRunner().invoke(app, [str(word) for word in words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return command


def rows_of(content: bytes) -> list[dict[str, str]]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text))


@pytest.mark.usefixtures("network")
def test_without_a_file_it_goes_to_standard_output_and_nothing_else_does(ask):
    result = ask("export", "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert len(rows_of(result.stdout_bytes)) > 228
    assert result.stderr == ""


def test_search_options_narrow_the_export(ask, network):
    result = ask("export", "community", "--kind", "project", "--theme",
                 "community_development", "--area", "W06000015")  # fmt: skip
    query = Query(
        text="community",
        areas=("W06000015",),
        kinds=("project",),
        themes=("community_development",),
        ended=True,
    )
    expected = search(network, query, all_assets(network)).hits.index
    assert [r["id"] for r in rows_of(result.stdout_bytes)] == list(expected)
    assert len(expected) > 0


@pytest.mark.usefixtures("network")
def test_near_a_place_there_is_a_distance(ask):
    result = ask("export", "--near", "Cardiff, Cardiff", "--km", "10")
    rows = rows_of(result.stdout_bytes)
    distances = [float(r["distance_km"]) for r in rows if r["distance_km"]]
    assert min(distances) <= 10
    assert 0 < len(distances) < len(rows)


@pytest.mark.usefixtures("network")
def test_each_format_is_written_to_a_file(ask, tmp_path):
    for file_format in ("csv", "xlsx", "geojson"):
        target = tmp_path / f"tŷ {file_format}"
        result = ask("export", "--format", file_format, "--out", target)
        assert result.exit_code == 0
        assert result.stdout == ""
        assert str(target) in result.stderr.replace("\n", "")
    ids = [r["id"] for r in rows_of((tmp_path / "tŷ csv").read_bytes())]
    book = CalamineWorkbook.from_path(tmp_path / "tŷ xlsx")
    assert [r[0] for r in book.get_sheet_by_index(0).to_python()[1:]] == ids
    geojson = json.loads((tmp_path / "tŷ geojson").read_bytes())
    assert [f["properties"]["id"] for f in geojson["features"]] == ids


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--format", "pdf"), "csv, xlsx, geojson"),
        (("--kind", "spam"), "spam"),
        (("--theme", "spam"), "spam"),
        (("--area", "W06000099"), "W06000099"),
        (("--out", "no/such/folder/x.csv"), "no/such/folder/x.csv"),
    ],
)
def test_what_cannot_be_done_is_said(ask, words, part):
    with pytest.raises(CoproMapError) as error:
        ask("export", *words)
    assert part in explain(error.value, "en")


@pytest.mark.usefixtures("network")
def test_a_workbook_is_not_written_to_a_screen(monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(CoproMapError, match="--out"):
        export_command(file_format="xlsx")


def test_without_a_database_it_says_how_to_make_one(ask):
    with pytest.raises(CoproMapError, match="init"):
        ask("export")


def test_synth_fills_the_database_that_the_environment_names(ask, settings):
    assert json.loads(ask("synth", "--n", 40, "--json").stdout) == {"added": 40}
    assert len(all_assets(settings)) == 40
    assert json.loads(ask("synth", "--n", 40, "--json").stdout) == {"added": 0}
    assert "Synthetic entries added: 2" in ask("synth", "--n", 42).stdout
    rows = rows_of(ask("export").stdout_bytes)
    assert len(rows) == 42
    assert all(row["name_en"].startswith("Synthetic entry") for row in rows)


@pytest.mark.usefixtures("network")
def test_synth_refuses_beside_real_entries(ask):
    with pytest.raises(CoproMapError, match="never mixed"):
        ask("synth", "--n", "5")
