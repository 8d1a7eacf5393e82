"""The pages about coverage: the same figures as the files, links, nonsense."""

from __future__ import annotations

import csv
import io
import re

import pypdf
import pytest
from streamlit.testing.v1 import AppTest

from copro_map.areas.brief import brief_of
from copro_map.base.i18n import language_in_force
from copro_map.base.today import current_day
from copro_map.coverage.files import file_of
from copro_map.coverage.gaps import Ask, Coverage, cover
from copro_map.coverage.of_area import OfArea
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of
from copro_map.search.search import all_assets
from tests.opening import open_page
from tests.samples import live_ids
from tests.ways_in import ways_in

AREAS = {
    "W06000023": "local_authority",
    "W11000023": "health_board",
    "CVC-GAVO": "county_voluntary_council",
}
VIEWS = ("", "compare", "gaps", "themes", "reach", "chance")


def covered(settings, ask: Ask) -> Coverage:
    return cover(settings, ask, all_assets(settings))


@pytest.fixture(autouse=True)
def _network_database(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))


def html(test: AppTest) -> str:
    return " ".join(x.proto.body for x in test.get("html"))


def rows(test: AppTest) -> int:
    """How many areas are ranked."""
    return html(test).count("<tr data-row=")


def words(text: str) -> str:
    """Text without tags and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.mark.parametrize(("code", "layer"), AREAS.items())
def test_page_pdf_html_csv_and_json_say_the_same(to_read, run, code, layer):
    answer = run("gaps", "--layer", layer, "--json").json
    told = next(x for x in answer["areas"] if x["area_code"] == code)
    table = csv.DictReader(
        io.StringIO(file_of(covered(to_read, Ask(layer)), "csv").decode("utf-8-sig"))
    )
    row = next(x for x in table if x["area_code"] == code)
    for name in ("count", "expected", "rate_per_100k", "eb_rate_per_100k", "p_low",
                 "reach_percent_10km", "population", "based", "served_by"):  # fmt: skip
        assert float(row[name]) == told[name], name
    assert (row["flag"], row["knowledge"]) == (told["flag"], told["knowledge"])

    brief = brief_of(to_read, all_assets(to_read), code)
    pdf = pypdf.PdfReader(io.BytesIO(pdf_of(brief)))
    assert len(pdf.pages) == 2
    printed = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    screen = words(str(html_of(brief)))
    page = words(html(open_page("pages/area.py", "en", code=code)))
    shown = (
        f"{told['population']:,}",
        str(told["based"]),
        str(told["serving"]),
        str(told["entries"]),
        f"{told['count'] / told['population'] * 100_000:.1f}",  # rounded once
    )
    told_by_the_hundredth = (
        f"{told['reach_percent_10km'] - 0.05:.0f}%",
        (f"{told['reach_percent_10km'] + 0.05:.0f}%"),
    )  # the file has a decimal more, and neither is rounded twice
    near = {x for x in told_by_the_hundredth if x in page}
    assert near
    for text in (*shown, *near):
        assert text in page, text
        assert text in screen, text
        assert text.replace(" ", "") in printed.replace(" ", ""), text
    gaps = OfArea(covered(to_read, Ask(layer)), code).gaps
    for key, name in {"reach": "Reach", "low": "Few entries", "mix": "Mix"}.items():
        assert gaps[key].words == row[name]
        assert row[name] in page
        # The brief leaves out what was looked at and shows no gap.
        assert (row[name] in screen) == (gaps[key].level in ("strong", "watch")), name


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_coverage_opens_by_its_link(view, language):
    test = open_page(
        "pages/coverage.py", language, layer="health_board", show=view, theme="food"
    )
    assert not test.exception
    assert not test.warning
    assert test.selectbox(key="widget_layer").value == "health_board"
    assert test.selectbox(key="widget_theme").value == "food"
    kinds = [{}, {"kind": "offer"}, {"kind": "request"}]
    assert ways_in(test) == [{**kind, "theme": "food"} for kind in kinds]


def test_coverage_counts_every_live_entry_once(to_read):
    test = open_page("pages/coverage.py", "en")
    said = next(x for x in html(test).split("<p") if "in all:" in x)
    *parts, total = [int(x) for x in re.findall(r": (\d+)[;.]", said)]
    assert sum(parts) == total == len(live_ids(to_read.database, current_day()))


def test_a_changed_layer_changes_the_table_and_the_link():
    test = open_page("pages/coverage.py", "en")
    assert rows(test) == 22
    test.selectbox(key="widget_layer").set_value("health_board").run()
    assert rows(test) == 7
    assert test.query_params["layer"] == "health_board"


@pytest.mark.parametrize(
    "params",
    [{"layer": "parish"}, {"theme": "<script>"}, {"kind": "x", "sector": "{{7*7}}"},
     {"show": "nonsense"}, {"km": "-1", "show": "reach"}],
)  # fmt: skip
def test_nonsense_in_the_address_of_coverage_is_left_out(params):
    test = open_page("pages/coverage.py", "en", **params)
    assert not test.exception
    assert rows(test) == 22
    assert bool(test.warning) == (not {"show", "km"} & set(params))


COMPARED = "W06000023,W06000018"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_areas_are_compared_by_their_link_and_their_kinds_add_up(to_read, language):
    test = open_page("pages/coverage.py", language, compare=COMPARED)
    assert not test.exception
    assert not test.warning
    assert test.multiselect(key="widget_compare").value == COMPARED.split(",")
    table = covered(to_read, Ask()).table
    kinds = html(test).split('<table class="printed numbers">')[1].split("</table>")[0]
    rows_of_kinds = [re.findall(r"<td>([\d,]+)</td>", x) for x in kinds.split("<tr>")]
    figures = [[int(x) for x in row] for row in rows_of_kinds if row]
    assert [row[-1] for row in figures] == [
        table["entries"][code] for code in COMPARED.split(",")
    ]
    assert all(sum(row[:-1]) == row[-1] for row in figures)


def test_a_fifth_area_is_refused_and_an_unknown_one_said():
    five = [f"W0600000{n}" for n in range(1, 6)]
    test = open_page("pages/coverage.py", "en", compare=",".join([*five, "W99", "<b>"]))
    assert not test.exception
    unknown, beyond = (x.value for x in test.warning)
    assert "W99, <b>" in unknown
    assert "Left out: Flintshire" in beyond
    assert test.query_params["compare"] == ",".join(five[:4])
    box = test.multiselect(key="widget_compare")
    assert box.value == five[:4]
    box.set_value([*five[:4], "W06000023"]).run()
    assert "Left out: Powys" in test.warning[0].value
    assert test.query_params["compare"] == ",".join(five[:4])
    test.multiselect(key="widget_compare").set_value(five[:1]).run()
    assert not test.warning
    test.selectbox(key="widget_layer").set_value("health_board").run()
    assert not test.warning, "areas of another layer are no mistake of the reader"


def test_every_area_has_a_page(layers):
    codes = [code for layer in layers.values() for code in layer.areas]
    assert len(set(codes)) == len(codes) >= 68
    test = open_page("pages/area.py", "en", code=codes[0])
    for layer in layers.values():
        code, area = list(layer.areas.items())[-1]
        test.query_params["code"] = code
        test.run()
        assert not test.exception, code
        assert test.title[0].value == area.label.en
        assert {"area": code} in ways_in(test)
        assert {one["area"] for one in ways_in(test)} == {code}


def test_the_xlsx_and_the_pictures_are_made(to_read):
    with language_in_force("cy"):
        boards, all_of_it = (
            covered(to_read, Ask("health_board")),
            covered(to_read, Ask()),
        )
        assert file_of(boards, "xlsx")[:2] == b"PK"
        assert file_of(boards, "png")[:4] == b"\x89PNG"
        views = [file_of(all_of_it, "svg", x) for x in ("", "gaps", "reach")]
        assert len(set(views)) == 2
        assert "10 km" in views[2].decode()
        drawing = file_of(boards, "svg").decode()
    assert "Bwrdd Iechyd" in drawing
