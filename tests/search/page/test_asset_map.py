"""The asset map as a visitor reads it: understood, in groups, and never a dead end."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.geography.locate import locate
from copro_map.search.headings import whole_name
from copro_map.search.page import going_back
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search
from tests.opening import drawn_lists, open_page, opened_in
from tests.result import result_of

PAGE = "pages/asset_map.py"


@pytest.fixture(autouse=True)
def _network_database(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))


def lists(test: AppTest) -> list[tuple[str, list[str]]]:
    """The headings of the list, each with the ids below it, as a browser gets them."""
    return [
        (one["heading"], [entry["id"] for entry in one["entries"]])
        for drawn in drawn_lists(test)
        for one in drawn["groups"]
    ]


def result(test: AppTest) -> list[tuple[int, str]]:
    html = " ".join(x.proto.body for x in test.get("html"))
    return result_of(html)


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
    ("language", "headings", "sentence"),
    [
        (
            "en",
            [
                "Within 20 km of Bangor",
                "Based in or serving Gwynedd",
                "Neighbouring authorities",
                "Serving all Wales",
            ],
            [
                "entries",
                "within 20 km of Bangor",
                "based in or serving Gwynedd",
                "in neighbouring authorities",
                "serving all Wales",
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
            [
                "o gofnodion",
                "o fewn 20 km (Bangor)",
                "yn ardal Gwynedd neu'n ei gwasanaethu",
                "mewn awdurdodau cyfagos",
                "yn gwasanaethu Cymru gyfan",
            ],
        ),
    ],
)
def test_the_groups_are_headed_counted_and_paged(to_read, language, headings, sentence):
    """Heading, sentence and list say the same numbers; the entries are the answer."""
    listed = whole_list(language, near="Bangor")
    first = open_page(PAGE, language, near="Bangor")
    (count, _), *parts = result(first)
    assert [words for _, words in result(first)] == sentence
    assert [(heading, len(ids)) for heading, ids in listed] == [
        (f"{name} ({n})", n) for name, (n, _) in zip(headings, parts, strict=True)
    ]
    assert count == sum(n for n, _ in parts)
    answer = search(to_read, Query(near="Bangor"), all_assets(to_read))
    assert sorted(x for _, ids in listed for x in ids) == sorted(answer.hits.index)
    kinds = next(x for x in first.get("button_group") if x.label in ("Kind", "Math"))
    numbers = [int(re.search(r"\((\d+)\)$", x.content)[1]) for x in kinds.proto.options]
    assert sum(numbers) == count


def test_a_place_in_the_words_is_said_with_one_press_to_undo():
    test = open_page(PAGE, "en", q="who offers food near Machynlleth")
    assert "Understood as: food, near or serving Machynlleth." in said(test)
    assert "Not looked for: who, offers." in said(test)
    assert pressed(test, "chip_text") == "Search words: food"
    assert pressed(test, "chip_near") == "Near: Machynlleth"
    before = result(test)
    test.button("not_a_place").click().run()
    assert test.query_params["typed"] == "1"
    assert "Understood" not in said(test)
    assert not [x for x in test.button if x.key == "chip_near"]
    test.button("is_a_place").click().run()
    assert "typed" not in test.query_params
    assert result(test) == before


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


@pytest.mark.parametrize("params", [{"near": "Newport"}, {"q": "housing Newport"}])
def test_several_places_of_one_name_are_shown_and_asked_about(params):
    test = open_page(PAGE, "en", **params)
    assert "there are several places of this name" in test.warning[0].value
    labels = [x.label for x in test.button if x.key and x.key.startswith("place_")]
    assert labels == ["Newport", "Newport, Pembrokeshire"]
    assert result(test)[1][1] == "within 20 km of Newport"
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
    assert [words for _, words in result(test)] == [
        "entries",
        "serving all Wales",
        "anywhere in Wales",
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
    found = re.search(r"Nearest: (.*?), ([\d.]+) km", said(test))
    assert found
    away = float(found[2])
    assert away > 5
    test.button("widen").click().run()
    assert away <= int(test.query_params["km"])
    assert "Nearest: " not in said(test)
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
    assert result(test)[0][0] > 0


@pytest.mark.parametrize("words", ["repairs zzzz Swansea", "food zzzz"])
def test_what_is_close_follows_and_says_what_it_lacks(to_read, words):
    test = open_page(PAGE, "en", q=words)
    answer = search(to_read, Query(text=words), all_assets(to_read))
    heading, ids = lists(test)[-1]
    assert heading == f"Nearly what you asked for ({len(answer.also)})"
    assert ids == list(answer.also.rows().index)
    found = result(test)[0][0] if len(answer.found) else 0
    assert found == len(answer.found)
    rows = [
        entry["meta"]
        for drawn in drawn_lists(test)
        for group in drawn["groups"]
        for entry in group["entries"]
    ]
    assert all(re.search("Without: .*zzzz", meta) for meta in rows)


def test_did_you_mean_keeps_the_place():
    test = open_page(PAGE, "en", q="timebnk near Bangor")
    test.button("did_you_mean").click().run()
    assert test.query_params["near"] == "Bangor"
    assert test.query_params["q"].lower().startswith("timebank")


def test_the_printed_list_has_the_same_groups():
    test = open_page(PAGE, "cy", near="Bangor", print="1")
    table = next(x.proto.body for x in test.get("html") if "<table" in x.proto.body)
    found = re.findall(r'scope="rowgroup">(.*?) \((\d+)\)<', unescape(table))
    (count, _), *parts = result(test)
    assert [int(n) for _, n in found] == [n for n, _ in parts]
    assert table.count("<td><strong") == count


def row_of(test: AppTest, entry_id: str) -> dict[str, str]:
    """What a row of the list shows of an entry."""
    groups = [group for drawn in drawn_lists(test) for group in drawn["groups"]]
    rows = {row["id"]: row for group in groups for row in group["entries"]}
    return rows[entry_id]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_row_says_what_the_entry_does_and_how_far_it_is(to_read, language):
    test = open_page(PAGE, language, near="Aberystwyth", q="care", sort="nearest")
    answer = search(
        to_read, Query(text="care", near="Aberystwyth"), all_assets(to_read)
    )
    assets, shown = answer.hits, 0
    for drawn in drawn_lists(test):
        for row in (row for group in drawn["groups"] for row in group["entries"]):
            entry = assets.loc[row["id"]]
            texts = [entry[f"description_{x}"] for x in (language, "en", "cy")]
            said = " ".join(next((x for x in texts if x), "").split())
            assert len(row["does"]) <= 110
            assert said.startswith(row["does"].removesuffix("…"))
            if entry["distance_km"] > 1:
                assert f"{entry['distance_km']:.1f} km" in row["meta"]
                shown += 1
    assert shown


def test_the_open_entry_is_drawn_in_the_list_even_if_it_is_on_another_page():
    first = open_page(PAGE, "en")
    ids = [x for _, part in lists(open_page(PAGE, "en", page="2")) for x in part]
    assert opened_in(first) is None
    here = open_page(PAGE, "en", entry=ids[0])
    assert ids[0] not in [x for _, part in lists(here) for x in part]
    assert opened_in(here)["id"] == ids[0]
    nothing = open_page(PAGE, "en", q="zzzzzz", entry=ids[0])
    assert opened_in(nothing)["id"] == ids[0]


def test_the_way_to_an_entry_carries_the_search_and_the_way_back_keeps_it():
    asked = {"near": "Aberystwyth", "km": "50", "theme": "food", "page": "1"}
    test = open_page(PAGE, "cy", **asked)
    (_, (entry_id, *_)), *_ = lists(test)
    way = dict(parse_qsl(urlsplit(row_of(test, entry_id)["address"]).query))
    assert way["id"] == entry_id
    assert dict(parse_qsl(way["back"])) == asked


@pytest.mark.parametrize("back", ["//elsewhere.example", "to=https://e.example", "q"])
def test_the_way_back_leads_nowhere_but_to_the_map(back, monkeypatch):
    monkeypatch.setattr(going_back.state, "get", {"back": back}.get)
    assert going_back.back_params() == {}
    assert going_back.back_address() == "asset_map?lang=en"


def filters_label(test: AppTest) -> str:
    folds = [x.proto.popover.label for x in test.get("popover")]
    return next(x for x in folds if x.startswith(("Filters", "Hidlo")))


def test_the_button_says_how_many_filters_are_set_and_all_are_behind_it():
    assert filters_label(open_page(PAGE, "en", near="Powys", q="food")) == "Filters"
    assert filters_label(open_page(PAGE, "cy", kind="offer", box="-4,52,-3,53")) == (
        "Hidlo (2)"
    )
    test = open_page(PAGE, "en", kind="offer", theme="food", more="1")
    assert filters_label(test) == "Filters (2)"
    test.multiselect(key="widget_theme").set_value([]).run()
    assert filters_label(test) == "Filters (1)"
    assert test.query_params["more"] == "1"  # it stays open while it is used
    test.button("fold").click().run()
    assert "more" not in test.query_params
    assert not [x for x in test.multiselect if x.key == "widget_theme"]


def test_one_press_shows_the_map_on_a_phone_and_the_next_the_list():
    test = open_page(PAGE, "cy", entry="solva-care")
    assert len(drawn_lists(test)) == 1
    test.button("list_or_map").click().run()
    assert test.query_params["view"] == "map"
    assert [drawn["open"]["id"] for drawn in drawn_lists(test)] == ["solva-care"] * 2
    test.button("list_or_map").click().run()
    assert "view" not in test.query_params


def test_a_card_says_whom_an_entry_without_a_place_serves():
    card = opened_in(open_page(PAGE, "en", entry="tir-coed"))
    served = "Ceredigion, Pembrokeshire, Carmarthenshire, Powys"
    assert card["where"] == f"Serves: {served}"
    assert (card["website"], card["told_host"]) == ("", "tircanol.cymru")
