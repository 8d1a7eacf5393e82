"""The command line: answers in the agreed shapes, faults on standard error."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from babel.messages.pofile import read_po
from typer.testing import CliRunner

from copro_map.base.i18n import CATALOGUE
from copro_map.commands import cli
from tests.catalogue import ROOT
from tests.command import LAYERS, refused
from tests.samples import change, dump, query, real_rows, row, write_csv


def test_init_makes_the_database_with_the_real_entries(run, settings):
    first = run("init", "--json").json
    assert set(first) >= {"added", "changed", "unchanged", "errors"}
    assert (first["changed"], first["unchanged"], first["errors"]) == (0, 0, [])
    counted = query(settings.database, "SELECT COUNT(*) FROM asset")
    assert counted == [(first["added"],)]
    again = run("init", "--json").json
    assert (again["added"], again["unchanged"]) == (0, first["added"])


def test_init_empty_makes_an_empty_database(run, settings):
    assert run("init", "--empty").code == 0
    assert query(settings.database, "SELECT COUNT(*) FROM asset") == [(0,)]
    found = run("search", "--json").json
    assert (found["count"], found["complete"], found["hits"]) == (0, 0, [])


def test_a_bad_import_names_line_and_column(run, network, tmp_path):
    before = dump(network.database)
    file = write_csv(tmp_path / "in.csv", row(), row(id="x", themes="gardening"))
    answer = run("import", file, "--json")
    ((error,),) = [json.loads(answer.out)["errors"]]
    assert answer.code != 0
    assert (error["row"], error["column"]) == (3, "themes")
    assert "gardening" in error["reason"]
    assert "line 3, themes" in answer.err
    refused(run("import", file), "line 3, themes", "Nothing was imported")
    assert dump(network.database) == before


def test_a_dry_run_says_what_would_change_and_keeps_nothing(run, network, tmp_path):
    before = dump(network.database)
    file = write_csv(tmp_path / "in.csv", row(id="new-one"))
    assert run("import", file, "--dry-run", "--json").json["added"] == 1
    assert "nothing was kept" in run("import", file, "--dry-run").out
    assert dump(network.database) == before
    assert run("import", file, "--json").json["added"] == 1


@pytest.mark.parametrize("layer", LAYERS)
def test_areas_of_a_layer_in_the_agreed_shape(run, layer):
    areas = run("areas", layer, "--json").json
    assert len(areas) == LAYERS[layer]
    assert all(
        set(a) >= {"area_code", "name_en", "name_cy", "population", "members"}
        for a in areas
    )
    assert sum(a["population"] for a in areas) == 3_107_489
    assert len({m for a in areas for m in a["members"]}) == 22


def test_areas_alone_lists_the_layers(run):
    layers = {layer["layer"]: layer["areas"] for layer in run("areas", "--json").json}
    assert layers == LAYERS


@pytest.mark.usefixtures("network")
def test_search_in_the_agreed_shape(run):
    answer = run("search", "--area", "W06000001", "--kind", "project", "--json").json
    assert answer["count"] == len(answer["hits"]) > 0
    names = {r["id"]: r["name_en"] for r in real_rows()}
    assert set(answer) == {"count", "complete", "ended", "understood", "hits"}
    shape = {"id", "kind", "name", "ended", "distance_km", "why", "group", "missing"}
    for hit in answer["hits"]:
        assert set(hit) == shape
        assert hit["distance_km"] is None
        assert hit["kind"] == "project"
        assert hit["name"] == names[hit["id"]]
        assert len(hit["why"]) == 1


@pytest.mark.usefixtures("network")
def test_search_says_what_it_understood_and_what_is_close(run):
    answer = run("search", "who repairs zzzz Swansea", "--json").json
    asked = {"words": "repairs zzzz", "place": "Swansea", "left_out": ["who"]}
    assert answer["understood"] == asked
    assert answer["complete"] == 0
    assert 0 < answer["count"] == len(answer["hits"]) <= 10
    assert all("zzzz" in hit["missing"] for hit in answer["hits"])
    whole = run("search", "timebanks", "--json").json
    assert whole["complete"] == whole["count"] >= 5
    assert all(hit["missing"] == [] for hit in whole["hits"])


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("near", ["Bangor", "LL57 2DG", "53.22752, -4.12936"])
def test_search_near_a_place_in_the_agreed_shape(run, near):
    answer = run("search", "--near", near, "--km", "15", "--json").json
    hits = answer["hits"]
    assert answer["count"] == len(hits) > 0
    assert all(hit["why"] for hit in hits)
    close = [h for h in hits if h["why"][0].startswith("Distance")]
    assert close == hits[: len(close)] != []
    distances = [h["distance_km"] for h in close]
    assert distances == sorted(distances)
    assert max(distances) <= 15
    assert [h["why"] for h in close] == [[f"Distance: {d} km"] for d in distances]
    assert {"Somewhere in this authority", "Serves: Gwynedd", "Serves all Wales"} <= {
        hit["why"][0] for hit in hits
    }
    fewer = run("search", "--near", near, "--km", "1", "--json").json["count"]
    assert 0 < fewer < answer["count"]
    assert "Distance" in run("search", "--near", near, "--km", "15").out


@pytest.mark.usefixtures("network")
def test_search_near_an_area_begins_with_what_is_in_it(run):
    near = run("search", "--near", "Powys", "--km", "1", "--json").json["hits"]
    chosen = run("search", "--area", "W06000023", "--json").json["hits"]
    own = [hit for hit in chosen if hit["why"] != ["Serves all Wales"]]
    assert [hit["id"] for hit in near[: len(own)]] == [hit["id"] for hit in own]
    assert {hit["id"] for hit in chosen} <= {hit["id"] for hit in near}
    assert own


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("words", [["--near", "Newport"], ["housing Newport"]])
def test_search_near_places_of_one_name_has_both_in_groups(run, words):
    answer = run("search", *words, "--json").json
    counts = [(one["group"], one["count"]) for one in answer["groups"]]
    said = [name for name, count in counts for _ in range(count)]
    assert said == [hit["group"] for hit in answer["hits"]]
    assert sum(count for _, count in counts) == answer["count"] == answer["complete"]
    assert answer["groups"][0]["heading"] == "Within 20 km of Newport"
    assert answer["hits"][0]["group"] == "near"
    out = run("search", *words).out
    assert "Which one do you mean? Newport, Newport; Newport, Pembrokeshire" in out
    for one in answer["groups"]:
        assert f"{one['heading']} ({one['count']})" in out


@pytest.mark.usefixtures("network")
def test_search_says_how_the_words_were_understood(run):
    answer = run("search", "who offers food near Machynlleth", "--json").json
    assert answer["understood"] == {
        "words": "food",
        "place": "Machynlleth",
        "left_out": ["who", "offers"],
    }
    out = run("search", "who offers food near Machynlleth").out
    assert "Understood as: food, near or serving Machynlleth." in out
    assert "Not looked for: who, offers." in out


@pytest.mark.usefixtures("network")
def test_a_search_that_finds_nothing_tells_the_nearest_and_a_way_on(run):
    answer = run("search", "zzzzzz", "--kind", "offer", "--json").json
    assert (answer["count"], answer["hits"]) == (0, [])
    out = run("search", "zzzzzz", "--kind", "offer").out
    offers = run("search", "--kind", "offer", "--json").json
    assert f"- Search words: zzzzzz ({offers['count']})" in out
    assert f"Nearest, without Search words: zzzzzz ({offers['count']})" in out
    assert offers["hits"][0]["id"][:12] in out  # a narrow table breaks the line
    assert "Nearest: " in run("search", "--near", "Tywyn", "--km", "5").out
    assert run("search", "timebnk", "--json").json["did_you_mean"]


def test_search_narrows_by_every_option(run, network):
    everything = run("search", "--ended", "--json").json["count"]
    assert everything == query(network.database, "SELECT COUNT(*) FROM asset")[0][0]
    both = ("--kind", "offer", "--kind", "request")
    asked = sum(row["kind"] in ("offer", "request") for row in real_rows())
    assert run("search", *both, "--ended", "--json").json["count"] == asked
    food = run("search", "--theme", "food", "--ended", "--json").json["count"]
    assert food == sum("food" in r["themes"].split(";") for r in real_rows())
    board = run("search", "--area", "W11000023", "--json").json["count"]
    assert 0 < board < everything
    assert run("search", '"AND ( OR', "--json").json["count"] >= 0


@pytest.mark.usefixtures("network")
def test_check_lists_what_to_look_at_and_no_fault(run):
    findings = run("check", "--json").json
    assert findings
    assert {f["fault"] for f in findings} == {False}
    assert "sound" in run("check").out


def test_check_fails_on_a_fault(run, network):
    change(network.database, "INSERT INTO asset_theme VALUES ('nobody', 'food')")
    answer = run("check", "--json")
    assert answer.code != 0
    assert [f["subject"] for f in json.loads(answer.out) if f["fault"]] == [
        "asset_theme"
    ]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["search", "x"], "python -m copro_map init"),
        (["check"], "python -m copro_map init"),
        (["areas", "parish"], "parish"),
        (["import", "missing.csv"], "missing.csv"),
        (["spam"], "spam"),
    ],
)
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_faults_go_to_standard_error(run, words, part, as_json):
    refused(run(*words, *as_json), part)


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--area", "W06000099"], "W06000099"),
        (["--area", "W06000008", "--area", "Powys"], "Powys"),
        (["--kind", "gardener"], "gardener"),
        (["--kind", "offer", "--kind", "Offer"], "Offer"),
        (["--theme", "spam"], "spam"),
        (["--near", "Xyzzy"], "Xyzzy: not known."),
        (["--near", "Abergaveny"], "Did you mean: Abergavenny, Monmouthshire"),
        (["--near", "CF1O 3AT"], "CF1O 3AT: not known. Did you mean: CF10 3AT?"),
        (["--near", "SW1A 1AA"], "SW1A 1AA: outside Wales"),
        (["--near", "200, 300"], "200"),
    ],
)
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_search_for_what_there_is_not_is_refused(run, words, part, as_json):
    answer = run("search", *words, *as_json)
    refused(answer, part)
    assert answer.code == 1
    assert len(answer.err.strip().splitlines()) == 1  # one sentence


@pytest.mark.usefixtures("network")
def test_an_unknown_kind_is_told_which_there_are(run):
    err = run("search", "--kind", "gardener").err
    assert all(k in err for k in ("practitioner", "project", "offer", "request"))


def test_faults_are_told_in_welsh(run, settings, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_LANG", "cy")
    message = "{file}: there is no database yet. Build it: python -m copro_map init"
    with CATALOGUE.open("rb") as file:
        welsh = read_po(file, locale="cy").get(message).string
    refused(run("check"), welsh.format(file=settings.database))


def test_help_names_every_command():
    result = CliRunner().invoke(cli.app, ["--help"])
    assert result.exit_code == 0
    for name in ("init", "import", "locate", "areas", "search", "check", "reference"):
        assert name in result.stdout


# What takes longer to load than the help takes to read.
HEAVY = {
    *("altair", "babel", "geopandas", "numpy", "pandas", "PIL", "pyarrow", "scipy"),
    *("shapely", "sqlite3", "typst", "vl_convert", "xlsxwriter"),
}
HELP = """
import sys
from contextlib import redirect_stdout
from io import StringIO
from copro_map.base.i18n import set_language
from copro_map.commands.cli import app
from copro_map.commands.spoken import in_words
set_language(sys.argv[1])
run = in_words(app)
names = [group.name for group in app.registered_groups]
names += [one.name or one.callback.__name__ for one in app.registered_commands]
with redirect_stdout(StringIO()) as told:
    for words in ([], *([name] for name in names)):
        run([*words, "--help"], standalone_mode=False)
print(told.getvalue().count(sys.argv[2]), *{name.split(".")[0] for name in sys.modules})
"""


@pytest.mark.parametrize(("language", "usage"), [("en", "Usage:"), ("cy", "Defnydd:")])
def test_help_loads_nothing_heavy(language, usage):
    done = subprocess.run(
        [sys.executable, "-c", HELP, language, usage],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "COPRO_MAP_LANG": language},
        check=True,
    )
    shown, *loaded = done.stdout.split()
    assert int(shown) == 1 + len(
        cli.app.registered_groups + cli.app.registered_commands
    )
    assert {"typer", "copro_map"} <= set(loaded)
    assert not HEAVY & set(loaded)


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "copro_map", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


@pytest.mark.usefixtures("network")
def test_the_module_runs_as_a_program():
    done = python("search", "Môn", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["count"] > 0
    assert done.stderr == ""


def test_a_program_without_a_database_fails_in_welsh():
    done = python("search", "x", "--json", COPRO_MAP_LANG="cy")
    assert (done.returncode, done.stdout) == (1, "")
    assert "python -m copro_map init" in done.stderr
    assert "there is no database" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("snapshots", "take", "Year \x1b[31m1"),
        ("surveys", "open", "20\u202e27", "--survey", "members"),
        ("targets", "change", "2.2", "2027-04-01", "35", "--reason", "a\x07"),
    ],
)
def test_what_is_not_seen_is_in_no_name_label_or_reason(run, network, words):
    """It would reach the steward's terminal, and every file that has the label."""
    before = dump(network.database)
    refused(run(*words), "not seen")
    assert dump(network.database) == before
