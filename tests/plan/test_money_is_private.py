"""A sum and words that tell themselves: nobody without the right finds them anywhere."""

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
from tests.listed_pages import listed_pages
from tests.opening import everything, open_page
from tests.plan.spent import DAY, ahead, spend

# However it is written: 3,456,789.12 and what it comes to with the forecast.
TOLD = re.compile(r"3,?456,?789|4,?567,?891|canary-money")
SPENT = Given("rent", "2", "3456789.12", item="access", helped="97531", code="x")
PATH = {"language": "en", "id": "1.1", "code": "W06000008", "number": "1"}
PATH |= {"name": "en-tir-coed", "token": "x", "event": "1", "provider": "x"}
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


def test_a_steward_would_find_it(at_desk, planted):
    found = drawn(at_desk("steward", part="money"))
    assert set(TOLD.findall(found)) == {"3,456,789", "4,567,891", "canary-money"}
    assert TOLD.search(drawn(at_desk("board", part="money")))


def test_no_address_or_open_file_tells_of_it(planted):
    app = Starlette(routes=[*ROUTES, *OPEN])
    browser = TestClient(app, "http://localhost", raise_server_exceptions=False)
    asked = 0
    for route in (*ROUTES, *OPEN):
        if "GET" not in (route.methods or ()):
            continue
        path = re.sub(r"{(\w+)(?::\w+)?}", lambda x: PATH[x[1]], route.path)
        if path.endswith((".xlsx", ".parquet", ".png", ".jpg")):
            continue  # packed: the same rows as beside it, or a picture
        answer = browser.get(path, follow_redirects=False)
        asked += answer.status_code == 200
        assert not TOLD.search(answer.text), path
    assert asked > 25


@pytest.mark.parametrize("file", [file for file, _ in listed_pages()])
def test_no_page_tells_the_public_of_it(planted, file):
    page = open_page(file, "en")
    assert not page.exception
    assert not TOLD.search(everything(page))


@pytest.mark.parametrize("role", ["officer", "evaluator", "public"])
@pytest.mark.parametrize("part", ["money", "happened", "bring", "report", "plan", ""])
def test_the_desk_tells_nobody_else_of_it(at_desk, planted, monkeypatch, role, part):
    if role == "evaluator":
        person = enter(planted, role)
        sign_in(monkeypatch, planted, person.number)
    page = at_desk(role, part=part)
    shown = everything(page) + told(page)
    assert not TOLD.search(shown)
    if part == "money" and role == "officer":
        assert "not for your role" in told(page)


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_for_the_public_tells_of_it(run, words):
    answer = run(*words)
    assert not TOLD.search(answer.out + answer.err)
