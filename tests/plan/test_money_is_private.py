"""A sum and words that tell themselves: nobody without the right finds them."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from copro_map.by_link.face import ROUTES
from copro_map.open_data.face import ROUTES as OPEN
from copro_map.plan.rules.spending import Given
from tests.at_the_desk import (  # noqa: F401
    at_desk,
    drawn,
    enter,
    here,
    sign_in,
    told,
)
from tests.opening import everything, open_page
from tests.plan.spent import DAY, ahead, spend

# However it is written: 3,456,789.12 and what it comes to with the forecast.
TOLD = re.compile(r"3,?456,?789|4,?567,?891|canary-money")
SPENT = Given("rent", "2", "3456789.12", item="access", helped="97531", code="x")
PATH = {"language": "en", "id": "1.1", "code": "W06000008", "number": "1"}
PATH |= {"name": "en-tir-coed", "token": "x", "event": "1", "provider": "x"}
# Packed, or slow to make of entries and places alone.
LEFT_OUT = re.compile(r"\.(xlsx|parquet|png|jpg|geojson)$|gaps|areas|embed")
COMMANDS = [("indicators", "--json"), ("events", "list", "--json"), ("check",)]


@pytest.fixture
def planted(here, monkeypatch):
    """The entries, with a sum and a forecast that tell themselves."""
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    spend(
        here, Given(**{**vars(SPENT), "words": "canary-money", "code": "canary-money"})
    )
    ahead(here, "rent", "2", "4,567,891.23")
    return here


def path_of(route) -> str:
    """An address of a route: of what is there, where it shows an entry or an area."""
    ids = {"/entry/": "tir-coed", "/area/": "W06000008"}
    one = next((x for part, x in ids.items() if part in route.path), PATH["id"])
    return re.sub(r"{(\w+)(?::\w+)?}", lambda x: {**PATH, "id": one}[x[1]], route.path)


@pytest.mark.usefixtures("planted")
def test_the_board_and_stewards_would_find_it(at_desk):
    for role in ("steward", "board"):
        found = set(TOLD.findall(drawn(at_desk(role, part="money"))))
        assert found == {"3,456,789", "4,567,891", "canary-money"}


@pytest.mark.usefixtures("planted")
def test_no_address_or_open_file_tells_of_it():
    app = Starlette(routes=[*ROUTES, *OPEN])
    browser = TestClient(app, "http://localhost", raise_server_exceptions=False)
    asked = 0
    for route in (*ROUTES, *OPEN):
        path = path_of(route)
        if "GET" not in (route.methods or ()) or LEFT_OUT.search(path):
            continue
        answer = browser.get(path, follow_redirects=False)
        asked += answer.status_code == 200
        assert not TOLD.search(answer.text), path
    assert asked > 20


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("view", ["", "theory", "steps", "research", "influence"])
def test_the_plan_tells_the_public_nothing_of_it(view):
    page = open_page("pages/plan.py", "en", show=view)
    assert not page.exception
    assert not TOLD.search(everything(page))


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("file", ["pages/indicators.py", "pages/home.py"])
def test_no_page_of_figures_tells_of_it(file):
    assert not TOLD.search(everything(open_page(file, "cy")))


@pytest.mark.parametrize(
    ("role", "parts"),
    [
        ("officer", ("money", "happened", "bring")),
        ("evaluator", ("money", "happened")),
        ("public", ("money",)),
    ],
)
def test_the_desk_tells_nobody_else_of_it(at_desk, planted, monkeypatch, role, parts):
    if role == "evaluator":
        sign_in(monkeypatch, planted, enter(planted, role).number)
    for part in parts:
        page = at_desk(role, part=part)
        shown = everything(page) + told(page)
        assert not TOLD.search(shown)
        if role == "officer" and part != "happened":
            assert "not for your role" in shown


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_for_the_public_tells_of_it(run, words):
    answer = run(*words)
    assert not TOLD.search(answer.out + answer.err)
