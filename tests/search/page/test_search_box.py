"""The box to ask in: where a suggestion may lead, and what a page gives the box."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.frame import served
from copro_map.search.page.search_box import led_to
from copro_map.search.suggesting import ROUTE


def drawn(language: str) -> dict:
    def page(language: str) -> None:
        from copro_map.base.i18n import set_language
        from copro_map.search.page.search_box import search_box

        set_language(language)
        search_box(
            "there",
            label="Where?",
            placeholder="A town",
            value="<b>Barry</b>",
            on_asked=lambda _: None,
            places_only=True,
        )

    test = AppTest.from_function(page, args=(language,)).run()
    assert not test.exception
    (box,) = (x.proto for x in test.get("bidi_component"))
    return json.loads(box.json)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_suggestions_are_asked_for_where_they_are_answered(language, monkeypatch):
    assert drawn(language)["suggest"] == ""  # as under ``streamlit run``
    monkeypatch.setattr(served, "_answered", {ROUTE})
    assert drawn(language)["suggest"] == f"/{language}/suggest?places=1&q="


def test_the_box_has_its_value_as_it_is_and_its_words_in_the_language():
    english, welsh = drawn("en"), drawn("cy")
    assert english["value"] == welsh["value"] == "<b>Barry</b>"
    assert all(english["words"][x] != welsh["words"][x] for x in english["words"])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://elsewhere.example/asset_map",
        "//elsewhere.example/asset_map",
        "/asset_map/../desk",
        "/desk?lang=en",
        "javascript:alert(1)",
        "\\asset_map",
    ],
)
def test_a_browser_can_send_nobody_elsewhere(address):
    assert led_to(address) is None


def test_a_suggestion_leads_to_its_page_in_the_language_of_the_page():
    led = led_to("/area?code=W06000008&lang=cy")
    assert led == ("area", {"code": "W06000008", "lang": "en"})
