"""The command locate: one question or a file of them, in the agreed shapes."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from tests.command import LAYERS, refused


def test_locate_answers_in_the_agreed_shape(run):
    found = run("locate", "sy23 1ab", "--json").json
    assert set(found) >= {
        "status", "longitude", "latitude", "precision", "areas", "candidates"
    }  # fmt: skip
    assert (found["status"], found["precision"]) == ("found", "postcode")
    assert set(found["areas"]) == set(LAYERS)
    assert found["areas"]["local_authority"] == "W06000008"
    assert found["areas"]["health_board"] == "W11000025"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["Machynlleth"], "found"),
        (["Casnewydd"], "found"),
        (["Newport"], "ambiguous"),
        (["Machynleth"], "unknown"),
        (["CH1 1AA"], "outside_wales"),
        (["--lon", "-4.0829", "--lat", "52.4153"], "found"),
        (["--lon", "-2.8909", "--lat", "53.1934"], "outside_wales"),
    ],
)
def test_locate_has_four_answers(run, words, status):
    found = run("locate", *words, "--json").json
    assert found["status"] == status
    assert (found["longitude"] is None) == (status != "found")
    assert (found["areas"]["local_authority"] is None) == (status != "found")
    named = [c["local_authority"] for c in found["candidates"]]
    assert len(named) == {"ambiguous": 2, "unknown": 1}.get(status, 0)
    plain = run("locate", *words)
    assert plain.code == 0
    assert plain.out.strip()


def test_swapped_numbers_are_refused(run):
    for as_json in ([], ["--json"]):
        answer = run("locate", "--lon", "52.41", "--lat", "-4.08", *as_json)
        refused(answer, "look swapped")


@pytest.mark.parametrize(
    "words", [[], ["--lon", "-4"], ["--lon", "x", "--lat", "52"], ["--csv", "a.csv"]]
)
def test_locate_without_a_question_is_refused(run, words):
    refused(run("locate", *words, "--json"))


def test_locate_a_file_adds_status_precision_and_every_layer(run, tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("name,postcode\nA,sy23 1ab\nB,CH1 1AA\nC,zz\nD,\n", "utf-8")
    answer = run("locate", "--csv", source, "--out", target)
    assert (answer.code, answer.out) == (0, "")
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        *("name", "postcode", "status", "precision"),
        *(name for layer in LAYERS for name in (layer, f"{layer}_name")),
    ]
    assert [r["name"] for r in rows] == ["A", "B", "C", "D"]
    statuses = ["found", "outside_wales", "unknown", "unknown"]
    assert [r["status"] for r in rows] == statuses
    authorities = [r["local_authority"] for r in rows]
    assert authorities == ["W06000008", "", "", ""]


def test_locate_a_file_of_points_and_places(run, tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("longitude,latitude,place\n-4.08,52.41,\n,,Caerdydd\n", "utf-8")
    run("locate", "--csv", source, "--out", target)
    rows = pd.read_csv(target, dtype=str)
    assert list(rows["local_authority"]) == ["W06000008", "W06000015"]
    assert list(rows["precision"]) == ["point", "place"]


def test_a_located_file_can_be_located_again(run, tmp_path):
    source, once, twice = (tmp_path / f"{n}.csv" for n in "abc")
    source.write_text("postcode\nsy23 1ab\n", "utf-8")
    assert run("locate", "--csv", source, "--out", once).code == 0
    assert run("locate", "--csv", once, "--out", twice).code == 0
    assert twice.read_text("utf-8") == once.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "name\nx\n", "longitude,latitude\nwest,north\n", 'postcode\n"x\n'],
    ids=["empty", "no column", "not numbers", "open quote"],
)
def test_a_file_that_cannot_be_located_is_refused(run, tmp_path, text):
    (tmp_path / "in.csv").write_text(text, "utf-8")
    answer = run("locate", "--csv", tmp_path / "in.csv", "--out", tmp_path / "out.csv")
    refused(answer, "in.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_cannot_be_written_is_refused(run, tmp_path):
    (tmp_path / "in.csv").write_text("postcode\nsy23 1ab\n", "utf-8")
    out = tmp_path / "none" / "out.csv"
    refused(run("locate", "--csv", tmp_path / "in.csv", "--out", out), "out.csv")


def test_a_file_as_people_have_it_is_located_and_keeps_its_own_columns(run, tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    text = "Our halls;;\n\nNeuadd;Côd post;Fax\nA;sy23 1ab;1\nB;CF10 1EP\n"
    source.write_bytes(text.encode("cp1252"))
    answer = run("locate", "--csv", source, "--out", target)
    assert (answer.code, answer.out) == (0, "")
    assert "Windows-1252" in answer.err
    rows = pd.read_csv(target, dtype=str)
    assert list(rows.columns)[:4] == ["Neuadd", "Côd post", "Fax", "status"]
    assert list(rows["local_authority"]) == ["W06000008", "W06000015"]


def test_a_column_of_another_name_is_told_by_its_letter(run, tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("Hall,Where\nA,Caerdydd\n", "utf-8")
    told = ("--map", "B=place")
    assert run("locate", "--csv", source, "--out", target, *told).code == 0
    assert list(pd.read_csv(target)["local_authority"]) == ["W06000015"]
    told = ("--map", "C=place")
    refused(run("locate", "--csv", source, "--out", target, *told), "in.csv", "Hall")


def test_the_areas_of_a_file_have_their_names_beside_the_codes(run, tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("place\nYnys Môn\nNowhere at all\n", "utf-8")
    assert run("locate", "--csv", source, "--out", target).code == 0
    first, second = pd.read_csv(target, dtype=str).fillna("").to_dict("records")
    columns = list(first)
    for layer in ("local_authority", "health_board"):
        assert columns.index(f"{layer}_name") == columns.index(layer) + 1
    assert first["local_authority_name"] == "Isle of Anglesey"
    assert (second["local_authority"], second["local_authority_name"]) == ("", "")
