"""The page of the indicators, all unfolded, has the figures of a recount of the tables.

Of the real entries with a programme under way, and of a demonstration.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from html import unescape

import pyarrow as pa
import pytest

from copro_map.base.i18n import language_in_force, t
from tests.conftest import PROJECT
from tests.indicators.recount import Figure, Recount
from tests.indicators.small_bases import DAY as SMALL_DAY
from tests.indicators.small_bases import fill_small, given_away
from tests.indicators.surveyed import DAY
from tests.opening import open_page
from tests.report.every_format import figure, range_words, silent_words

pytestmark = pytest.mark.usefixtures("years_later")

CODES = ("1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3")
OPEN = ",".join(CODES)
CASES = (
    ("demonstration", date(2026, 11, 22), "en"),
    ("demonstration", date(2024, 12, 1), "cy"),
    ("under_way", DAY, "en"),
)


@pytest.fixture(scope="module")
def places(demonstrated, filled_once, tmp_path_factory):
    """The databases by their names; read only."""
    folder = tmp_path_factory.mktemp("same_figures_page")
    found = {x: folder / f"{x}.db" for x in ("demonstration", "under_way")}
    shutil.copyfile(demonstrated, found["demonstration"])
    shutil.copyfile(filled_once, found["under_way"])
    return found


def bodies(test) -> list[str]:
    assert not test.exception
    return [unescape(x.proto.body) for x in test.get("html")]


def rows_of(body: str) -> list[list[str]]:
    """The cells of a table, without tags."""
    rows = re.findall("<tr>(.*?)</tr>", body)
    cells = (re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows)
    return [[re.sub("<[^>]+>", " ", cell).strip() for cell in row] for row in cells]


def lists_of(one: Figure) -> list[str]:
    """The heads of the lists below an indicator, with their numbers."""
    rest = {*(one.base or ())} - {*one.records}
    heads = [f"{t('Records that count')} ({len(one.records)})"]
    if one.base is not None:
        heads.append(f"{t('Audited, but at a lower level')} ({len(rest)})")
    return [*heads, f"{t('Not confirmed, so not counted')} ({len(one.silent)})"]


def check_table(rows: list[list[str]], figures: dict[str, Figure]) -> None:
    """The table at the end has each figure, how sure it is and what it is of."""
    own = [row for row in rows if row[0].partition(" ")[0] in figures]
    assert [row[0].partition(" ")[0] for row in own] == sorted(figures)
    for row, (code, one) in zip(own, sorted(figures.items()), strict=True):
        _, value, sure, _, status = row
        waits = t("{n} waiting", n=len(one.silent)) if one.silent else ""
        assert value == (f"{figure(one)} ({waits})" if waits else figure(one)), code
        assert range_words(one) in sure
        assert silent_words(one) in status or one.base is not None
        shown = one.told["denominator"]
        if shown is not None:
            assert f": {shown:,}." in sure
        else:
            assert not re.search(r"\d", sure)


def drawn(chart) -> str:
    """The data that a chart is drawn from."""
    tables = (pa.ipc.open_stream(x.data.data).read_all() for x in chart.datasets)
    return " ".join(str(table.to_pydict()) for table in tables)


def shares_of(cells: list[list[str]]) -> list[tuple[int, int]]:
    found = (re.fullmatch(r"\d+% \((\d+)\D+(\d+)\)", row[1]) for row in cells)
    return [(int(one[1]), int(one[2])) for one in found if one]


@pytest.mark.parametrize(("place", "day", "language"), CASES)
def test_every_number_of_the_page_is_that_of_a_recount(
    places, monkeypatch, place, day, language
):
    monkeypatch.setenv("COPRO_MAP_DB", str(places[place]))
    recount = Recount(places[place], PROJECT.data_dir, day)
    found = []
    for show in ("rows", "table", "area"):
        asked = {"as_at": day.isoformat(), "show": show, "open": OPEN}
        found += bodies(open_page("pages/indicators.py", language, **asked))
    with language_in_force(language):
        figures = recount.figures
        counted = {x: one for x, one in figures.items() if one.records is not None}
        heads = [x for body in found for x in re.findall("<h4>(.*?)</h4>", body)]
        assert heads == [x for one in counted.values() for x in lists_of(one)]
        (table,) = (x for x in found if 'class="printed bullets"' in x)
        check_table(rows_of(table), figures)
        area = next(x for x in found if t("Records that count, by area") in x)
        whole = rows_of(area)[-1]
        split = [rows_of(x) for x in found if f"<caption>{t('By role')}" in x]
        for cell, one in zip(whole[1:], counted.values(), strict=True):
            number = len(one.records)
            of = {"n": number, "total": len(one.base or ())}
            wanted = str(number) if one.base is None else t("{n} of {total}", **of)
            assert cell == wanted
        asked = [x for x in ("1.2", "2.1", "2.2") if figures[x].told["interval"]]
        assert len(split) == len(asked)
        for code, rows in zip(asked, split, strict=True):
            one = figures[code]
            pairs = shares_of(rows)
            assert pairs.pop() == (one.numerator, one.denominator)
            known = {
                pair for wave in recount.roles[code].values() for pair in wave.values()
            }
            assert set(pairs) <= known


def test_nothing_of_the_page_tells_what_too_few_said(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    fill_small(network)
    as_at = SMALL_DAY.isoformat()
    for show in ("table", "area", "changes", "plan"):
        asked = {"as_at": as_at, "show": show}
        told = bodies(open_page("pages/indicators.py", "en", **asked))
        assert given_away(" ".join(told)) == []
    test = open_page("pages/indicators.py", "en", as_at=as_at, open=OPEN)
    # Where a target stands on its scale, in percent, is of no reply.
    rows = re.sub(r'<span class="bar-(aim|target)[^>]*>', "", " ".join(bodies(test)))
    assert given_away(rows) == []
    charts = [x.proto for x in test.get("vega_lite_chart")]
    assert len(charts) == len(CODES)
    assert given_away(" ".join(one.spec for one in charts)) == []
    assert given_away(" ".join(map(drawn, charts))) == []
