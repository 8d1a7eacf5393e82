"""The database goes while a page is open: it is said, and what was typed stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.audits.audit_samples import PROJECT
from tests.opening import open_page
from tests.samples import query

# A page, what its address asks; what is changed, to what; another that stays.
CASES = {
    "map": (
        ("pages/asset_map.py", {"kind": "project", "more": "1", "near": "Powys"}),
        ("toggle", "widget_open", True),
        ("multiselect", "widget_theme"),
    ),
    "entry open": (
        ("pages/asset_map.py", {"entry": PROJECT}),
        ("button_group", "widget_kind", ["project"]),
        ("button_group", "widget_kind"),
    ),
    "coverage": (
        ("pages/coverage.py", {"kind": "project"}),
        ("selectbox", "widget_layer", "health_board"),
        ("selectbox", "widget_kind"),
    ),
    "progress": (
        ("pages/indicators.py", {"open1.1": "1"}),
        ("date_input", "widget_as_at", None),
        ("date_input", "widget_as_at"),
    ),
}


@pytest.fixture
def database(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    return network.database


@contextmanager
def gone(database: Path) -> Iterator[None]:
    aside = database.rename(database.with_suffix(".aside"))
    yield
    aside.rename(database)


def told(test: AppTest, database: Path) -> str:
    assert not test.exception
    (error,) = test.error
    assert str(database.parent) not in error.value
    assert "python" not in error.value
    return error.value


def again(test: AppTest) -> AppTest:
    next(x for x in test.button if x.label == "Try again").click().run()
    return test


@pytest.mark.parametrize("case", CASES)
def test_the_filters_stay_and_trying_again_helps(case, database, caplog):
    (file, asked), (kind, key, value), (kind_left, left) = CASES[case]
    test = open_page(file, "en", **asked)
    with gone(database):
        changed = getattr(test, kind)(key=key)
        (changed.set_value(value) if value else changed).run()
        assert "cannot be read at the moment" in told(test, database)
        assert getattr(test, kind_left)(key=left)
        assert not value or getattr(test, kind)(key=key).value == value
        assert str(database) in caplog.text
        assert told(again(test), database)
    again(test)
    assert not test.error
    assert not value or getattr(test, kind)(key=key).value == value
    for name in asked.keys() & {"kind", "more", "near"}:
        assert test.query_params[name] == asked[name]


def test_what_is_typed_into_an_audit_is_there_when_the_database_is_back(database):
    test = open_page("pages/audit.py", "en", entry=PROJECT, step="2")
    test.text_area[0].set_value("seen and agreed").run()
    test.query_params["step"] = "3"
    test.run()
    with gone(database):
        test.text_area[0].set_value("and this").run()
        assert told(test, database)
        assert not database.exists()  # an empty one would be an empty map
    again(test)
    assert test.text_area[0].value == "and this"
    test.query_params["step"] = "2"
    assert test.run().text_area[0].value == "seen and agreed"
    test.query_params["step"] = "4"
    test.run().text_area[0].set_value("and that").run()
    ((kept,),) = query(database, "SELECT content FROM draft")
    assert {"seen and agreed", "and this", "and that"} <= set(json.loads(kept).values())
