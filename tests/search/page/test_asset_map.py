"""The asset map as a visitor reads it: understood, in groups, and never a dead end."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.geography.locate import locate
from copro_map.search.headings import whole_name
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search
from tests.opening import open_page

PAGE = "pages/asset_map.py"


@pytest.fixture(autouse=True)
def _network_database(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))


def lists(test: AppTest) -> list[tuple[str, list[str]]]:
    """The headings of the list, each with the ids below it, as a browser gets them."""
    found = [x.proto for x in test.get("bidi_component")]
    drawn = [x for x in found if x.component_name == "copro_map_entry_list"]
    groups = [json.loads(x.json)["groups"] for x in drawn]
    return [
        (one["heading"], [entry["id"] for entry in one["entries"]])
        for part in groups
        for one in part
    ]


def tally(test: AppTest) -> list[tuple[str, int]]:
    html = [unescape(x.proto.body) for x in test.get("html")]
    body = next(x for x in html if 'id="tally"' in x)
    return [(n, int(c)) for n, c in re.findall(r"<li>(.*?): <b>(\d+)</b>", body)]


def pressed(test: AppTest, key: str) -> str:
    """What a button is called, as it is read."""
    return test.button(key).label.replace("\\", "")


def said(test: AppTest) -> str:
    html = " ".join(x.proto.body for x in test.get("html"))
    return " ".join([html, *(x.value for x in (*test.warning, *test.info))])


def whole_list(language: str, **params: str) -> list[tuple[str, list[str]]]:
    """Every page of the list; a group that goes on is put together again."""
    parts: dict[str, list[str]] = {}
    page: list[tuple[str, list[str]]] = []
    for number in range(1, 30):
        before = page
        page = lists(open_page(PAGE, language, page=str(number), **params))
        if page == before:  # there is no such page, so the last one is shown
            return list(parts.items())
        for heading, ids in page:
            name = re.sub(", (continued|parhad)$", "", heading)
            parts.setdefault(name, []).extend(ids)
    raise AssertionError("the list has no end")


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        (
            "en",
            [
                "Within 20 km of Bangor",
                "Based in or serving Gwynedd",
                "Neighbouring authorities",
                "Serving all Wales",
            ],
        ),
        (
            "cy",
            [
                "O fewn 20 km: Bangor",
                "Yn yr ardal hon neu'n ei gwasanaethu: Gwynedd",
                "Awdurdodau cyfagos",
                "Yn gwasanaethu Cymru gyfan",
            ],
        ),
    ],
)
def test_the_groups_are_headed_counted_and_paged(to_read, language, headings):
    """Heading, tally and list say the same numbers, and the entries are the answer."""
    listed = whole_list(language, near="Bangor")
    counted = [(heading, len(ids)) for heading, ids in listed]
    first = open_page(PAGE, language, near="Bangor")
    assert counted == [(f"{name} ({n})", n) for name, n in tally(first)[1:]]
    assert [name for name, _ in tally(first)[1:]] == headings
    assert tally(first)[0][1] == sum(n for _, n in counted)
    answer = search(to_read, Query(near="Bangor"), all_assets(to_read))
    assert sorted(x for _, ids in listed for x in ids) == sorted(answer.hits.index)
    kinds = next(x for x in first.get("button_group") if x.label in ("Kind", "Math"))
    numbers = [int(re.search(r"\((\d+)\)$", x.content)[1]) for x in kinds.proto.options]
    assert sum(numbers) == tally(first)[0][1]


def test_a_place_in_the_words_is_said_with_one_press_to_undo():
    test = open_page(PAGE, "en", q="who offers food near Machynlleth")
    assert "Understood as: food, near or serving Machynlleth." in said(test)
    assert "Not looked for: who, offers." in said(test)
    assert pressed(test, "chip_text") == "Search words: food"
    assert pressed(test, "chip_near") == "Near: Machynlleth"
    before = tally(test)
    test.button("not_a_place").click().run()
    assert test.query_params["typed"] == "1"
    assert "Understood" not in said(test)
    assert not [x for x in test.button if x.key == "chip_near"]
    test.button("is_a_place").click().run()
    assert "typed" not in test.query_params
    assert tally(test) == before


def test_the_chip_of_a_place_in_the_words_takes_back_the_place_alone():
    test = open_page(PAGE, "cy", q="bwyd ym Machynlleth", kind="project")
    test.button("chip_near").click().run()
    assert test.query_params["q"] == "bwyd"
    assert "near" not in test.query_params
    test = open_page(PAGE, "cy", q="bwyd ym Machynlleth", kind="project")
    test.button("chip_text").click().run()
    assert "q" not in test.query_params
    assert test.query_params["near"] == "Machynlleth"
    assert test.query_params["kind"] == "project"


@pytest.mark.parametrize("params", [{"near": "Machynll"}, {"q": "Machynll"}])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_name_that_was_begun_is_never_as_if_nothing_had_been_asked(language, params):
    test = open_page(PAGE, language, **params)
    taken = {"en": "taken for", "cy": "cymerwyd ei fod yn golygu"}[language]
    assert f"Machynll: {taken} Machynlleth." in said(test)
    assert lists(test) == lists(open_page(PAGE, language, near="Machynlleth"))
    assert not test.warning


def test_new_words_are_understood_anew():
    test = open_page(PAGE, "en", q="food Machynlleth", typed="1")
    test.text_input(key="widget_q").set_value("food Bangor").run()
    assert "Understood as: food, near or serving Bangor." in said(test)


@pytest.mark.parametrize("params", [{"near": "Newport"}, {"q": "housing Newport"}])
def test_several_places_of_one_name_are_shown_and_asked_about(params):
    test = open_page(PAGE, "en", **params)
    assert "there are several places of this name" in test.warning[0].value
    labels = [x.label for x in test.button if x.key and x.key.startswith("place_")]
    assert labels == ["Newport", "Newport, Pembrokeshire"]
    assert tally(test)[1][0] == "Within 20 km of Newport"
    test.button("place_1").click().run()
    assert not test.warning
    assert test.query_params["near"] == "Newport, Pembrokeshire"
    assert test.query_params.get("q", "") == params.get("q", "").split(" ")[0]


@pytest.mark.parametrize(
    ("near", "words", "button"),
    [
        ("Abergaveny", "Abergaveny: not known.", "Abergavenny, Monmouthshire"),
        ("CF1O 3AT", "CF1O 3AT: not known.", "CF10 3AT, Cardiff"),
        ("CH1 1AA", "CH1 1AA: outside Wales.", None),
        ("Nowhere at all", "Nowhere at all: not known.", None),
    ],
)
def test_a_place_that_is_not_found_is_said_and_never_silently_all_wales(
    near, words, button
):
    test = open_page(PAGE, "en", near=near, kind="project")
    assert test.warning[0].value.replace("\\", "").startswith(words)
    assert [n for n, _ in tally(test)] == [
        "Entries",
        "Serving all Wales",
        "Anywhere in Wales",
    ]
    assert lists(test)[0][0].startswith("Serving all Wales (")
    if button:
        assert "Did you mean" in test.warning[0].value
        assert pressed(test, "place_0") == button


def test_what_a_choice_of_places_writes_finds_that_place(gazetteer, layers):
    for text in ("Newport", "Llangwm", "CF1O 3AT", "Abergaveny", "Carmarthenshir"):
        for candidate in locate(gazetteer, text).candidates:
            found = locate(gazetteer, whole_name(candidate, layers))
            assert found.status == "found", (text, candidate)
            assert found.authority == candidate.authority


def test_nothing_near_says_where_the_nearest_pin_is_and_widens():
    test = open_page(PAGE, "en", near="Tywyn", km="5")
    found = re.search(r"Nearest pin: (.*?), ([\d.]+) km", said(test))
    assert found
    away = float(found[2])
    assert away > 5
    test.button("widen").click().run()
    assert away <= int(test.query_params["km"])
    assert "Nearest pin" not in said(test)
    heading, ids = lists(test)[0]
    assert heading.startswith(f"Within {test.query_params['km']} km of Tywyn (")
    assert ids


@pytest.mark.parametrize(
    ("params", "without"),
    [
        ({"q": "zzzzzz", "kind": "offer"}, "Search words: zzzzzz"),
        ({"q": "zzzzzz Bangor"}, "Search words: zzzzzz"),
        ({"checked": "stale", "q": "zzzzzz"}, "Search words: zzzzzz"),
        ({"theme": "food", "checked": "stale"}, "Checked: "),
    ],
)
def test_nothing_found_shows_the_nearest_answers_and_a_way_on(params, without):
    test = open_page(PAGE, "en", **params)
    assert "Nothing found" in test.info[0].value
    heading, ids = lists(test)[0]
    assert heading.startswith(f"Nearest, without {without}")
    assert 0 < len(ids) <= 5
    ways = [x for x in test.button if x.key and x.key.startswith("without_")]
    assert ways
    ways[0].click().run()
    assert tally(test)[0][1] > 0


@pytest.mark.parametrize("words", ["repairs zzzz Swansea", "food zzzz"])
def test_what_is_close_follows_and_says_what_it_lacks(to_read, words):
    test = open_page(PAGE, "en", q=words)
    answer = search(to_read, Query(text=words), all_assets(to_read))
    heading, ids = lists(test)[-1]
    assert heading == f"Also close ({len(answer.also)})"
    assert ids == list(answer.also.rows().index)
    assert tally(test)[0] == ("Entries", len(answer.found))
    rows = [
        entry["meta"]
        for x in test.get("bidi_component")
        if x.proto.component_name == "copro_map_entry_list"
        for group in json.loads(x.proto.json)["groups"]
        for entry in group["entries"]
    ]
    assert all(re.search("Lacks: .*zzzz", meta) for meta in rows)


def test_did_you_mean_keeps_the_place():
    test = open_page(PAGE, "en", q="timebnk near Bangor")
    test.button("did_you_mean").click().run()
    assert test.query_params["near"] == "Bangor"
    assert test.query_params["q"].lower().startswith("timebank")


def test_the_printed_list_has_the_same_groups():
    test = open_page(PAGE, "cy", near="Bangor", print="1")
    table = next(x.proto.body for x in test.get("html") if "<table" in x.proto.body)
    found = re.findall(r'scope="rowgroup">(.*?) \((\d+)\)<', unescape(table))
    assert [(n, int(c)) for n, c in found] == tally(test)[1:]
    assert table.count("<td><strong") == tally(test)[0][1]
