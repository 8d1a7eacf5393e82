"""Counts of the map and of views within a page are those of a recount in SQL.

All other pages, briefs and the report: ``tests/test_every_number.py``.
"""

from __future__ import annotations

import re
import shutil
from html import unescape

import pytest

from tests.opening import open_page
from tests.recounted.entries import DAY, OF_AREA, Recount
from tests.result import result_of


@pytest.fixture(scope="module", params=["real", "demonstration"])
def recount(request, imported, demonstrated, tmp_path_factory) -> Recount:
    path = tmp_path_factory.mktemp("counted") / f"{request.param}.db"
    shutil.copyfile(imported if request.param == "real" else demonstrated, path)
    return Recount(path)


@pytest.fixture
def shown(recount, monkeypatch):
    """Open a page; its HTML, and all its text without tags."""

    def show(page: str, language: str = "en", **params: str) -> tuple[str, str]:
        monkeypatch.setenv("COPRO_MAP_DB", str(recount.path))
        monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
        test = open_page(f"pages/{page}.py", language, **params)
        assert not test.exception
        found = "\n".join(unescape(x.proto.body) for x in test.get("html"))
        return found, " ".join(re.sub("<[^>]+>", " ", found).split())

    return show


ASKED = """
SELECT COUNT(DISTINCT area) FROM held WHERE layer = 'county_voluntary_council'
AND authority IN (SELECT area_code FROM outreach WHERE theme = '')
"""


def test_gap_by_gap_counts_them_too_and_who_was_not_asked(recount, shown):
    _, text = shown("coverage", layer="county_voluntary_council", show="gaps")
    told = re.findall(r"Recorded: (\d+)", text)
    entries = (recount.one(OF_AREA, area=code)[2] for code in
               recount.codes("county_voluntary_council"))  # fmt: skip
    assert sorted(map(int, told)) == sorted(n for n in entries if n)
    (asked,) = recount.one(ASKED)
    assert asked == (5 if "demonstration" in recount.path.name else 0)
    councils = recount.codes("county_voluntary_council")
    said = "Not known: nobody has asked yet"
    assert text.count(said) >= len(councils) - asked


def test_nothing_is_said_to_be_without_a_gap_where_nobody_was_asked(shown):
    html, _ = shown("area", "cy", code="W06000015")
    assert "Dim arwydd o fwlch" not in html


TALLY = """
SELECT COUNT(*), COUNT(*) FILTER (WHERE placed),
    COUNT(*) FILTER (WHERE NOT placed AND everywhere),
    COUNT(*) FILTER (WHERE NOT placed AND NOT everywhere)
FROM (SELECT id IN (SELECT id FROM base) AS placed,
    id IN (SELECT id FROM national) AS everywhere FROM live)
"""


def test_the_asset_map_counts_every_entry_once(recount, shown):
    html, _ = shown("asset_map")
    counts = [number for number, _ in result_of(html)]
    assert counts == [number for number in recount.one(TALLY) if number]
    assert sum(counts[1:]) == counts[0]


@pytest.mark.parametrize("asked", [{"near": "Aberystwyth"}, {"q": "food newport"}])
def test_the_groups_of_a_place_add_up(recount, shown, asked):
    html, _ = shown("asset_map", "cy", **asked)
    counts = [number for number, _ in result_of(html)]
    assert counts
    assert sum(counts[1:] or counts) == counts[0] <= recount.one(TALLY)[0]


def test_the_audit_page_offers_every_project(recount, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(recount.path))
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    page = open_page("pages/audit.py", "en")
    projects = "SELECT COUNT(*) FROM asset_public WHERE kind = 'project'"
    (box,) = page.selectbox
    assert len(box.options) - 1 == recount.one(projects)[0]  # "choose a project" too
