"""The day it is: from one place, and moved by COPRO_MAP_TODAY."""

from __future__ import annotations

import ast
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from copro_map.base import today
from copro_map.base.errors import DayError
from copro_map.base.today import current_day, moved_day
from tests.catalogue import ROOT
from tests.opening import open_page

# What tells the time, by the last two names of a call.
CLOCKS = {
    *("date.today", "datetime.today", "datetime.now", "datetime.utcnow"),
    *("time.time", "time.localtime", "time.gmtime", "Timestamp.now", "Timestamp.today"),
}
SQL_CLOCK = re.compile(r"CURRENT_(?:DATE|TIME)|\(\s*'now'", re.IGNORECASE)
ONLY = "copro_map/base/today.py"


def test_without_a_variable_it_is_the_day_in_wales():
    assert moved_day() is None
    assert current_day() == datetime.now(ZoneInfo("Europe/London")).date()


def test_in_summer_the_day_in_wales_begins_before_that_of_utc(monkeypatch):
    class Midnight(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 6, 30, 23, 30, tzinfo=ZoneInfo("UTC")).astimezone(tz)

    monkeypatch.setattr(today, "datetime", Midnight)
    assert current_day() == date(2026, 7, 1)


def test_the_variable_moves_it(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-03-31")
    assert current_day() == moved_day() == date(2027, 3, 31)


@pytest.mark.parametrize("given", ["31/03/2027", "20270331", "2027-02-29", "heddiw"])
def test_what_is_no_date_is_refused_with_what_to_write(monkeypatch, given):
    monkeypatch.setenv("COPRO_MAP_TODAY", given)
    with pytest.raises(DayError, match="2027-03-31") as refused:
        current_day()
    assert given in str(refused.value)


def asked_of(node: ast.Attribute) -> str:
    """The last two names of what is asked: "date.today"."""
    return f"{getattr(node.value, 'id', getattr(node.value, 'attr', ''))}.{node.attr}"


def test_no_other_module_asks_the_clock():
    found = []
    for path in sorted([*ROOT.glob("copro_map/**/*.py"), *ROOT.glob("pages/*.py")]):
        where = path.relative_to(ROOT).as_posix()
        text = path.read_text("utf-8")
        named = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Attribute))
        asks = CLOCKS.intersection(map(asked_of, named))
        if where != ONLY and (asks or SQL_CLOCK.search(text)):
            found.append(where)
    assert not found


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "takes today to be 31 March 2027"), ("cy", "31 Mawrth 2027 yw heddiw")],
)
@pytest.mark.parametrize("file", ["pages/about.py", "pages/indicators.py"])
def test_every_page_says_that_the_day_was_moved(
    network, monkeypatch, file, language, words
):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-03-31")
    test = open_page(file, language)
    assert not test.exception
    (note,) = (x.proto.body for x in test.get("html") if 'role="note"' in x.proto.body)
    assert words in note


def test_a_wrong_day_is_said_in_words_and_breaks_no_page(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", "soon")
    test = open_page("pages/asset_map.py", "cy")
    assert not test.exception
    assert ["soon" in one.value for one in test.error] == [True]
