"""The form as somebody finds it: asked, kept, sent, and mended."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.contribute.drafts import keep_entry
from copro_map.people import limits
from copro_map.people.store import drafts
from tests.contribute.conftest import ADDRESS, GARDEN, TODAY
from tests.opening import open_page
from tests.samples import change, query

PAGE = "pages/contribute.py"
MENDED = "tir-coed"


@pytest.fixture(autouse=True)
def _network_database(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    limits._limiter.cache_clear()


def drawn(test: AppTest) -> str:
    """All words and all values of fields that are on the page."""
    parts = [*test.title, *test.markdown, *test.get("html"), *test.warning, *test.info]
    words = [
        str(getattr(x, "value", "") or getattr(x.proto, "body", "")) for x in parts
    ]
    fields = [*test.text_input, *test.text_area]
    return "\n".join(
        [*words, *(str(x.value) for x in fields), *(x.label for x in fields)]
    )


def told(test: AppTest) -> str:
    return " ".join(x.value for x in test.warning)


def address_field(test: AppTest):
    (field,) = [x for x in test.text_input if "contribute_address" in str(x.key)]
    return field


def press(test: AppTest, what: str) -> AppTest:
    (button,) = [x for x in test.button if str(x.key).startswith(what)]
    return button.click().run()


def fill_in(test: AppTest) -> AppTest:
    test.radio(key="contribute_kind").set_value("project").run()
    test.text_input(key="contribute_name_cy").set_value("Gardd Penparcau")
    test.text_area(key="contribute_description_cy").set_value("Tyfu bwyd.")
    test.text_input(key="contribute_where").set_value("SY23 1AB")
    address_field(test).set_value(ADDRESS)
    (agreed,) = [x for x in test.checkbox if "consent_contact" in str(x.key)]
    agreed.check()
    return test.run()


def test_it_is_filled_in_in_welsh_gone_on_with_elsewhere_and_sent(network):
    test = open_page(PAGE, "cy")
    assert query(network.database, "SELECT 1 FROM draft") == []
    assert not test.exception
    fill_in(test)
    key = test.query_params["draft"]
    assert address_field(test).value == ADDRESS
    elsewhere = open_page(PAGE, "en", draft=key)
    assert elsewhere.text_input(key="contribute_name_cy").value == "Gardd Penparcau"
    assert elsewhere.text_input(key="contribute_name_en").value == ""
    assert elsewhere.text_area(key="contribute_description_cy").value == "Tyfu bwyd."
    assert ADDRESS not in drawn(elsewhere)
    assert "We have your e-mail address" in drawn(elsewhere)
    press(elsewhere, "contribute_send_button")
    assert elsewhere.title[0].value == "Thank you, it has arrived"
    assert len(query(network.database, "SELECT 1 FROM version_sent")) == 1
    press(test, "contribute_send_button")
    assert test.title[0].value == "Diolch, mae wedi cyrraedd"
    assert len(query(network.database, "SELECT 1 FROM version_sent")) == 1
    test.text_input(key="contribute_name_en").set_value("Penparcau Garden").run()
    asked = "SELECT content ->> '$.given.name_en', revision FROM version_sent"
    assert query(network.database, asked) == [("Penparcau Garden", 2)]
    press(test, "contribute_another")
    assert "draft" not in test.query_params
    assert test.text_input(key="contribute_name_cy").value == ""
    assert address_field(test).value == ""


SAID = {
    "en": (
        "Too long: at most 120",
        "not an e-mail address",
        "Tick this",
        "To put right: 6",
    ),
    "cy": (
        "Rhy hir: nifer mwyaf y nodau: 120",
        "Nid cyfeiriad e-bost",
        "Ticiwch hwn",
        "I'w gywiro: 6",
    ),
}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_is_wrong_is_said_at_its_field_and_stays(network, language):
    test = open_page(PAGE, language)
    long = "x" * 10_000
    name = f"contribute_name_{language}"
    test.text_input(key=name).set_value(long)
    address_field(test).set_value("mair at example")
    test.text_input(key="contribute_where").set_value("SW1A 1AA").run()
    assert not test.exception
    press(test, "contribute_send_button")
    said = told(test)
    for words in SAID[language]:
        assert words in said
    assert test.query_params["step"] == "kind"
    assert test.text_input(key=name).value == long
    again = open_page(PAGE, language, draft=test.query_params["draft"])
    assert again.text_input(key=name).value == long
    assert "mair at" not in drawn(again)
    assert query(network.database, "SELECT 1 FROM version_sent") == []


def test_a_step_is_left_once_nothing_is_missing_in_it():
    test = open_page(PAGE, "en", kind="offer", category="venue", area="W06000008")
    assert test.radio(key="contribute_exchange_category").value == "venue"
    press(test, "contribute_next_kind")
    assert test.query_params["step"] == "name"
    press(test, "contribute_next_name")
    assert test.query_params["step"] == "name"
    assert "Write the name" in told(test)
    test.text_input(key="contribute_name_en").set_value("A room").run()
    press(test, "contribute_next_name")
    assert test.query_params["step"] == "what"
    press(test, "contribute_back_what")
    assert test.query_params["step"] == "name"


def test_a_person_is_asked_as_you_and_told_one_by_one_what_everybody_may_see():
    test = open_page(PAGE, "cy", kind="practitioner", who="individual")
    name = test.text_input(key="contribute_name_cy")
    assert name.label == "Beth yw eich enw, yn Gymraeg?"
    asked = [str(x.key).split("_")[2] for x in test.checkbox if "consent" in str(x.key)]
    assert asked == ["contact", "name", "description", "where"]
    test = open_page(PAGE, "cy", kind="practitioner", who="team")
    assert len([x for x in test.checkbox if "consent" in str(x.key)]) == 1


def test_an_entry_is_mended_and_only_what_changes_is_shown(network):
    test = open_page(PAGE, "en", entry=MENDED)
    assert test.text_input(key="contribute_name_en").value == "Tir Coed"
    test.text_input(key="contribute_website").set_value("new.example.org").run()
    page = drawn(test)
    assert "Then: https://new.example.org" in page
    assert page.count("Then: ") == 1
    address_field(test).set_value(ADDRESS)
    (agreed,) = [x for x in test.checkbox if "consent" in str(x.key)]
    agreed.check().run()
    change(network.database, "UPDATE asset SET version = version + 1")
    press(test, "contribute_send_button")
    assert "somebody else changed this entry" in told(test)
    press(test, "contribute_send_button")
    assert test.title[0].value == "Thank you, it has arrived"
    asked = "SELECT content ->> '$.given' FROM version_sent"
    (given,) = query(network.database, asked)
    assert given == ('{"website":"https://new.example.org"}',)


def test_what_is_not_there_is_said(network):
    assert "not on the map" in open_page(PAGE, "en", entry="nowhere").info[0].value
    test = open_page(PAGE, "cy", draft="made-up")
    assert "14 diwrnod" in told(test)
    wrong = {"kind": "circus", "name_en": 7, "themes": "x", "served": ["E0"], "x": {}}
    key = keep_entry(network, "", {}, GARDEN | wrong, TODAY)
    test = open_page(PAGE, "cy", draft=key)
    assert not test.exception
    assert test.radio(key="contribute_kind").value is None
    assert test.text_input(key="contribute_name_cy").value == GARDEN["name_cy"]


def test_what_a_link_brought_is_kept_once_it_is_sent_and_lacks_something(network):
    test = open_page(PAGE, "en", kind="project", where="SY23 1AB", area="CVC-PAVO")
    assert query(network.database, "SELECT 1 FROM draft") == []
    press(test, "contribute_send_button")
    assert "To put right: 4" in told(test)
    names = ("kind", "where", "served")
    asked = ", ".join(f"content ->> '$.{name}'" for name in names)
    kept = query(network.database, f"SELECT {asked} FROM draft")  # noqa: S608
    assert kept == [("project", "SY23 1AB", '["CVC-PAVO"]')]


def test_where_too_many_drafts_are_kept_it_is_said_and_sent_all_the_same(
    network, monkeypatch
):
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 0)
    test = fill_in(open_page(PAGE, "cy"))
    assert "draft" not in test.query_params
    assert told(test)
    press(test, "contribute_send_button")
    assert test.title[0].value == "Diolch, mae wedi cyrraedd"
    assert query(network.database, "SELECT address FROM version_sent") == [(ADDRESS,)]
    assert query(network.database, "SELECT 1 FROM draft") == []
