"""The review of the Welsh: written for a reader, and read back."""

from __future__ import annotations

import csv

import pytest

from tests import catalogue
from tests.review import COLUMNS, REVIEW, approvals, texts_of, write_review


def rows_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def approve(path, named: str, **filled: str) -> None:
    rows = rows_of(path)
    for row in rows:
        if row["text"] == named:
            row.update({"approved_by": "reader", "on": "2026-12-01"} | filled)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "review.csv"
    write_review(catalogue.read_catalogue(), path)
    return path


def test_it_holds_the_catalogue_and_the_definition_files(written):
    held = {(row["where"], row["text"]) for row in rows_of(written)}
    assert any(text == "Coverage gaps" for _, text in held)
    assert ("data/themes.toml: mental_health.label", "Mental health") in held
    assert any(where.startswith("boundaries/") for where, _ in held)
    assert len(held) == len({(x.where, x.text) for x in texts_of(read())})


def read():
    return catalogue.read_catalogue()


def test_an_approval_is_kept_and_read_back(written, tmp_path, monkeypatch):
    approve(written, "Coverage gaps")
    write_review(read(), written)
    assert approvals(written) == {
        ("Coverage gaps", "Bylchau ar y map"): ("reader", "2026-12-01")
    }
    copy = tmp_path / "copy.po"
    copy.write_bytes(catalogue.CATALOGUE.read_bytes())
    monkeypatch.setattr(catalogue, "CATALOGUE", copy)
    monkeypatch.setattr(catalogue, "approvals", lambda: approvals(written))
    assert catalogue.update() == []
    marks = {str(x.id): x.auto_comments for x in read() if x.id}
    assert marks["Coverage gaps"] == [catalogue.APPROVED]
    assert marks["Coverage map"] == [catalogue.APPROVAL]


@pytest.mark.parametrize("field", ["text", "cymraeg"])
def test_a_text_that_changed_since_is_not_approved_any_more(written, field):
    approve(written, "Coverage gaps", **{field: "as it was then"})
    assert len(approvals(written)) == 1
    write_review(read(), written)
    assert approvals(written) == {}


@pytest.mark.parametrize(
    "filled", [{"on": ""}, {"approved_by": " "}, {"on": "1 December"}]
)
def test_a_row_says_who_and_when_or_neither(written, filled):
    approve(written, "Coverage gaps", **filled)
    with pytest.raises(ValueError, match="Coverage gaps"):
        approvals(written)


def test_the_review_of_the_project_can_be_read():
    assert tuple(rows_of(REVIEW)[0]) == COLUMNS
    assert all(by and on for by, on in approvals().values())
