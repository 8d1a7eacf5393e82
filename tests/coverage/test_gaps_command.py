"""The commands about coverage: shapes that were promised, and plain refusals."""

from __future__ import annotations

import pytest

from tests.command import LAYERS, refused

pytestmark = pytest.mark.usefixtures("network")
PROMISED = {
    "area_code", "count", "expected", "rate_per_100k", "eb_rate_per_100k", "p_low",
    "flag", "knowledge", "reach_percent_10km",
}  # fmt: skip


@pytest.mark.parametrize(("layer", "size"), LAYERS.items())
def test_gaps_has_the_promised_shape(run, layer, size):
    answer = run("gaps", "--layer", layer, "--kind", "project", "--json").json
    assert {"layer", "kind", "areas", "wales"} <= set(answer)
    assert (answer["layer"], answer["kind"]) == (layer, "project")
    assert len(answer["areas"]) == size
    for area in answer["areas"]:
        assert set(area) >= PROMISED
        assert area["flag"] in ("none", "amber", "red")
        assert 0 <= area["p_low"] <= 1
        assert 0 <= area["reach_percent_10km"] <= 100
    total = sum(area["count"] for area in answer["areas"])
    assert total == pytest.approx(answer["wales"]["count"], abs=0.1)


def test_gaps_prints_a_table(run):
    answer = run("gaps", "--layer", "health_board")
    assert answer.code == 0
    assert "Powys" in answer.out


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--layer", "parish", "no such layer"),
        ("--kind", "school", "Choose one of practitioner"),
        ("--theme", "foood", "food"),
        ("--sector", "{{7*7}}", "citizen_group"),
    ],
)
def test_gaps_refuses_what_is_not_defined(run, option, value, said):
    refused(run("gaps", option, value, "--json"), value, said)


@pytest.mark.parametrize("suffix", ["pdf", "html"])
def test_brief_writes_a_file(run, tmp_path, suffix):
    target = tmp_path / f"powys.{suffix}"
    answer = run("brief", "W06000023", "--out", str(target), "--lang", "cy")
    assert answer.code == 0, answer.err
    start = {"pdf": b"%PDF", "html": b"<!doctype html"}[suffix]
    assert target.read_bytes()[: len(start)].lower() == start.lower()


def test_brief_refuses_an_unknown_area_and_another_format(run, tmp_path):
    target = tmp_path / "x.pdf"
    refused(run("brief", "W06000099", "--out", str(target)), "W06000099")
    refused(run("brief", "W06000023", "--out", str(tmp_path / "x.doc")), ".pdf")
    assert not list(tmp_path.glob("x.*"))
