"""What too few people said stands nowhere: in no file, no table and no picture."""

from __future__ import annotations

import base64
import re

import pytest

from copro_map.base.i18n import LANGUAGES
from copro_map.coverage.gaps import Ask, cover
from copro_map.indicators.snapshots import frozen
from copro_map.search.search import all_assets
from tests.indicators.small_bases import DAY, HIDDEN, ROLES, fill_small, given_away
from tests.report.every_format import ROLES as ROLE_SHEET
from tests.report.every_format import every_format

pytestmark = pytest.mark.usefixtures("years_later")

SMALL = {role for role, (_, replied) in ROLES.items() if replied < 10}
NUMBERS = ("value", "numerator", "denominator", "invited", "interval")


@pytest.fixture
def small(network):
    fill_small(network)
    return network


def pictures(html: str) -> str:
    """The letters in the pictures of a page."""
    found = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", html)
    drawn = (base64.b64decode(one).decode() for one in found)
    return " ".join(x for svg in drawn for x in re.findall(r">([^<>]+)<", svg))


def numbers_of_entries(settings) -> set[str]:
    """The numbers of entries that the map of the report has, to one decimal."""
    table = cover(settings, Ask("local_authority"), all_assets(settings)).table
    names = ("count", "expected", "rate_per_100k", "eb_rate_per_100k")
    return {f"{number:.1f}" for name in names for number in table[name]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_tells_what_too_few_said(small, language):
    shown = every_format(small, DAY, language)
    texts = [shown.files["json"].decode(), shown.files["csv"].decode()]
    texts += [str(shown.sheets), shown.html, pictures(shown.html)]
    texts += [" ".join(shown.pictures), str(frozen(small, 1).content)]
    of_entries = numbers_of_entries(small)  # one may happen to be such a number
    found = [set(given_away(text)) - of_entries for text in texts]
    assert found == [set()] * len(texts)
    # Without spaces "5 of 7" is another word; figures with a point stay what they are.
    assert given_away(" ".join(shown.pages)) == []
    for row in shown.told:
        is_silent = {row[name] is None for name in NUMBERS}
        if row["code"] in HIDDEN:
            assert is_silent == {True}
            assert row["status"] == "no_figure_yet"
            assert row["status_detail"] == "too_few_replies"
        elif row["code"] == "1.2":
            assert is_silent == {False}
    rows = {x["role"]: x for x in shown.sheets[ROLE_SHEET] if x["code"] == "1.2"}
    assert set(rows) == {*ROLES, "total"}
    for role in SMALL:
        assert {rows[role][x] for x in ("percent", "numerator", "denominator")} == {""}


@pytest.mark.usefixtures("small")
def test_the_commands_do_not_tell_it_either(run):
    day = DAY.isoformat()
    for words in (("--as-at", day), ("--as-at", day, "--json")):
        answer = run("indicators", *words)
        assert answer.code == 0
        assert given_away(answer.out) == []
    answer = run("snapshots", "changes", 1)
    assert answer.code == 0
    assert given_away(answer.out) == []


def test_the_numbers_are_found_where_they_are():
    assert given_away("a 71.4 b 5 of 7 c 5 o 7, 45678, 171.4") == [
        *("71.4", "5 of 7", "5 o 7", "4567")
    ]
