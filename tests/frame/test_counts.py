"""Every count on every page is that of a recount in SQL, and the sentences add up.

The recount knows nothing of the code: which authorities an area holds is read from the
files of ``boundaries/``, what is live from its last year or day.
"""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import unescape
from pathlib import Path

import pytest

from tests.catalogue import ROOT
from tests.opening import open_page
from tests.result import result_of

DAY = date(2026, 11, 22)
AREAS = ("W06000015", "W11000023")
TABLES = """
CREATE TEMP TABLE held (layer TEXT, area TEXT, authority TEXT);
CREATE TEMP VIEW live AS SELECT * FROM asset_public WHERE
    (end_year IS NULL OR end_year >= :year)
    AND (COALESCE(closes_on, '') = ''
         OR closes_on || substr('-12-31', length(closes_on) - 3) >= :day);
CREATE TEMP VIEW base AS
    SELECT l.id, a.area_code AS authority FROM live AS l
    JOIN asset_area AS a ON a.asset_id = l.id AND a.layer = 'local_authority';
CREATE TEMP VIEW serving AS
    SELECT DISTINCT l.id, h.authority FROM live AS l
    JOIN asset_served AS s ON s.asset_id = l.id JOIN held AS h ON h.area = s.area_code;
CREATE TEMP VIEW national AS SELECT l.id FROM live AS l
    JOIN asset_served AS s ON s.asset_id = l.id WHERE s.area_code = 'W92000004';
"""
OF_AREA = """
WITH mine AS (SELECT authority FROM held WHERE area = :area),
    here AS (SELECT DISTINCT id FROM base WHERE authority IN mine),
    served AS (SELECT DISTINCT id FROM serving WHERE authority IN mine)
SELECT (SELECT COUNT(*) FROM here),
    (SELECT COUNT(*) FROM served WHERE id NOT IN here),
    (SELECT COUNT(*) FROM (SELECT id FROM here UNION SELECT id FROM served)),
    (SELECT COUNT(*) FROM national
     WHERE id NOT IN here AND id NOT IN served)
"""
APART = """
SELECT COUNT(*) FILTER (WHERE NOT everywhere AND placed),
    COUNT(*) FILTER (WHERE everywhere),
    COUNT(*) FILTER (WHERE NOT everywhere AND NOT placed), COUNT(*)
FROM (SELECT id IN (SELECT id FROM national) AS everywhere,
    id IN (SELECT id FROM base) OR id IN (SELECT id FROM serving) AS placed FROM live)
"""
FRESH = "verification = 'confirmed' AND verified_on >= '2025-11-22'"
ALL_CHECKED = f"SELECT COUNT(*) FILTER (WHERE {FRESH}), COUNT(*) FROM live"  # noqa: S608
CHECKED = f"""
WITH mine AS (SELECT authority FROM held WHERE area = :area)
SELECT COUNT(*) FILTER (WHERE {FRESH}),
    COUNT(*) FILTER (WHERE verification <> 'unverified' AND NOT ({FRESH})),
    COUNT(*) FILTER (WHERE verification = 'unverified')
FROM live WHERE (
    id IN (SELECT id FROM base WHERE authority IN mine)
    OR id IN (SELECT id FROM serving WHERE authority IN mine))
"""  # noqa: S608 - no values


@dataclass(frozen=True)
class Recount:
    """A database asked in SQL, and what its areas are called."""

    path: Path

    @cached_property
    def database(self) -> sqlite3.Connection:
        found = sqlite3.connect(self.path)
        named = {":year": str(DAY.year), ":day": f"'{DAY}'"}
        found.executescript(re.sub(r":\w+", lambda x: named[x[0]], TABLES))
        found.executemany("INSERT INTO held VALUES (?, ?, ?)", self.members())
        return found

    @staticmethod
    def members():
        with (ROOT / "data" / "areas.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield "local_authority", row["area_code"], row["area_code"]
        for path in (ROOT / "boundaries").glob("*.csv"):
            with path.open(encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    yield path.stem, row["area_code"], row["member_code"]

    def one(self, statement: str, **values: str) -> tuple[int, ...]:
        return self.database.execute(statement, values).fetchone()

    def codes(self, layer: str) -> list[str]:
        areas = "SELECT DISTINCT area FROM held WHERE layer = ?"
        return [code for (code,) in self.database.execute(areas, [layer])]


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


def listed(html: str, name: str) -> list[tuple[int, str]]:
    """The numbers of a list of figures or chips, each with its words."""
    (part,) = re.findall(rf'<ul[^>]* id="{name}".*?</ul>', html, re.S)
    found = []
    for item in re.findall("<li>(.*?)</li>", part, re.S):
        words = " ".join(re.sub("<[^>]+>", " ", item).split())
        # No percentage; and "within 20 km" is the name of what is counted.
        if numbers := re.findall(r"(?<!\S)[\d,]+(?!\S)", words):
            number = numbers[0] if words.startswith(numbers[0]) else numbers[-1]
            found.append((int(number.replace(",", "")), words))
    return found


def rows_of(html: str) -> list[list[str]]:
    rows = re.findall("<tr[^>]*>(.*?)</tr>", html, re.S)
    cells = (re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows)
    return [[re.sub("<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def numbers_in(pattern: str, text: str) -> tuple[int, ...]:
    """The numbers of the one place where a text says a sentence."""
    (found,) = re.findall(pattern, text)
    return tuple(int(x.replace(",", "")) for x in found)


def test_the_home_page_counts_what_is_live(recount, shown):
    html, text = shown("home")
    kinds = dict(
        recount.database.execute("SELECT kind, COUNT(*) FROM live GROUP BY kind")
    )
    (drawn,) = re.findall(r'<ul class="kinds".*?</ul>', html, re.S)
    told = re.findall(r"kind=(\w+).*?<b>([\d,]+)</b>", drawn, re.S)
    assert {kind: int(n.replace(",", "")) for kind, n in told} == {
        kind: kinds.get(kind, 0) for kind, _ in told
    }
    assert kinds.keys() <= {kind for kind, _ in told}
    fresh, live = recount.one(ALL_CHECKED)
    shown_share = r"Confirmed in the last 12 months: (\d+) of (\d+)"
    assert numbers_in(shown_share, text) == (fresh, live)


def test_the_coverage_page_counts_every_area_whole(recount, shown):
    html, text = shown("coverage", layer="local_authority")
    placed, *others, total = numbers_in(
        r"in the areas: ([\d,]+); for all Wales: ([\d,]+); without a location: "
        r"([\d,]+); in all: ([\d,]+)",
        text,
    )
    assert (placed, *others, total) == recount.one(APART)
    assert placed + sum(others) == total
    assert "may only mean that nobody has looked" in text
    table = [row[2:4] for row in rows_of(html) if len(row) == 5][1:]
    entries = {code: recount.one(OF_AREA, area=code)[2] for code in
               recount.codes("local_authority")}  # fmt: skip
    assert sorted(int(n) for n, _ in table) == sorted(entries.values())
    rates = [float(rate) for _, rate in table]
    assert rates == sorted(rates)
    (wales,) = re.findall(r"Wales: ([\d.]+) per 100,000", text)
    assert rates[0] < float(wales) < rates[-1]


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


@pytest.mark.parametrize("code", AREAS)
def test_the_page_of_an_area_adds_up(recount, shown, code):
    html, text = shown("area", code=code)
    based, serving, entries, national = recount.one(OF_AREA, area=code)
    assert based + serving == entries
    said = numbers_in(
        r"([\d,]+) based here; ([\d,]+) serve it from elsewhere; ([\d,]+) in all\. "
        r"([\d,]+) more serve all Wales\.",
        text,
    )
    assert said == (based, serving, entries, national)
    assert numbers_in(r"Based here \((\d+)\).*from elsewhere \((\d+)\)", text) == (
        based,
        serving,
    )
    known = recount.one(CHECKED, area=code)
    assert numbers_in(
        r"months (\d+) of (\d+) Confirmed longer ago (\d+) Not confirmed yet (\d+)",
        text,
    ) == (known[0], entries, *known[1:])
    drawn = [row for row in rows_of(html) if len(row) == 5 and row[2].isdigit()]
    assert int(drawn[0][2]) == entries
    assert int(drawn[-1][2]) == recount.one(APART)[0]


@pytest.mark.parametrize("code", AREAS[:1])
def test_it_adds_up_in_welsh_and_shows_no_green_tick(recount, shown, code):
    html, text = shown("area", "cy", code=code)
    based, serving, entries, national = recount.one(OF_AREA, area=code)
    said = numbers_in(
        r"(\d+) wedi'u lleoli yma; (\d+) yn \S+ gwasanaethu o fannau eraill; (\d+) i "
        r"gyd\. (\d+) arall",
        text,
    )
    assert said == (based, serving, entries, national)
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
