"""The recipe of docs/adding.md for a part of the plan: one table in one file."""

from __future__ import annotations

import ast
import shutil
from dataclasses import fields, replace
from datetime import date

import pytest

from copro_map.plan import kinds
from copro_map.plan.activities import activities
from copro_map.plan.of_indicator import of_indicator
from copro_map.plan.rules.records import Spend
from tests.catalogue import ROOT
from tests.conftest import PROJECT

LABEL = 'label = { en = "Sing it", cy = "Ei ganu" }\n'
PLURAL = 'plural = { en = "Songs", cy = "Caneuon" }\n'
# File by file: the table that is added, and the function that reads it.
TABLES = {
    "activities": (
        "year = 3\noutcomes = [4]\nindicators = ['4.2']\n",
        "promised_activities",
    ),
    "milestones": ("year = 3\n", "milestones"),
    "plan_owners": ("", "plan_owners"),
    "research_fields": ("sort = 'count'\nmost = 9\n", "research_fields"),
    "influence_sorts": (PLURAL, "influence_sorts"),
    "budget_lines": ("years = [1, 2, 3]\nprinted = 6\nrequested = 6\n", "budget_lines"),
    "budget_items": ("total = 6\noutcome = 4\n", "budget_items"),
}
DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A copy of the definition files, each of the plan's with a table more."""
    copied = tmp_path_factory.mktemp("new") / "data"
    shutil.copytree(PROJECT.data_dir, copied, ignore=shutil.ignore_patterns("*.db*"))
    for name, (facts, _) in TABLES.items():
        with (copied / f"{name}.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n[song]\n{facts}{LABEL}")
    return copied


@pytest.fixture
def there(to_read, data, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))
    monkeypatch.setenv("COPRO_MAP_DATA", str(data))
    return replace(to_read, data_dir=data)


@pytest.mark.parametrize("read", [reads for _, reads in TABLES.values()])
def test_it_is_read_with_the_others_after_them(there, read):
    found = getattr(kinds, read)(there)
    assert list(found)[-1] == "song"
    assert found["song"].label.cy == "Ei ganu"
    assert list(found)[:-1] == list(getattr(kinds, read)(PROJECT))


def test_no_code_of_the_plan_names_an_id_of_a_definition():
    ids = {
        one
        for read in (
            "promised_activities",
            "milestones",
            "budget_lines",
            "budget_items",
        )
        for one in getattr(kinds, read)(PROJECT)
    }
    ids -= {one.name for one in fields(Spend)}  # an item is called as a column is
    named = [
        (path.name, node.value)
        for path in (ROOT / "copro_map" / "plan").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in ids
    ]
    assert not named


def test_an_activity_moves_its_indicator(there, to_read):
    assert activities(there, DAY)[-1].state == "not_begun"
    assert [x.href for x in of_indicator(there, "4.2", DAY)] == ["plan?activity=song"]
    assert of_indicator(to_read, "4.2", DAY) == ()
