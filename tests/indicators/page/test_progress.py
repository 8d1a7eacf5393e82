"""The page of the indicators: the same figures as files, records behind each, days."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.base.today import current_day
from copro_map.indicators.files import file_of
from copro_map.indicators.progress import progress
from copro_map.report.page.files import _report
from tests import opening
from tests.opening import open_page
from tests.samples import change, observed, query, remember

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _network_database(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))


def html(test: AppTest) -> str:
    return " ".join(x.proto.body for x in test.get("html"))


def listed(page: str) -> dict[str, int]:
    """How many records the page says that each list has."""
    found = re.findall(r"<h4>Records that count \((\d+)\)</h4>", page)
    return dict(zip(("1.1", "2.3", "3.1", "3.2"), map(int, found), strict=True))


@pytest.mark.parametrize("confirmed", [False, True])
def test_page_files_json_and_a_recount_agree(network, run, confirmed):
    if confirmed:
        change(
            network.database,
            "UPDATE asset SET verification = 'confirmed', verified_on = '2026-10-01' "
            "WHERE kind = 'project'",
        )
        remember(network.database)
    told = run("indicators", "--as-at", DAY.isoformat(), "--json").json
    by_code = {row["code"]: row for row in [*told["indicators"], *told["own"]]}
    written = json.loads(file_of(progress(network, DAY), "json"))
    assert {name: written[name] for name in told} == told
    assert set(written) - set(told) == {"language", "licence", "attribution", "sources"}
    rows = csv.DictReader(
        io.StringIO(file_of(progress(network, DAY), "csv").decode("utf-8-sig"))
    )
    for row in rows:
        one = by_code[row["code"]]
        assert (float(row["value"]) if row["value"] else None) == one["value"]
        assert row["records"].split() == one["records"]
    asked = {"as_at": DAY.isoformat(), "open": "1.1,2.3,3.1,3.2"}
    page = html(open_page("pages/indicators.py", "en", **asked))
    for code, number in listed(page).items():
        assert number == len(by_code[code]["records"]), code
        if code != "3.2":
            assert number == by_code[code]["value"], code
    recount = query(
        network.database,
        "SELECT COUNT(DISTINCT asset_id) FROM asset_stage JOIN asset ON id = asset_id "
        "WHERE kind = 'project' AND verification = 'confirmed'",
    )[0][0]
    assert by_code["3.1"]["value"] == recount
    assert (recount > 20) == confirmed


def test_what_nobody_reported_is_not_0(run):
    told = run("indicators", "--json").json
    silent = {row["code"] for row in told["indicators"] if row["value"] is None}
    assert silent == {"1.2", "2.1", "2.2", "3.2", "3.3", "4.1", "4.2", "4.3"}
    page = html(open_page("pages/indicators.py", "en", show="rows"))
    assert page.count("not reported") >= len(silent)


def test_a_day_that_is_none_is_said(run):
    test = open_page("pages/indicators.py", "en", as_at="2027-02-30")
    assert not test.exception
    assert "no day" in test.warning[0].value
    answer = run("indicators", "--as-at", "31.3.2027", "--json")
    assert answer.code != 0
    assert "2027-03-31" in answer.err


@pytest.mark.parametrize(
    "day", ["9999-12-31", "2101-01-01", "0001-01-01", "2099-06-30"]
)
def test_a_day_out_of_all_reason_neither_breaks_the_page_nor_keeps_it_busy(
    day, monkeypatch
):
    """Each quarter of a course is a count of all records: no link asks for 32,000."""
    monkeypatch.setattr(opening, "SECONDS", 30)
    asked = {"as_at": day, "open": "1.1"}
    test = open_page("pages/indicators.py", "en", **asked)
    assert not test.exception
    (warning,) = test.warning
    assert warning.value == "The link names no day that has come. Today is shown."


def test_the_command_line_knows_no_day_of_the_year_9999(run):
    answer = run("indicators", "--as-at", "9999-12-31", "--json")
    assert answer.code != 0
    assert "not a date" in answer.err


def test_a_day_to_come_is_answered_as_today_with_what_is_known_today(
    network, monkeypatch
):
    """Nobody sees what would count, nor what an open wave will say."""
    monkeypatch.setenv("COPRO_MAP_TODAY", "2026-11-29")
    today, later = date(2026, 11, 29), date(2099, 6, 30)
    for asked in (progress(network, later), progress(network, today, later)):
        assert (asked.day, asked.known_on) == (today, today)
        assert asked.as_json() == progress(network, today).as_json()


def test_the_command_answers_a_day_to_come_as_today(run, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2026-11-29")
    told = run("indicators", "--as-at", "2099-06-30", "--json").json
    assert told == run("indicators", "--json").json
    assert told["as_at"] == "2026-11-29"


def test_the_page_says_that_the_start_is_not_confirmed():
    assert "to be confirmed" in html(open_page("pages/indicators.py", "en"))


def test_the_page_offers_the_report_and_the_figures_as_files():
    test = open_page("pages/indicators.py", "en", as_at=DAY.isoformat())
    assert not test.exception
    labels = [x.proto.label for x in test.get("download_button")]
    assert labels == [
        "Board report: PDF",
        "Board report: HTML",
        "All figures: Excel",
        "CSV",
        "JSON",
        "Save the code (SVG)",  # of the link to the page
    ]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_report_is_made_in_the_language_of_the_page(language):
    page = _report(DAY, "html", language).decode()
    assert f'<html lang="{language}">' in page
    assert _report(DAY, "pdf", language).startswith(b"%PDF")


def enter(run, tmp_path, **cells):
    """Import one observation; return its indicator."""
    row = observed(source="wave", **cells)
    path = tmp_path / "wave.csv"
    path.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", "utf-8")
    assert run("observations", "import", path).code == 0
    return row["indicator"]


def test_what_the_silent_could_change_stands_beside_a_percentage(run, tmp_path):
    # METHODS, section 3: 24 of 60 replies from 120 members are 20 to 70%.
    enter(run, tmp_path, numerator="24", denominator="60", invited="120", n="60")
    page = html(open_page("pages/indicators.py", "en", show="table"))
    assert "20% to 70%" in page
    assert "Met, probably" in page
    assert "Few replies" not in page


def test_a_small_base_is_said_in_words(run, tmp_path):
    enter(run, tmp_path, numerator="8", denominator="20", invited="40", n="20")
    assert "Few replies: read with care." in html(
        open_page("pages/indicators.py", "en", show="table")
    )


def test_too_few_replies_are_shown_nowhere(network, run, tmp_path):
    small = {"numerator": "3", "denominator": "5", "invited": "9", "n": "5"}
    code = enter(run, tmp_path, **small, value="60.0")
    told = run("indicators", "--json").json["indicators"]
    one = next(x for x in told if x["code"] == code)
    assert [one[x] for x in ("value", "numerator", "denominator")] == [None] * 3
    table = file_of(progress(network, current_day()), "csv").decode("utf-8-sig")
    line = next(x for x in csv.DictReader(io.StringIO(table)) if x["code"] == "2.2")
    assert [line[x] for x in ("value", "numerator", "denominator")] == [""] * 3
    for show in ("rows", "table"):
        page = html(open_page("pages/indicators.py", "en", show=show))
        assert "too few replies to show" in page
        assert "60%" not in page.split("2.2", 1)[1].split("2.3", 1)[0]


SIGNS = re.compile(r"\b[0-9a-f]{12,}\b")


def drawn_as(show: str = "", **params: str) -> tuple[AppTest, str]:
    test = open_page("pages/indicators.py", "en", **{"show": show} | params)
    assert not test.exception
    return test, html(test)


@pytest.fixture
def _under_way(under_way, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(under_way.database))


@pytest.mark.usefixtures("_under_way", "years_later")
@pytest.mark.parametrize(
    ("show", "says"),
    [
        ("rows", 'class="standing'),
        ("table", "Indicators and their targets"),
        ("area", "Records that count, by area"),
        ("changes", "Figures then and now"),
        ("plan", "What we shall measure, and when"),
    ],
)
def test_each_view_has_its_address_and_the_verdict_above_it(show, says):
    test, page = drawn_as(show, as_at="2027-06-01")
    choice = test.get("button_group")[0]
    assert choice.value == show
    assert says in page
    assert page.index('class="verdict"') < page.index("What needs a decision")
    # Neither a checksum nor a command is for the public.
    seen = re.sub(r'(src|href|id)="[^"]*"', "", page)
    assert SIGNS.findall(seen) == []
    assert "hecksum" not in page
    assert "python -m" not in page


@pytest.mark.usefixtures("_under_way", "years_later")
def test_old_addresses_unfold_as_new_ones_do():
    day = {"as_at": "2027-06-01"}
    new, page = drawn_as(**day, open="1.1,2.2")
    old, before = drawn_as(**day, **{"open1.1": "1", "open2.2": "1"})
    assert page.count("What was promised") == before.count("What was promised") == 2
    for one in (new, old):
        assert len(one.get("vega_lite_chart")) == 2
    assert before.count('aria-expanded="true"') == 2
    # A press on the next one keeps both, and the old parameters are gone.
    assert "open1.1" not in re.search(r'href="(indicators\?[^"]*3\.1[^"]*)"', before)[1]
    folded, page = drawn_as(**day)
    assert "What was promised" not in page
    assert len(folded.get("vega_lite_chart")) == 0


def test_before_there_is_data_the_page_says_what_will_be_measured():
    test, page = drawn_as()
    assert "0 of 11 met, 3 not due yet, 8 without a figure." in page
    assert test.get("button_group")[0].value == "plan"
    rows = re.findall(r'<th scope="row"><strong>([^<]+)</strong>', page)
    assert len(rows) == 11 + 2
    assert "Besides, of the Network&#39;s own, without a target: 2." in page
    assert rows[-2:] == ["Events outside the south-east", "Citizens at events"]
    assert "1 April 2027: 120" in page
    assert "A survey of members" in page
    assert "Nothing is at risk or missed, so nothing needs a decision." in page
    unfolded, page = drawn_as(open="1.1")  # a link to one still leads to it
    assert unfolded.get("button_group")[0].value == "rows"
    assert "What was promised" in page
