"""The page of the self-audit: fill in, result at once, send, counted once accepted."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.audits.file import audit_page
from copro_map.audits.importing import MOST_OF_A_VISIT, submit
from copro_map.audits.listing import listed
from copro_map.audits.page.audit import SENT_HERE, _file
from copro_map.audits.rules.instrument import GROUPS, LEVELS
from copro_map.base.today import current_day
from tests.audits.audit_samples import (
    INSTRUMENT,
    OTHER,
    PRINCIPLES,
    PROJECT,
    accept,
    answers,
    frame_of,
    scores,
)
from tests.opening import in_other_language, open_page
from tests.samples import query

PAGE = "pages/audit.py"
TODAY = current_day()


@pytest.fixture(autouse=True)
def _network_database(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))


def html(test: AppTest) -> str:
    return " ".join(x.proto.body for x in test.get("html"))


def fill_in(test: AppTest, citizens: str, professionals: str) -> AppTest:
    """Score as a visitor does, one widget after the other; draw the page once."""
    for group, own in scores(citizens, professionals).items():
        for principle, level in own.items():
            test.radio(key=f"audit_{group}/{principle}").set_value(level)
    return test.run()


def send(test: AppTest) -> AppTest:
    return test.button("audit_send").click().run()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_fill_in_see_the_result_send_and_count_once_accepted(network, language):
    test = open_page(PAGE, language, entry=PROJECT)
    assert not test.exception
    page = html(test)
    note = INSTRUMENT.note.text(language).replace("'", "&#39;")
    assert note in page
    for principle in INSTRUMENT.principles.values():
        for words in principle.levels.values():
            assert words.text(language).replace("'", "&#39;") in page
    fill_in(test, "iiibb", "ittib")
    test.number_input(key="audit_people/citizens").set_value(6)
    test.number_input(key="audit_people/professionals").set_value(3)
    test.text_area(key="audit_note/trust").set_value("Cofnodion – tŷ").run()
    level = INSTRUMENT.levels["intermediate"].text(language)
    assert f": {level}</p>" in html(test)
    assert test.get("download_button")
    send(test)
    assert not test.warning
    assert "1" in test.success[0].value
    ((own),) = listed(network)
    assert own["status"] == "draft"
    assert own["scores"] == scores("iiibb", "ittib")
    assert own["people"] == {"citizens": 6, "professionals": 3}
    assert own["notes"] == {"trust": "Cofnodion – tŷ"}
    assert (own["level"], own["audited_on"]) == ("intermediate", str(TODAY))
    assert frame_of(network, TODAY).empty
    assert "audit_send" not in [button.key for button in test.button]
    accept(network, own["id"], "steward", TODAY)
    assert frame_of(network, TODAY)["asset_id"].tolist() == [PROJECT]
    again = html(open_page(PAGE, language, entry=PROJECT))
    assert 'class="audit audit-history"' in again
    assert "Cofnodion" not in again


def test_nothing_half_filled_is_lost(network):
    test = fill_in(open_page(PAGE, "en", entry=PROJECT), "bit..", ".tib.")
    test.text_area(key="audit_note/change").set_value("A plan").run()
    in_other_language(test)
    assert test.query_params["lang"] == "cy"
    test.switch_page("pages/about.py").run()
    test.switch_page(PAGE)
    test.query_params["entry"] = OTHER
    test.run()
    assert {x.value for x in test.radio} == {""}
    test.selectbox(key="widget_entry").set_value(PROJECT).run()
    assert test.query_params["entry"] == PROJECT
    for group, own in scores("bit..", ".tib.").items():
        for principle in PRINCIPLES:
            key = f"audit_{group}/{principle}"
            assert test.radio(key=key).value == own.get(principle, "")
    assert test.text_area(key="audit_note/change").value == "A plan"
    assert listed(network) == []


def test_what_is_missing_is_said_and_nothing_is_sent(network):
    test = open_page(PAGE, "en", entry=PROJECT)
    assert "Choose a level above" in " ".join(x.value for x in test.info)
    fill_in(test, "bbbbb", "bbbb.")
    assert "Scores still missing: 1" in html(test)
    test.text_area(key="audit_note/trust").set_value("Ask mair@example.org").run()
    send(test)
    told = " ".join(x.value for x in test.warning)
    for part in (
        "Scores still missing: 1",
        "Citizens: say how many took part",
        "Professionals: say how many took part",
        "contact details",
    ):
        assert part in told
    assert not test.success
    assert query(network.database, "SELECT COUNT(*) FROM audit") == [(0,)]


def test_a_change_after_sending_can_be_sent_again(network):
    test = fill_in(open_page(PAGE, "en", entry=PROJECT), "bbbbb", "bbbbb")
    for group in GROUPS:
        test.number_input(key=f"audit_people/{group}").set_value(4)
    send(test.run())
    assert test.success
    test.radio(key="audit_citizens/trust").set_value("intermediate").run()
    assert not test.success
    send(test)
    assert [x["scores"]["citizens"]["trust"] for x in listed(network)] == [
        *("basic", "intermediate")
    ]


def test_the_levels_to_choose_from_are_those_of_the_instrument():
    test = open_page(PAGE, "cy", entry=PROJECT)
    assert len(test.radio) == len(GROUPS) * len(PRINCIPLES)
    names = [INSTRUMENT.levels[level].cy for level in LEVELS]
    assert all(x.options[1:] == names for x in test.radio)


@pytest.mark.parametrize("entry", ["no-such-project", "cavo-ceredigion", "<script>"])
def test_an_address_that_names_no_project_is_said_in_words(entry):
    test = open_page(PAGE, "en", entry=entry)
    assert not test.exception
    assert "no project" in test.warning[0].value
    assert not test.radio


def test_without_a_project_it_asks_for_one_and_without_a_database_says_so(
    monkeypatch, tmp_path, caplog
):
    test = open_page(PAGE, "en")
    assert "Choose your project" in test.info[0].value
    assert len(test.selectbox(key="widget_entry").options) > 1 + 97  # or none
    assert not test.radio
    monkeypatch.setenv("COPRO_MAP_DB", str(tmp_path / "none.db"))
    test = open_page(PAGE, "en")
    assert "cannot be read at the moment" in test.error[0].value
    assert "python -m copro_map init" in caplog.text


def test_only_accepted_audits_are_history(network):
    number = submit(network, answers(), TODAY)
    before = html(open_page(PAGE, "en", entry=PROJECT))
    assert "No audit of this project has been accepted yet" in before
    accept(network, number, "steward", TODAY)
    after = html(open_page(PAGE, "en", entry=PROJECT))
    assert "1 November 2026" in after
    assert "Citizens: 6 · Professionals: 3" in after
    assert "Minutes of the steering group" not in after


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_result_is_printed_in_the_language_of_the_page(language):
    page = _file(audit_page, answers(), language).decode()
    assert f'<html lang="{language}">' in page
    assert INSTRUMENT.levels["basic"].text(language) in page


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_group_of_one_person_shows_the_level_of_the_project_alone(network, language):
    people = {"citizens": 4, "professionals": 1}
    sent = answers("ttttt", "ttttt", people=people)
    accept(network, submit(network, sent, TODAY), "steward", TODAY)
    test = open_page(PAGE, language, entry=PROJECT)
    shown = html(test)
    table = shown[shown.index('class="audit audit-history"') :].split("</table>")[0]
    cells = table.split("<td")[1:]
    level = INSTRUMENT.levels["transformative"].text(language)
    assert [level in cell for cell in cells] == [False] * len(PRINCIPLES) + [True]
    words = {"en": "Where a group was one person", "cy": "Os un person oedd grŵp"}
    assert words[language].replace("'", "&#39;") in shown


def test_one_visit_sends_no_more_than_it_may(network):
    test = open_page(PAGE, "en", entry=PROJECT)
    test.session_state[SENT_HERE] = set(range(100, 99 + MOST_OF_A_VISIT))
    fill_in(test, "bbbbb", "bbbbb")
    for group in GROUPS:
        test.number_input(key=f"audit_people/{group}").set_value(4)
    send(test.run())
    assert test.success
    send(test.radio(key="audit_citizens/trust").set_value("intermediate").run())
    assert not test.success
    assert "This visit has sent 5 audits" in test.warning[0].value
    assert len(listed(network)) == 1
