"""The workbook of the indicators, read back: as JSON, the records and the report."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from itertools import pairwise

import pytest
from python_calamine import CalamineWorkbook

from copro_map.base.i18n import LANGUAGES, language_in_force, set_language, t
from copro_map.base.store.connection import writing
from copro_map.base.store.programme import demonstration_note, mark_demonstration
from copro_map.indicators.charts.bullets import figure_text
from copro_map.indicators.files import file_of
from copro_map.indicators.progress import progress
from copro_map.indicators.snapshots import frozen
from copro_map.report.by_role import replied
from copro_map.report.report import report_file
from tests.conftest import all_days_come
from tests.drawing.documents import Html, bare
from tests.indicators.surveyed import (
    AFTER,
    BEFORE,
    DAY,
    HIDDEN,
    LABEL,
    RAISED,
    ROLES,
    ROLES_BEFORE,
    START,
    TAKEN_BACK,
)
from tests.samples import iso, query

pytestmark = pytest.mark.usefixtures("years_later")

SHEETS = (
    "Indicators",
    "By role",
    "Levels",
    "Through time",
    "By area",
    "Since the last snapshot",
    "Targets",
    "Records",
    "About the data",
)
LOW = 10


def read(content: bytes) -> dict[str, list[dict[str, object]]]:
    """Every sheet as its rows by the heads of its columns, "" for an empty cell."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = {}
    for name in book.sheet_names:
        heads, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        found[name] = [dict(zip(heads, map(iso, row), strict=True)) for row in rows]
    return found


@pytest.fixture(scope="module")
def sheets(programme):
    """The sheets of a programme well under way; read only."""
    set_language("en")
    with all_days_come():
        return read(file_of(programme(DAY), "xlsx"))


def told(shown) -> dict[str, dict]:
    kept = shown.as_json()
    return {row["code"]: row for row in [*kept["indicators"], *kept["own"]]}


def of(rows: list[dict], code: str) -> list[dict]:
    return [row for row in rows if row["code"] == code]


def test_every_figure_is_that_of_the_json_and_of_the_csv(programme, sheets):
    assert tuple(sheets) == SHEETS
    by_code = told(programme(DAY))
    text = file_of(programme(DAY), "csv").decode("utf-8-sig")
    lines = {row["code"]: row for row in csv.DictReader(io.StringIO(text))}
    assert [row["code"] for row in sheets["Indicators"]] == list(by_code)
    for row in sheets["Indicators"]:
        one, line = by_code[row["code"]], lines[row["code"]]
        for name in ("value", "numerator", "denominator", "invited", "target"):
            known = "" if one[name] is None else one[name]
            assert row[name] == known, (row["code"], name)
            assert (float(line[name]) if line[name] else "") == known
        assert row["target_due"] == line["target_due"] == (one["target_due"] or "")
        assert row["period_end"] == (one["period_end"] or "")
        limits = one["interval"] or ["", ""]
        assert [row["lower"], row["upper"]] == limits
        source = one["source"] or ""
        counted = row["code"] in ("1.1", "2.3", "3.1", "3.2")
        assert row["figure_from"] == ("records" if counted else source)
        for name in ("records", "unverified"):
            assert row[name] == (len(one[name]) if counted else "")
    assert by_code["1.2"]["source"] == "replies"
    assert by_code["4.3"]["source"] == "observation"


def test_the_records_are_those_behind_each_figure(programme, sheets):
    names = dict(
        query(programme(DAY).settings.database, "SELECT id, name_en FROM asset")
    )
    found = Counter()
    for row in sheets["Records"]:
        found[row["code"], row["Counted"]] += 1
        assert row["Name"] == names[row["id"]]
    for code, one in told(programme(DAY)).items():
        rows = of(sheets["Records"], code)
        assert len({row["id"] for row in rows}) == len(rows)
        counts = [row["id"] for row in rows if row["Counted"] == "Counts"]
        assert counts == one["records"]
        silent = [r["id"] for r in rows if r["Counted"].startswith("Not confirmed, so")]
        assert silent[: len(one["unverified"])] == one["unverified"]
    assert found["3.1", "Counts"] == told(programme(DAY))["3.1"]["value"] > 0


def test_each_layer_adds_up_to_the_figure(programme, sheets):
    by_code = told(programme(DAY))
    for layer, places in (("County Voluntary Council", 19), ("Local authority", 22)):
        rows = [row for row in sheets["By area"] if row["Kind of area"] == layer]
        assert len(rows) >= places
        assert rows[-1]["Area"] == "All Wales, or place not known"
        for code in ("1.1", "2.3", "3.1"):
            assert sum(row[code] for row in rows) == by_code[code]["value"]
    powys = next(x for x in sheets["By area"] if x["Area"] == "Powys")
    assert powys["area_code"] == "W06000023"


def test_roles_are_a_recount_of_the_replies_and_small_ones_are_hidden(sheets):
    rows = of(sheets["By role"], "1.2")
    shown = {row["role"]: row for row in rows}
    assert set(ROLES) | {"organisation", "total"} == set(shown)
    for role, row in shown.items():
        numbers = [row[x] for x in ("percent", "numerator", "denominator", "lower")]
        if role in (*HIDDEN, "organisation"):
            assert numbers == [""] * 4
            assert row["Note"] == "not shown"
        elif role != "total":
            positive, answered = ROLES[role]
            assert numbers[:3] == [100 * positive / answered, positive, answered]
            assert row["lower"] < row["percent"] < row["upper"]
    total = shown["total"]
    said = [sum(pair[n] for pair in ROLES.values()) for n in range(2)]
    assert [total["numerator"], total["denominator"]] == said
    seen = [x for x in shown.values() if x["role"] != "total" and x["denominator"]]
    assert total["denominator"] - sum(x["denominator"] for x in seen) >= LOW


def test_nothing_is_given_away_of_a_base_that_is_too_small(programme, sheets):
    silent = ("value", "numerator", "denominator", "invited", "lower", "upper")
    row = of(sheets["Indicators"], "4.3")[0]
    assert {row[name] for name in silent} == {""}
    assert {x["value"] for x in of(sheets["Through time"], "4.3")} == {""}
    since = of(sheets["Since the last snapshot"], "4.3")[0]
    assert since["then"] == since["now"] == ""
    assert not of(sheets["By role"], "4.3")
    html = report_file(programme(DAY), "html").decode()
    for words in ("7 of 9", "78%", "77.8"):
        assert words not in html


def test_levels_are_those_of_the_start_and_of_now(sheets):
    before, after = of(sheets["Levels"], "1.2")
    assert (before["wave"], before["Baseline"]) == (BEFORE.name, "Baseline")
    assert (after["wave"], after["Baseline"]) == (AFTER.name, "")
    for row, roles in ((before, ROLES_BEFORE), (after, ROLES)):
        said = [sum(pair[n] for pair in roles.values()) for n in range(2)]
        assert [row["numerator"], row["denominator"]] == said
        assert row["percent"] == pytest.approx(100 * said[0] / said[1])


def test_the_course_is_that_of_the_charts_and_ends_with_the_figure(programme, sheets):
    by_code = told(programme(DAY))
    for code, points in programme(DAY).trends.items():
        rows = of(sheets["Through time"], code)
        days = [row["date"] for row in rows]
        assert days == [x.isoformat() for x in points["date"]]
        assert all(a < b for a, b in pairwise(days))
        if rows and by_code[code]["value"] is not None:
            assert rows[-1]["value"] == by_code[code]["value"], code
    assert len(of(sheets["Through time"], "1.1")) == 5


def test_targets_have_who_changed_them_last_and_why(programme, sheets):
    by_key = {(row["code"], row["due"]): row for row in sheets["Targets"]}
    for made in (RAISED, TAKEN_BACK):
        row = by_key[made.indicator, made.due_on]
        assert row["value"] == ("" if made.value is None else made.value)
        told_of = [row[x] for x in ("changed_by", "changed_on", "reason")]
        assert told_of == [made.changed_by, made.changed_on, made.reason]
    kept = [x for x in sheets["Targets"] if x["code"] == "1.1"]
    assert [x["value"] for x in kept] == [120, 250, 350]
    assert {x["changed_by"] for x in kept} == {""}
    early = read(file_of(programme(START), "xlsx"))["Targets"]
    assert {x["changed_by"] for x in early} == {""}


def test_then_and_now_are_those_of_the_snapshot_and_the_json(programme, sheets):
    kept = frozen(programme(DAY).settings, 1).content
    then = {x["code"]: x for x in [*kept["indicators"], *kept["own"]]}
    for code, one in told(programme(DAY)).items():
        (row,) = of(sheets["Since the last snapshot"], code)
        assert row["now"] == ("" if one["value"] is None else one["value"])
        before = then[code]["value"]
        assert row["then"] == ("" if before is None else before)
    about = dict(map(tuple, (x.values() for x in sheets["About the data"])))
    assert LABEL in about["What changed since the last snapshot"]


def test_every_figure_is_that_of_the_report(programme, sheets):
    html = Html(report_file(programme(DAY), "html").decode())
    screen = bare(html.text["en"])
    kinds = {one.code: one for one in programme(DAY).bullets()}
    for row in sheets["Indicators"]:
        bullet = kinds[row["code"]]
        if row["value"] != "":
            figure = figure_text(row["value"], bullet.kind)
            assert bare(f"{bullet.code} {bullet.name}: {figure}") in screen
    found = programme(DAY)
    for standing in found.standings:
        told_of = replied(found, standing)
        for cells in told_of.rows if told_of else ():
            assert bare("".join(cells)) in screen


def test_text_that_looks_like_a_formula_stays_text(programme, sheets):
    assert of(sheets["Levels"], "1.2")[0]["wave"] == "=2+2"
    reasons = [row["reason"] for row in sheets["Targets"]]
    assert RAISED.reason in reasons
    with zipfile.ZipFile(io.BytesIO(file_of(programme(DAY), "xlsx"))) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in book.read(name)
                assert b"hyperlink" not in book.read(name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_speak_the_language_and_real_ones_bear_no_mark(programme, language):
    with language_in_force(language):
        found = read(file_of(programme(DAY), "xlsx"))
        assert tuple(found) == tuple(t(name) for name in SHEETS)
        area = next(x for x in found[t("By area")] if x["area_code"] == "W06000008")
    assert area[{"en": "Area", "cy": "Ardal"}[language]] == "Ceredigion"
    assert "demonstration" not in found[list(found)[0]][0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["network", "under_way"])
def test_every_sheet_of_a_demonstration_says_so(request, place, language):
    settings = request.getfixturevalue(place)
    with writing(settings.database) as database:
        mark_demonstration(database, START, DAY)
    with language_in_force(language):
        note = demonstration_note(settings)
        *tables, about = read(file_of(progress(settings, DAY), "xlsx")).values()
    assert any(note in row.values() for row in about)
    for rows in tables:
        assert rows
        assert {row["demonstration"] for row in rows} == {note}


def test_real_data_without_waves_has_the_same_sheets(network):
    found = read(file_of(progress(network, DAY), "xlsx"))
    assert tuple(found) == SHEETS
    for name in ("By role", "Levels", "Since the last snapshot"):
        (row,) = found[name]  # a sheet without rows says so
        assert list(filter(None, row.values())) == ["Nothing to show yet."]
    about = str(found["About the data"])
    assert "No snapshot was taken" in about
    assert len(found["Records"]) == sum(
        len(x["records"]) + len(x["unverified"])
        for x in told(progress(network, DAY)).values()
    )


@pytest.mark.usefixtures("under_way")
def test_the_command_writes_that_workbook(sheets, run, tmp_path):
    target = tmp_path / "board.xlsx"
    answer = run("report", "--out", target, "--as-at", DAY.isoformat())
    assert answer.code == 0, answer.err
    found = read(target.read_bytes())
    assert found == sheets
    assert re.fullmatch("[0-9.]+", str(found["Indicators"][0]["value"]))
