"""How an offer is done, for how many and when: what is usual, sent, and refused."""

from __future__ import annotations

import json
from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.base.i18n import language_in_force
from copro_map.contribute.drafts import open_entry
from copro_map.contribute.sending import NotReadyError, send
from copro_map.contribute.terms import wrong_terms
from tests.contribute.conftest import GARDEN, NOW, TODAY
from tests.opening import open_page
from tests.samples import change, query

REQUEST = GARDEN | {"kind": "request", "exchange_category": "mentoring"}
OFFER = REQUEST | {"kind": "offer"}
LAST = "SELECT content FROM version_sent ORDER BY number DESC LIMIT 1"
TERMS = ("way", "spoken", "capacity", "opens", "closes")


def sent(network) -> dict:
    given = json.loads(query(network.database, LAST)[0][0])["given"]
    return {name: given[name] for name in TERMS if name in given}


def test_who_says_nothing_more_sends_what_is_usual(network, sends):
    sends(REQUEST)
    assert sent(network) == {"way": "in_person", "spoken": "cy"}
    sends(OFFER, name_en="A garden", served=["W92000004"])
    assert sent(network) == {"way": "either", "spoken": "both"}
    sends(GARDEN)
    assert sent(network) == {}  # a project has none


def test_what_is_said_is_sent_and_of_a_request_no_number(network, sends):
    said = {"way": "remote", "spoken": "en", "capacity": "3"}
    days = {"opens": "2026-12-01", "closes": "2027-01-31"}
    sends(OFFER, **said, **days)
    assert sent(network) == {**said, "capacity": 3, **days}
    sends(REQUEST, **said, **days)
    assert sent(network) == {"way": "remote", "spoken": "en", **days}


@pytest.mark.parametrize(
    ("said", "field", "english", "welsh"),
    [
        ({"capacity": "0"}, "capacity", "from 1 to 99", "rhwng 1 a 99"),
        ({"capacity": "1000"}, "capacity", "from 1 to 99", "rhwng 1 a 99"),
        (
            {"opens": "2027-02-01", "closes": "2027-01-31"},
            *("closes", "closes before it opens", "cau cyn agor"),
        ),
        ({"closes": "2026-11-28"}, "closes", "is past already", "wedi mynd heibio"),
        ({"opens": "soon"}, "opens", "a day such as", "ddyddiad fel"),
        ({"spoken": ""}, "spoken", "in which language", "ym mha iaith"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_the_draft_stays(
    network, keeps, said, field, english, welsh
):
    key = keeps(OFFER, **said)
    with language_in_force("cy"), pytest.raises(NotReadyError) as refused:
        send(network, key, NOW, "a")
    (wrong,) = refused.value.wrong
    assert (wrong.name, wrong.step) == (field, "where")
    assert english in wrong.words()
    with language_in_force("cy"):
        assert welsh in wrong.words()
    kept = open_entry(network, key, TODAY) or {}
    assert {name: kept[name] for name in said} == said
    assert query(network.database, LAST) == []


def test_the_day_itself_is_not_past():
    asked = REQUEST | {"opens": "2026-11-29", "closes": "2026-11-29"}
    assert not [*wrong_terms(asked, TODAY)]
    assert [x.name for x in wrong_terms(asked, date(2026, 11, 30))] == ["closes"]


@pytest.fixture
def form(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    monkeypatch.setenv("COPRO_MAP_TODAY", TODAY.isoformat())

    def opened(language="en", **asked) -> AppTest:
        asked = {"kind": "offer", "category": "venue", "name": "Tŷ Ni"} | asked
        return open_page("pages/contribute.py", language, **asked)

    return opened


def words(test: AppTest) -> str:
    assert not test.exception
    return " ".join(x.proto.body for x in test.get("html"))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "In person · In English · For 1 at a time · Open until further notice"),
        ("cy", "Wyneb yn wyneb · Yn Gymraeg · I 1 ar y tro · Ar agor hyd nes"),
    ],
)
def test_the_form_says_what_is_usual_before_anybody_presses(form, language, line):
    assert line in words(form(language))


@pytest.mark.parametrize("kind", ["offer", "request"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_stands_chosen_counts_as_said_before_a_word_is_written(
    form, language, kind
):
    test = form(language, kind=kind, name="", category="")
    test.session_state["contribute_terms_unfolded"] = True
    test.run()
    assert test.radio(key="contribute_spoken").value == language
    assert [x.value for x in test.warning] == []


def test_who_opens_the_fold_changes_it_and_sees_what_is_wrong(form):
    test = form()
    test.session_state["contribute_terms_unfolded"] = True
    test.run()
    test.radio(key="contribute_way").set_value("remote").run()
    test.text_input(key="contribute_capacity").set_value("0").run()
    assert "Write a number from 1 to 99" in " ".join(x.value for x in test.warning)
    test.text_input(key="contribute_capacity").set_value("3").run()
    test.date_input(key="contribute_closes").set_value(date(2026, 11, 28)).run()
    assert "is past already" in " ".join(x.value for x in test.warning)
    test.date_input(key="contribute_closes").set_value(date(2027, 1, 31)).run()
    assert not test.warning
    assert "For 3 at a time · Open until 31 January 2027" in words(test)
    again = form(draft=test.query_params["draft"])
    assert "Online or by phone · In English · For 3 at a time" in words(again)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"capacity": "0"}, "In person · In English · Open until further notice"),
        ({"closes": "2026-11-28"}, "In person · In English · For 1 at a time"),
        (
            {"opens": "2027-02-01", "closes": "2027-01-31"},
            "In person · In English · For 1 at a time · Opens on 1 February 2027",
        ),
    ],
)
def test_the_line_sums_up_no_answer_that_is_refused(form, keeps, said, line):
    english = {"name_en": "A room", "name_cy": "", "description_cy": ""}
    test = form(draft=keeps(OFFER, **english, **said))
    assert f"{line}<" in words(test)


@pytest.mark.parametrize(
    ("language", "new", "unconfirmed"),
    [
        ("en", "New: somebody who knows the area reads it first.", "ask before you"),
        ("cy", "Newydd: bydd rhywun sy'n adnabod yr ardal", "gofynnwch yn gyntaf"),
    ],
)
def test_the_preview_of_ones_own_offer_says_what_comes_next(
    form, language, new, unconfirmed
):
    page = unescape(words(form(language)))
    assert new in page
    assert unconfirmed not in page
    assert new not in unescape(words(form(language, kind="project")))


@pytest.mark.parametrize(
    ("language", "needed"),
    [("en", "This tick is needed for an offer"), ("cy", "Mae angen y tic hwn")],
)
def test_that_the_address_is_needed_is_said_before_anybody_sends(
    form, language, needed
):
    for kind in ("offer", "request"):
        assert needed in words(form(language, kind=kind))
    assert needed not in words(form(language, kind="project"))


@pytest.mark.parametrize(
    ("language", "kind", "title", "asks", "name"),
    [
        ("en", "request", "Ask for something", "What do you need?", "In a few words"),
        ("en", "offer", "Offer something", "What can you offer?", "In a few words"),
        ("cy", "request", "Gofyn am rywbeth", "Beth sydd ei angen", "Mewn ychydig"),
        ("cy", "offer", "Cynnig rhywbeth", "Beth gallwch chi ei", "Mewn ychydig"),
    ],
)
def test_who_comes_to_ask_or_to_offer_is_spoken_to(
    form, language, kind, title, asks, name
):
    test = form(language, kind=kind, name="", category="")
    assert test.title[0].value == title
    (category,) = [x for x in test.radio if x.key == "contribute_exchange_category"]
    assert category.label.startswith(asks)
    assert test.text_input(key=f"contribute_name_{language}").label.startswith(name)
    assert "contribute_kind" not in {x.key for x in test.radio}
    category.set_value("venue").run()
    again = form(language, kind=kind, draft=test.query_params["draft"])
    assert again.title[0].value == title
    unasked = form(language, kind="", draft=test.query_params["draft"])
    assert unasked.radio(key="contribute_kind").value == kind
    assert unasked.title[0].value not in (title, "")


@pytest.mark.usefixtures("form")
def test_who_mends_an_offer_is_not_asked_for_days_nor_for_no_language(network):
    entry = query(network.database, "SELECT id FROM asset WHERE kind = 'request'")[0][0]
    sql = "UPDATE asset SET spoken = 'cy', closes = '2027-01-31' WHERE id = ?"
    change(network.database, sql, entry)
    test = open_page("pages/contribute.py", "en", entry=entry)
    assert not test.exception
    (spoken,) = [x for x in test.selectbox if x.key == "contribute_spoken"]
    assert spoken.value == "cy"
    assert "Not said" not in spoken.options
    asked = {x.key for x in (*test.text_input, *test.date_input)}
    assert not asked & {"contribute_opens", "contribute_closes"}
    spoken.set_value("both").run()
    assert "In Welsh or in English" in words(test)
