"""Each figure is the same in every format, and is that of a recount of the tables.

Of the real entries, of the real ones with a programme under way, and of a
demonstration; as at two days and in both languages.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from copro_map.base.i18n import language_in_force, t
from tests.conftest import PROJECT, all_days_come
from tests.drawing.documents import bare
from tests.indicators.recount import LOW, Figure, wilson
from tests.indicators.surveyed import DAY
from tests.report.every_format import (
    AREAS,
    FIGURES,
    RECORDS,
    ROLES,
    Formats,
    every_format,
    figure,
    range_words,
    silent_words,
)
from tests.samples import query

pytestmark = pytest.mark.usefixtures("years_later")

TODAY, YEAR_END = date(2026, 11, 22), date(2024, 12, 1)
CASES = (
    ("demonstration", TODAY, "en"),
    ("demonstration", YEAR_END, "cy"),
    ("under_way", DAY, "cy"),
    ("real", TODAY, "en"),
)
NUMBERS = ("value", "numerator", "denominator", "invited")
OWN = {
    "N1": "Held outside it: {n} of {of} events with a place.",
    "N2": "Citizens: {n} of {of} who came.",
}
COUNTED = ("1.1", "2.3", "3.1", "3.2")  # from records
BASED = "SELECT asset_id, area_code FROM asset_area WHERE layer = ?"


@pytest.fixture(scope="module")
def places(demonstrated, imported, filled_once, tmp_path_factory):
    """The databases by their names; read only."""
    folder = tmp_path_factory.mktemp("same_figures")
    found = {
        name: replace(PROJECT, database=folder / f"{name}.db")
        for name in ("demonstration", "under_way", "real")
    }
    shutil.copyfile(demonstrated, found["demonstration"].database)
    shutil.copyfile(filled_once, found["under_way"].database)
    shutil.copyfile(imported, found["real"].database)
    return found


@pytest.fixture(scope="module", params=CASES, ids=lambda x: f"{x[0]}-{x[1]}-{x[2]}")
def shown(request, places) -> Formats:
    name, day, language = request.param
    with all_days_come():
        return every_format(places[name], day, language)


def number(cell: str | float) -> float | None:
    return None if cell == "" else float(cell)


def alike(shown: Formats):
    """Each indicator as recounted, and its rows in the JSON, the CSV and the sheet."""
    figures = shown.recount.figures
    codes = [row["code"] for row in shown.told]
    assert codes == sorted(figures)
    assert len(codes) >= 11
    rows = zip(shown.told, shown.lines, shown.sheets[FIGURES], strict=True)
    for code, (told, line, cells) in zip(codes, rows, strict=True):
        assert line["code"] == cells["code"] == code
        yield code, figures[code], told, line, cells


def test_json_csv_and_workbook_have_the_figures_of_a_recount(shown):
    for code, one, told, line, cells in alike(shown):
        for name in NUMBERS:
            known = one.told[name]
            given = [told[name], number(line[name]), number(cells[name])]
            assert given == pytest.approx([known] * 3, abs=1e-9), (code, name)
        limits = one.told["interval"]
        for table in (line, cells):
            both = [number(table["lower"]), number(table["upper"])]
            assert both == (told["interval"] or [None, None])
            assert table["period_end"] == (one.period_end or "")
        if limits is None:
            assert told["interval"] is None
        else:
            assert told["interval"] == [round(x + 1e-12, 1) for x in limits]
        assert told["period_end"] == one.period_end


def test_the_records_are_those_of_a_recount_and_as_many_as_the_figure(shown):
    with language_in_force(shown.language):
        counts, silent, base = (
            t(x)
            for x in ("Counts", "Not confirmed, so not counted", "In the base only")
        )
        head = t("Counted")
    for code, one, told, line, cells in alike(shown):
        if code not in COUNTED:
            found = told["records"], line["records"], cells["records"]
            assert found == ([], "", "")
            continue
        kept: dict[str, list[str]] = {}
        for row in shown.sheets[RECORDS]:
            if row["code"] == code:
                kept.setdefault(row[head], []).append(row["id"])
        for name, ids in (("records", one.records), ("unverified", one.silent)):
            assert told[name] == line[name].split() == ids, code
            assert cells[name] == len(ids)
        assert kept.get(counts, []) == one.records
        assert kept.get(silent, []) == one.silent
        assert kept.get(base, []) == sorted({*(one.base or ())} - {*one.records})
        if one.base is None:
            assert told["value"] == len(one.records)


def test_each_area_has_as_many_records_as_the_tables_say(shown):
    sheet = shown.sheets[AREAS]
    for layer, places in (("county_voluntary_council", 19), ("local_authority", 22)):
        based = dict(query(shown.database, BASED, layer))
        rows = [x for x in sheet if x["area_code"] in set(based.values())]
        assert 0 < len(rows) <= places
        for code in COUNTED:
            one = shown.recount.figures[code]
            for name, ids in ((code, one.records), (f"{code} of", one.base or [])):
                counts = Counter(based.get(x, "") for x in ids)
                for row in rows:
                    assert row.get(name, 0) == counts[row["area_code"]]
                # Once in each of the two layers, those without a place too.
                assert sum(row.get(name, 0) for row in sheet) == 2 * len(ids)


def test_roles_are_a_recount_and_add_up_unless_some_are_hidden(shown):
    waves = query(shown.database, "SELECT name, name_cy FROM wave")
    called = {cy if shown.language == "cy" and cy else name: name for name, cy in waves}
    split: dict[tuple[str, str], dict[str, dict]] = {}
    for row in shown.sheets[ROLES]:
        if row["code"]:
            wave = called[row["wave"]]
            split.setdefault((row["code"], wave), {})[row["role"]] = row
    known = shown.recount.roles
    asked = {(x, wave) for x in ("1.2", "2.1", "2.2") for wave in known.get(x, ())}
    assert set(split) == asked
    for (code, wave), rows in split.items():
        pairs = {x: (y["numerator"], y["denominator"]) for x, y in rows.items()}
        total = pairs.pop("total")
        seen = {role: pair for role, pair in pairs.items() if pair != ("", "")}
        assert seen == {role: known[code][wave][role] for role in seen}
        whole = [sum(part) for part in zip(*known[code][wave].values(), strict=True)]
        assert list(total) == whole
        left = whole[1] - sum(of for _, of in seen.values())
        assert left >= LOW if len(seen) < len(pairs) else left == 0
        for role, pair in seen.items():
            assert pair[1] >= LOW
            given = [rows[role][x] for x in ("lower", "percent", "upper")]
            lower, upper = wilson(*pair)
            assert given == pytest.approx([lower, 100 * pair[0] / pair[1], upper])


def expected_facts(one: Figure) -> dict[str, str]:
    """The numbers that stand beside the picture, in the language in force."""
    found = {}
    if one.told["interval"]:
        share = t("{n} of {total}", n=one.numerator, total=one.denominator)
        found[t("Counted")] = share
    if one.records is not None:
        found[t("Records that count")] = str(len(one.records))
    return found


def expected_words(code: str, one: Figure) -> list[str]:
    """What is said beside the picture."""
    if one.records is not None:
        silent = t("Not confirmed, so not counted: {n}.", n=len(one.silent))
        return [range_words(one), silent]
    if code in OWN and one.told["numerator"] is not None:
        counted = {"of": f"{one.denominator:,}", "n": f"{one.numerator:,}"}
        return [range_words(one), t(OWN[code], **counted)]
    return [range_words(one), silent_words(one)]


def test_the_report_has_them_on_the_screen_and_on_paper(shown):
    with language_in_force(shown.language):
        for section, (code, one, *_) in zip(shown.sections, alike(shown), strict=True):
            assert section.title.startswith(code)
            value = figure(one)
            assert section.value == value
            assert bare(section.title + value) in shown.pages[0]
            assert section.paper.startswith(bare(section.title + value))
            for words in expected_words(code, one):
                assert words in section.words, code
                assert bare(words) in section.paper
            wanted = expected_facts(one)
            names = {t("Counted"), t("Records that count")}
            facts = {x: text for x, text in section.facts.items() if x in names}
            assert facts == wanted
            for name, text in wanted.items():
                assert bare(f"{name}: {text}") in section.paper


def test_the_report_has_the_roles_and_the_invited_of_the_last_wave(shown):
    with language_in_force(shown.language):
        for section, (code, one, told, *_) in zip(
            shown.sections, alike(shown), strict=True
        ):
            if told["source"] != "replies":
                assert section.shares == []
                continue
            period = section.facts[t("Period")]
            words = t("Answered: {n} of {invited} invited ({rate}).")
            start = words.partition("{n}")[0]
            assert (start in period) == (not one.hidden)
            if not one.hidden:
                rate = f"{100 * one.denominator / one.invited:.0f}%"
                answered = {"n": one.denominator, "invited": one.invited, "rate": rate}
                assert words.format(**answered) in period
                assert bare(period) in section.paper
            sheet = [x for x in shown.sheets[ROLES] if x["code"] == code]
            last = [x for x in sheet if x["period_end"] == one.period_end]
            rows = [(x["numerator"], x["denominator"]) for x in last]
            seen = [(f"{a:.0f}", f"{b:.0f}") for a, b in rows if a != ""]
            assert section.shares == (seen if len(seen) > 2 else [])
