"""Every number that a reader is told equals a recount, and each sentence adds up.

Of the real entries and of a demonstration. ``tests.recounted`` counts in plain SQL; a
number that no sentence explains is a fault, and so is one that it contradicts.
"""

from __future__ import annotations

import shutil

import pytest

from copro_map.base.i18n import LANGUAGES
from tests.recounted import board, members, reading
from tests.recounted.entries import DAY
from tests.recounted.reading import Place
from tests.recounted.telling import Telling

VIEWS = ("rows", "table", "area", "changes", "plan")
LAYERS = ("local_authority", "county_voluntary_council", "health_board")
CAERPHILLY, POWYS, GAVO, BETSI = "W06000018", "W06000023", "CVC-GAVO", "W11000023"


@pytest.fixture(scope="module", params=["real", "demonstration"])
def place(request, imported, shown_off, tmp_path_factory) -> Place:
    path = tmp_path_factory.mktemp("told") / f"{request.param}.db"
    shutil.copyfile(imported if request.param == "real" else shown_off, path)
    return Place(request.param, path)


@pytest.fixture(autouse=True)
def _the_day(place, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(place.settings.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())


def check(told: list[Telling], least: int) -> None:
    """No number is contradicted, none is left, and there were enough of them."""
    assert [x for one in told for x in one.wrong] == []
    assert [x for one in told for x in one.left()] == []
    assert sum(one.explained for one in told) >= least


def language_of(place: Place, number: int = 0) -> str:
    """Each page in one language here, in the other there."""
    return list(LANGUAGES)[(number + (place.name == "real")) % len(LANGUAGES)]


def test_home(place):
    check(reading.home(place, language_of(place)), 28)


@pytest.mark.parametrize(("number", "layer"), list(enumerate(LAYERS)))
def test_coverage(place, number, layer):
    check(reading.coverage(place, language_of(place, number), layer), 10)


@pytest.mark.parametrize(("number", "code"), list(enumerate((CAERPHILLY, GAVO, BETSI))))
def test_areas(place, number, code):
    check(reading.area(place, language_of(place, number), code), 15)


@pytest.mark.parametrize("code", [CAERPHILLY, POWYS, GAVO, BETSI])
def test_briefs(place, code):
    check(reading.brief(place, code), 20)


@pytest.mark.parametrize(("number", "view"), list(enumerate(VIEWS)))
def test_progress(place, number, view):
    least = 15 if place.name == "demonstration" else 3
    check(reading.indicators(place, language_of(place, number), view), least)


def test_the_report(place):
    least = 190 if place.name == "demonstration" else 40
    check(reading.report(place, language_of(place)), least)


def test_the_survey_that_was_held_last(place):
    check(reading.survey(place, language_of(place)), 6)


def test_offers_and_requests(place):
    least = 15 if place.name == "demonstration" else 1
    check([board.board(place, language_of(place))], least)


def test_how_the_exchange_goes(place):
    least = 10 if place.name == "demonstration" else 2
    check(board.going(place, language_of(place, 1)), least)


@pytest.mark.parametrize(("number", "layer"), list(enumerate(LAYERS)))
def test_who_takes_part(place, number, layer):
    least = 25 if place.name == "demonstration" else 0
    check([members.taking_part(place, language_of(place, number), layer)], least)


def test_the_list_of_members_and_who_governs(place):
    least = 1 if place.name == "demonstration" else 0
    check(members.listed(place, language_of(place)), least)


def test_what_is_off_by_one_is_told_and_what_nothing_explains_is_left():
    facts = {"entries": 73, "rate": 12.46}
    right, wrong = (Telling(f"Recorded: {n}. Rate 12.5") for n in (73, 74))
    for telling in (right, wrong):
        assert telling.says("Recorded: {n}", facts, n="entries") == 1
        assert [x.partition(" ")[0] for x in telling.left()] == ["12.5"]
        telling.reads("Rate #rate", facts)
        assert telling.left() == []
    assert (right.wrong, len(wrong.wrong)) == ([], 1)
    with pytest.raises(AssertionError):
        check([wrong], 2)


def test_a_verdict_that_leaves_a_status_out_does_not_add_up(place):
    said = Telling("0 of 11 met.")
    reading.verdict(said, place)
    assert any("verdict" in one for one in said.wrong)
