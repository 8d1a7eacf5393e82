"""Every listed page opens, alone and through the frame, in both languages."""

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.assets.importing import import_network
from copro_map.base.today import current_day
from tests.audits.audit_samples import PROJECT
from tests.catalogue import ROOT
from tests.english import english_words, texts_of_html, texts_of_page
from tests.listed_pages import listed_pages
from tests.opening import (
    SECONDS,
    boxes,
    in_other_language,
    language_link,
    open_page,
    opened_in,
)
from tests.result import result_of
from tests.samples import live_ids, query, row, write_csv
from tests.ways_in import ways_in

FILES = [file for file, _ in listed_pages()]
LANGUAGES = ("en", "cy")


@pytest.fixture(autouse=True)
def _network_database(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))


def titles(test: AppTest) -> str:
    html = [x.proto.body for x in test.get("html")]
    return " ".join([*(x.value for x in test.title), *(h for h in html if "<h1>" in h)])


def test_every_file_in_pages_is_listed():
    assert {f"pages/{path.name}" for path in ROOT.glob("pages/*.py")} == set(FILES)


def test_pages_are_short():
    for path in ROOT.glob("pages/*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 60, path.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_a_page_opens_through_the_frame(file, language):
    test = open_page(file, language)
    assert not test.exception
    assert titles(test)
    assert language_link(test)[1] == ("English" if language == "cy" else "Cymraeg")
    if language == "cy":
        assert english_words(texts_of_page(test)) == {}


def test_english_that_is_left_is_noticed_and_what_is_marked_is_not():
    html = '<p>Cofnod <b lang="en">Timebank</b><img alt="Opening hours"></p>'
    assert set(english_words(texts_of_html(html))) == {"Opening", "hours"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_a_page_opens_alone(file, language):
    test = AppTest.from_file(str(ROOT / file), default_timeout=SECONDS)
    test.query_params["lang"] = language
    test.run()
    assert not test.exception
    assert titles(test)


@pytest.mark.parametrize("file", FILES)
def test_a_page_is_not_the_same_in_both_languages(file):
    assert titles(open_page(file, "en")) != titles(open_page(file, "cy"))


def result(test: AppTest) -> list[tuple[int, str]]:
    return result_of(" ".join(x.proto.body for x in test.get("html")))


def test_the_home_page_leads_to_the_form_and_a_page_that_found_something_does_not():
    assert ways_in(open_page("pages/home.py", "cy")) == [{}]
    assert ways_in(open_page("pages/asset_map.py", "cy")) == []


def test_the_map_counts_every_live_entry(to_read):
    live = live_ids(to_read.database, current_day())
    shown = result(open_page("pages/asset_map.py", "en"))
    assert shown[0] == (len(live), "entries")


def test_a_link_reopens_the_view():
    test = open_page(
        "pages/asset_map.py",
        "en",
        layer="health_board",
        area="W11000024",
        kind="offer,project",
        more="1",
    )
    assert test.multiselect(key="widget_area").value == ["W11000024"]
    assert test.selectbox(key="widget_layer").value == "health_board"
    everything = open_page("pages/asset_map.py", "en")
    assert 0 < result(test)[0][0] < result(everything)[0][0]


def test_a_filter_writes_to_the_address():
    test = open_page("pages/asset_map.py", "en")
    everything = result(test)
    test.button_group(key="widget_kind").set_value(["project"]).run()
    assert test.query_params["kind"] == "project"
    assert 0 < result(test)[0][0] < everything[0][0]


def test_a_box_that_is_emptied_asks_for_nothing():
    test = open_page("pages/audit.py", "en", entry=PROJECT)
    # Enter in an emptied box takes what is listed first.
    test.selectbox(key="widget_entry").select_index(0).run()
    assert not test.exception
    assert test.selectbox(key="widget_entry").value is None
    assert "entry" not in test.query_params


@pytest.mark.parametrize("typed", ["food near Machynlleth", "food ger Machynlleth"])
def test_a_place_typed_with_the_words_is_understood_and_stays_in_the_box(typed):
    test = open_page("pages/asset_map.py", "en", q=typed)
    assert boxes(test) == {"q": typed, "near": ""}
    assert "near" not in test.query_params
    found = result(test)
    apart = open_page("pages/asset_map.py", "en", q="food", near="Machynlleth")
    assert found == result(apart)
    assert found != result(open_page("pages/asset_map.py", "en", q=typed, typed="1"))


def test_an_ambiguous_place_asks_which_one():
    test = open_page("pages/asset_map.py", "cy", near="Casnewydd, Nunlle")
    assert test.warning[0].value.startswith("Casnewydd, Nunlle: nid yw'n hysbys.")
    test = open_page("pages/asset_map.py", "en", near="Newport")
    choices = [b for b in test.button if b.key and b.key.startswith("place_")]
    assert len(choices) == 2
    choices[0].click().run()
    assert not test.warning
    assert test.query_params["near"].startswith("Newport, ")


def test_a_chip_takes_its_filter_back():
    test = open_page("pages/asset_map.py", "en", kind="offer", theme="food")
    assert not [b for b in test.button if b.key == "chip_kinds"]  # they have switches
    test.button("chip_themes").click().run()
    assert "theme" not in test.query_params
    assert test.query_params["kind"] == "offer"


def test_the_printable_list_has_every_entry_found(to_read):
    of_theme = "SELECT asset_id FROM asset_theme WHERE theme = 'food'"
    found = {entry_id for (entry_id,) in query(to_read.database, of_theme)}
    found &= live_ids(to_read.database, current_day())
    test = open_page("pages/asset_map.py", "en", theme="food", print="1")
    table = next(x.proto.body for x in test.get("html") if "<table" in x.proto.body)
    assert table.count("<tr>") == len(found) + 1


def test_the_other_language_keeps_the_view():
    test = open_page("pages/asset_map.py", "en", q="timebank", theme="timebanking")
    before = [number for number, _ in result(test)]
    in_other_language(test)
    assert not test.exception
    assert test.title[0].value == "Map asedau"
    assert test.query_params["q"] == "timebank"
    assert [number for number, _ in result(test)] == before


def test_a_new_layer_forgets_the_area_of_the_old_one():
    test = open_page("pages/asset_map.py", "en", area="W06000008", more="1")
    test.selectbox(key="widget_layer").set_value("health_board").run()
    assert not test.exception
    assert "area" not in test.query_params


@pytest.mark.parametrize(
    "params",
    [
        {"layer": "nonsense"},
        {"area": "W99"},
        {"kind": "spam"},
        {"theme": "<b>"},
        {"page": "-7"},
        {"page": "9" * 30},
        {"entry": "no-such-entry"},
        {"view": "sideways"},
        {"q": "\x00'\"*("},
        {"near": "<script>"},
        {"near": "99, 999"},
        {"near": "52.41, -4.08", "km": "-3"},
        {"km": "many"},
        {"box": "1,2,3"},
        {"box": "nan,nan,nan,nan"},
        {"sort": "sideways"},
        {"open": "perhaps"},
        {"type": "robot", "sector": "x", "stage": "y", "checked": "z", "words": "fr"},
    ],
)
def test_nonsense_in_the_address_never_breaks_the_page(params):
    test = open_page("pages/asset_map.py", "cy", **params)
    assert not test.exception
    assert result(test)[0][1] == "o gofnodion"


def test_nothing_found_offers_a_way_out():
    test = open_page("pages/asset_map.py", "en", q="zzzzzz Bangor", kind="offer")
    assert "Nothing found" in test.info[0].value
    assert ways_in(test) == [{"kind": "offer", "where": "Bangor"}]
    assert [b.key for b in test.button if b.key == "without_text"]


def test_an_entry_that_does_not_exist_is_said_in_words():
    test = open_page("pages/entry.py", "cy", id="no-such-entry")
    assert not test.exception
    assert "nid oes cofnod o'r fath" in test.error[0].value


def test_no_database_is_said_in_words(monkeypatch, tmp_path):
    monkeypatch.setenv("COPRO_MAP_DB", str(tmp_path / "none.db"))
    test = open_page("pages/asset_map.py", "en")
    assert not test.exception
    assert "cannot be read at the moment" in test.error[0].value
    assert [x for x in test.button if x.label == "Try again"]


def test_no_offer_or_request_is_shown_as_open():
    test = open_page("pages/asset_map.py", "en", entry="request-i-can-volunteers")
    badges = [one["text"] for one in opened_in(test)["badges"]]
    assert "Not confirmed yet" in badges
    assert [one for one in badges if one.startswith("Not confirmed as open")]


def test_the_page_about_the_data_names_every_source(to_read):
    from copro_map.base.definitions import load_definitions
    from copro_map.geography.areas import load_layers

    test = open_page("pages/about.py", "cy")
    text = " ".join(x.proto.body for x in test.get("html"))
    sources = [*load_definitions(to_read.data_dir).sources.values()]
    layers = load_layers(to_read.boundaries_dir, to_read.data_dir).values()
    for source in [*sources, *(layer.source for layer in layers)]:
        assert source.licence.cy in text
        assert source.url in text


def test_the_id_of_a_body_known_by_name_leads_to_its_entry(
    network, tmp_path, monkeypatch
):
    (name,) = query(
        network.database,
        "SELECT name_en FROM asset_public WHERE id = 'named-swansea-university'",
    )[0]
    file = write_csv(tmp_path / "in.csv", row(id="its-own", name_en=name.upper()))
    assert not import_network(network, file).faults
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    test = open_page("pages/entry.py", "cy", id="named-swansea-university")
    assert not test.exception
    assert name.upper() in titles(test)
    html = " ".join(x.proto.body for x in test.get("html"))
    assert 'href="contribute?entry=its-own&amp;lang=cy"' in html
