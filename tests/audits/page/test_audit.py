"""The page of the self-audit: begin, a step for each principle, the result, sending."""

from __future__ import annotations

import re

import pytest

from copro_map.audits.importing import MOST_OF_A_VISIT, submit
from copro_map.audits.listing import listed
from copro_map.audits.page.outcome import SENT_HERE
from copro_map.audits.rules.instrument import GROUPS, LEVELS
from copro_map.audits.rules.steps import FIRST, WHO
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
from tests.audits.page.walking import (
    PAGE,
    RESULT,
    began,
    choose,
    complete,
    count,
    drafted,
    fill_in,
    go,
    html,
    send,
    step_of,
    warnings,
    write,
)
from tests.opening import in_other_language, open_page
from tests.samples import change, query

TODAY = current_day()


@pytest.fixture(autouse=True)
def _network_database(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_before_it_is_begun_it_says_what_it_takes_and_offers_the_sheet(language):
    test = open_page(PAGE, language)
    assert not test.exception
    assert INSTRUMENT.note.text(language).replace("'", "&#39;") in html(test)
    words = {"en": "hour and a half", "cy": "awr a hanner"}
    assert words[language] in html(test)
    sheets = [x.proto.label for x in test.get("download_button")]
    assert [x.rpartition("(")[2] for x in sheets] == ["PDF)", "HTML)"]
    assert "audit_begin" not in [x.key for x in test.button]
    assert len(test.selectbox(key="widget_entry").options) > 1 + 97  # or none


@pytest.mark.parametrize("language", ["en", "cy"])
def test_walk_see_the_result_send_and_count_once_accepted(network, language):
    test = began(language)
    assert not test.exception
    assert test.query_params["step"] == str(WHO)
    for group in GROUPS:
        assert INSTRUMENT.groups[group].who.text(language).replace(
            "'", "&#39;"
        ) in html(test)
    count(test, citizens=6, professionals=3)
    fill_in(test, "iiibb", "ittib")
    assert test.query_params["step"] == str(RESULT)
    level = INSTRUMENT.levels["intermediate"].text(language)
    assert f": {level}</p>" in html(test)
    assert len(test.get("download_button")) == 3
    write(test, "trust", "Cofnodion – tŷ")
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


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_a_level_looks_like_is_what_is_chosen(language):
    test = began(language)
    for number, name in enumerate(PRINCIPLES, start=FIRST):
        go(test, number)
        principle = INSTRUMENT.principles[name]
        assert principle.question.text(language).replace("'", "&#39;") in html(test)
        assert [x.key for x in test.radio] == [f"audit_{g}/{name}" for g in GROUPS]
        for radio in test.radio:
            assert radio.value is None
            for level, option in zip(LEVELS, radio.options[:-1], strict=True):
                said = option.replace("\\", "")
                assert INSTRUMENT.levels[level].text(language) in said
                assert principle.levels[level].text(language) in said


def test_the_steps_are_named_and_say_where_somebody_is_and_what_is_complete():
    test = count(began(), citizens=6, professionals=3)
    choose(test, "citizens", "trust", "basic")
    choose(test, "professionals", "trust", "basic")
    (trail,) = re.findall(r'<nav class="audit-trail.*?</nav>', html(test), re.S)
    steps = re.findall(r"<a href=\"([^\"]*)\"([^>]*)>(.*?)</a>", trail, re.S)
    names = [x.short.en for x in INSTRUMENT.principles.values()]
    assert len(steps) == RESULT == len(names) + 2
    for name, (_, _, words) in zip(names, steps[1:], strict=False):
        assert words.startswith(name)
    here = step_of("trust")
    assert [n for n, (_, at, _) in enumerate(steps, 1) if "aria-current" in at] == [
        here
    ]
    complete = [n for n, (_, _, words) in enumerate(steps, 1) if "complete" in words]
    assert complete == [WHO, here]
    assert all(f"step={n}" in link for n, (link, *_) in enumerate(steps, 1))


def test_back_and_next_lose_nothing_and_lead_one_step():
    test = began()
    test.button(f"walk_next_{WHO}").click().run()
    principle = PRINCIPLES[0]
    test.radio(key=f"audit_citizens/{principle}").set_value("basic")
    test.text_area(key=f"audit_note/{principle}").set_value("Minutes").run()
    test.button(f"walk_back_{FIRST}").click().run()
    assert test.query_params["step"] == str(WHO)
    test.button(f"walk_next_{WHO}").click().run()
    assert test.radio(key=f"audit_citizens/{principle}").value == "basic"
    assert test.text_area(key=f"audit_note/{principle}").value == "Minutes"


@pytest.mark.parametrize("step", ["8", "99", "-1", "x", "' OR 1"])
def test_a_step_that_is_not_there_is_the_page_before(step):
    test = open_page(PAGE, "en", entry=PROJECT, step=step)
    assert not test.exception
    assert test.button("audit_begin")
    assert not test.radio


def test_whoever_has_begun_goes_on_where_something_is_missing():
    test = count(began(), citizens=6, professionals=3)
    for group in GROUPS:
        choose(test, group, PRINCIPLES[0], "basic")
    del test.query_params["step"]
    test.run()
    assert "both groups: 1" in html(test)
    test.button("audit_begin").click().run()
    assert test.query_params["step"] == str(FIRST + 1)


def test_another_language_in_mid_air_loses_nothing(network):
    test = choose(count(began(), citizens=6), "citizens", "change", "basic")
    write(test, "change", "A plan")
    in_other_language(test)
    assert test.text_area(key="audit_note/change").value == "A plan"
    values = [test.radio(key=f"audit_{group}/change").value for group in GROUPS]
    assert values == ["basic", None]
    assert go(test, WHO).number_input(key="audit_people/citizens").value == 6
    assert listed(network) == []


def test_what_is_missing_is_said_with_a_way_there_and_nothing_is_sent(network):
    scored = {f"{x}/{p}": "basic" for x in GROUPS for p in PRINCIPLES}
    del scored[f"professionals/{PRINCIPLES[-1]}"]
    test = drafted(network, scored, RESULT)
    assert "Scores still missing: 1" in html(test)
    (still,) = re.findall(r'<div class="audit-open">.*?</div>', html(test), re.S)
    assert re.findall(r"step=(\d+)", still) == [str(step_of(PRINCIPLES[-1]))]
    write(test, "trust", "Ask mair@example.org")
    send(test)
    for part in (
        "Scores still missing: 1",
        "Citizens: say how many took part",
        "Professionals: say how many took part",
        "contact details",
    ):
        assert part in warnings(test)
    assert not test.success
    assert query(network.database, "SELECT COUNT(*) FROM audit") == [(0,)]


def test_a_level_can_be_taken_back():
    test = choose(began(), "citizens", "trust", "basic")
    assert "Scores still missing: 9" in html(go(test, RESULT))
    choose(test, "citizens", "trust", "")
    assert "Nothing is scored yet" in go(test, RESULT).info[0].value


def test_a_change_after_sending_can_be_sent_again(network):
    test = send(complete(network))
    assert test.success
    choose(test, "citizens", "trust", "intermediate")
    assert not go(test, RESULT).success
    send(test)
    assert [x["scores"]["citizens"]["trust"] for x in listed(network)] == [
        *("basic", "intermediate")
    ]


def test_after_sending_another_one_can_be_begun(network):
    test = send(complete(network))
    test.button("audit_another").click().run()
    assert "step" not in test.query_params
    test.button("audit_begin").click().run()
    assert test.number_input(key="audit_people/citizens").value is None


@pytest.mark.parametrize("step", ["", "3"])
@pytest.mark.parametrize("entry", ["no-such-project", "cavo-ceredigion", "<script>"])
def test_an_address_that_names_no_project_is_said_in_words(entry, step):
    test = open_page(PAGE, "en", entry=entry, step=step)
    assert not test.exception
    assert "no project" in test.warning[0].value
    assert not test.radio
    assert "audit_begin" not in [x.key for x in test.button]


def test_a_map_without_projects_says_what_to_do_first(network):
    change(network.database, "DELETE FROM asset WHERE kind = 'project'")
    test = open_page(PAGE, "en")
    assert not test.exception
    assert "no project on the map yet" in test.info[0].value
    assert test.get("page_link")


def test_without_a_database_it_says_so(monkeypatch, tmp_path, caplog):
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
    test = complete(network)
    test.session_state[SENT_HERE] = set(range(100, 99 + MOST_OF_A_VISIT))
    send(test)
    assert test.success
    choose(test, "citizens", "trust", "intermediate")
    send(test)
    assert not test.success
    assert "This visit has sent 5 audits" in test.warning[0].value
    assert len(listed(network)) == 1


def test_the_page_of_one_project_says_nothing_of_another():
    test = write(began(), "trust", "Of this one")
    del test.query_params["step"]
    test.run().selectbox(key="widget_entry").set_value(OTHER).run()
    test.button("audit_begin").click().run()
    assert go(test, step_of("trust")).text_area(key="audit_note/trust").value == ""
