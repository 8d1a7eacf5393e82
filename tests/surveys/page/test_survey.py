"""The page of a survey: from the link of an invitation to one stored reply."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
import streamlit as st
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from copro_map.base.i18n import LANGUAGES, long_date, set_language, t
from copro_map.base.statistics.hiding import BOUND_WORDS
from copro_map.base.today import current_day
from copro_map.frame.sessions import CAME_BACK
from copro_map.people.rules.codes import folded
from copro_map.surveys.page.survey import KEPT, MARKS
from copro_map.surveys.papers import questions_pdf
from copro_map.surveys.published import published
from copro_map.surveys.rules.instrument import respondent_key
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.waves import load_surveys
from tests.conftest import PROJECT
from tests.opening import in_other_language, open_page
from tests.samples import dump, query
from tests.surveys.codes import codes_for
from tests.surveys.survey_samples import WAVE, answer, invite, reply

FILE = "pages/survey.py"
TODAY = current_day()
LINK = {"survey": "members", "wave": "now"}
WORD = "Bara Brith"
SURVEY = load_surveys(PROJECT.data_dir)["members"]


def day(away: int) -> str:
    return (TODAY + timedelta(days=away)).isoformat()


OPEN = replace(WAVE, name="now", opens_on=day(-3), closes_on=day(3), entered_on=day(-9))


@pytest.fixture(autouse=True)
def _network_database(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))


@pytest.fixture
def wave(network):
    invite(network, OPEN)
    return network


def radio(test: AppTest, name: str):
    return test.radio(key=f"survey/{name}")


def enter(typed: str = WORD, language: str = "en", **link: str) -> AppTest:
    """Open the page by a link, and type what opens the form."""
    test = open_page(FILE, language, **(link or LINK))
    return type_in(test, typed)


def type_in(test: AppTest, typed: str) -> AppTest:
    test.text_input(key="survey_typed").set_value(typed)
    test.button(key="survey_open").click().run()
    assert not test.exception
    return test


def test_what_is_filled_in_is_there_when_the_database_is_back(wave):
    test = choose(enter(), "role", "citizen")
    choose(test, "question/valued", "fully")
    aside = wave.database.rename(wave.database.with_suffix(".aside"))
    test.run()
    assert "cannot be read at the moment" in test.error[0].value
    aside.rename(wave.database)
    next(x for x in test.button if x.label == "Try again").click().run()
    assert not test.error
    assert radio(test, "question/valued").value == "fully"
    assert radio(to(test, "role"), "role").value == "citizen"


@pytest.mark.usefixtures("wave")
def test_who_comes_back_with_a_form_that_is_gone_is_told():
    test = open_page(FILE, "en", **LINK)
    assert not test.warning
    test.session_state[CAME_BACK] = frozenset({"widget_q", "survey/role"})
    test.run()
    assert "Nothing was sent" in test.warning[0].value
    assert type_in(test, WORD).radio  # what opened the form opens it again


def press(test: AppTest, which: str) -> AppTest:
    """Press the only button whose key begins so."""
    (button,) = (x for x in test.button if x.key.startswith(which))
    button.click().run()
    assert not test.exception
    return test


def to(test: AppTest, screen: str) -> AppTest:
    """Go to a screen by its address: a question's id, "role", or "" for the last."""
    if screen not in shown(test):
        role = test.session_state[KEPT]["members", "now"]["role"]
        asked = [x.id for x in SURVEY.asked(baseline=False, role=role)]
        test.query_params["step"] = str(["role", *asked, ""].index(screen))
        test.run()
    assert shown(test) == {screen}
    return test


def shown(test: AppTest) -> set[str]:
    """The screens that are shown: of one question, of the role, "" for the last."""
    keys = [x.key for x in (*test.radio, *test.checkbox)]
    asked = {key.split("/")[2] for key in keys if key.startswith("survey/question/")}
    is_last = any(x.key == "survey_send" for x in test.button)
    return asked | {"role"} & {key[7:] for key in keys} | ({""} if is_last else set())


def choose(test: AppTest, name: str, option: str) -> AppTest:
    radio(to(test, name.split("/")[-1]), name).set_value(option).run()
    assert not test.exception
    return test


def tick(test: AppTest, question: str, option: str) -> AppTest:
    box = to(test, question).checkbox(key=f"survey/question/{question}/{option}")
    return box.check().run()


def send(test: AppTest) -> AppTest:
    return press(to(test, ""), "survey_send")


def walked(test: AppTest) -> list[str]:
    """The ids of all questions, as Next leads from one to the other."""
    found = []
    while "" not in shown(press(test, "walk_next_")):
        (one,) = shown(test)
        found.append(one)
    return found


def stored(settings) -> list[tuple]:
    return query(settings.database, "SELECT * FROM reply ORDER BY id")


def text(test: AppTest) -> str:
    said = [x.value for x in (*test.info, *test.warning, *test.success, *test.title)]
    return unescape(" ".join([*said, *(x.proto.body for x in test.get("html"))]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_way_to_a_stored_reply(wave, language):
    test = open_page(FILE, language, **LINK)
    assert test.title[0].value == SURVEY.label.text(language)
    for words in (SURVEY.introduction, SURVEY.privacy):
        assert words.text(language) in text(test)
    set_language(language)
    assert long_date(TODAY + timedelta(days=2)) in text(test)
    type_in(test, WORD)
    assert test.title[0].value == SURVEY.label.text(language)
    assert shown(test) == {"role"}
    roles = radio(test, "role")
    assert roles.value is None
    assert roles.options == [
        label.text(language)
        for role, label in SURVEY.roles.items()
        if role != "frontline"  # nobody was invited in this role
    ]
    press(test, "walk_next_")
    assert len(test.warning) == 1  # nobody goes on without a role
    choose(test, "role", "citizen")
    assert not test.warning
    asked = [one.id for one in SURVEY.questions.values() if "citizen" in one.roles]
    for number, one in enumerate(asked, 1):
        press(test, "walk_next_")
        assert shown(test) == {one}
        question = SURVEY.questions[one]
        assert question.text.text() in text(test)
        assert t("{n} of {total}", n=number, total=len(asked)) in text(test)
        assert not any(x.value for x in (*test.radio, *test.checkbox))
        assert all(x.label == question.text.text() for x in test.radio)
    assert shown(press(test, "walk_next_")) == {""}
    assert text(test).count(t("Left out")) == len(asked)
    tick(test, "used", "mentoring")
    tick(test, "used", "toolkits")
    choose(test, "question/valued", "partly")
    key = test.session_state[KEPT]["members", "now"]["key"]
    before = dump(wave.database)
    send(test)
    assert {n for n, rows in dump(wave.database).items() if rows != before[n]} == {
        "reply",
        "revision",
        "wave_key",
    }
    ((own_key,),) = query(wave.database, "SELECT key FROM wave_key")
    ((*start, answers, source, by, entered, status, supersedes, batch),) = stored(wave)
    today = TODAY.isoformat()
    signed = respondent_key(own_key, "members", "now", key)
    assert start == [1, "members", "now", signed, "citizen", today, ""]
    assert json.loads(answers) == {
        "used": ["toolkits", "mentoring"],
        "valued": ["partly"],
    }
    assert (source, by, entered) == ("form", "respondent", today)
    assert (status, supersedes, batch) == ("checked", None, 1)
    assert len(test.success) == 1
    assert not [*test.radio, *test.checkbox, *test.selectbox, *test.text_input]
    assert not [x for x in test.button if not x.key.startswith("useful_")]
    assert "step" not in test.query_params
    assert test.session_state[KEPT] == {("members", "now"): {"sent": True}}


def test_a_form_sent_twice_is_stored_once(wave):
    test = choose(enter(), "role", "citizen")
    choose(test, "question/valued", "fully")
    unsent = {x: deepcopy(test.session_state[x]) for x in (KEPT, MARKS)}
    send(test)
    rows = stored(wave)
    for name, value in unsent.items():  # as if the first answer had not arrived
        test.session_state[name] = value
    test.run()
    send(test)
    assert len(rows) == 1
    assert stored(wave) == rows
    assert test.success


def test_two_visitors_are_two_replies(wave):
    for _ in range(2):
        test = choose(enter(), "role", "citizen")
        send(choose(test, "question/valued", "fully"))
    first, second = stored(wave)
    assert first[3] != second[3]


@pytest.mark.parametrize(("first", "then"), [("en", "cy"), ("cy", "en")])
def test_an_unsent_form_outlives_a_change_of_language_and_of_page(wave, first, then):
    test = choose(enter(language=first), "role", "organisation")
    test.selectbox(key="survey/organisation").set_value("solva-care").run()
    choose(test, "question/relationships_level", "mostly")
    tick(test, "used", "events")
    in_other_language(test)
    assert test.title[0].value == SURVEY.label.text(then)
    assert shown(test) == {"used"}
    assert test.checkbox(key="survey/question/used/events").value
    to(test, "relationships_level")
    assert radio(test, "question/relationships_level").value == "mostly"
    test.switch_page("pages/about.py").run()
    assert not test.radio
    test.switch_page(FILE)
    for name, value in {"lang": then, **LINK}.items():
        test.query_params[name] = value
    send(test.run())
    (row,) = stored(wave)
    assert (row[4], row[6]) == ("organisation", "solva-care")
    assert json.loads(row[7]) == {
        "relationships_level": ["mostly"],
        "used": ["events"],
    }


def test_a_change_of_role_drops_what_the_new_role_is_not_asked(wave):
    test = choose(enter(), "role", "organisation")
    test.selectbox(key="survey/organisation").set_value("solva-care").run()
    choose(test, "question/relationships_level", "mostly")
    choose(test, "question/knowledge_level", "not_well")
    choose(test, "role", "citizen")
    assert not test.selectbox
    assert "relationships_level" not in walked(test)
    to(test, "role")
    choose(test, "role", "organisation")
    assert test.selectbox(key="survey/organisation").value is None
    to(test, "relationships_level")
    assert radio(test, "question/relationships_level").value is None
    send(choose(test, "role", "provider"))
    (row,) = stored(wave)
    assert (row[4], row[6]) == ("provider", "")
    assert json.loads(row[7]) == {"knowledge_level": ["not_well"]}


def test_an_answer_can_be_taken_back(wave):
    test = choose(enter(), "role", "citizen")
    choose(test, "question/valued", "fully")
    choose(test, "question/valued", "")
    send(test)
    assert stored(wave) == []
    assert "Nothing is answered" in test.warning[0].value
    choose(test, "question/knowledge_level", "very_well")
    assert not test.warning
    send(test)
    assert json.loads(stored(wave)[0][7]) == {"knowledge_level": ["very_well"]}


def test_a_wave_that_closes_while_a_form_is_filled_in_takes_it_no_more(wave):
    test = choose(enter(), "role", "citizen")
    choose(test, "question/valued", "fully")
    today = TODAY.isoformat()
    to(test, "")
    invite(wave, replace(OPEN, closes_on=today, supersedes=1, entered_on=today))
    press(test, "survey_send")
    assert stored(wave) == []
    assert "closed" in test.info[0].value
    assert not test.success


@pytest.mark.parametrize(
    ("from_today", "until", "spoken", "language"),
    [(-9, 0, -1, "en"), (-9, -2, -3, "cy"), (1, 5, 1, "cy"), (1, 5, 1, "en")],
)
def test_a_wave_that_is_not_open_says_when(
    network, from_today, until, spoken, language
):
    invite(network, replace(OPEN, opens_on=day(from_today), closes_on=day(until)))
    test = open_page(FILE, language, **LINK)
    assert not test.exception
    set_language(language)
    assert long_date(TODAY + timedelta(days=spoken)) in test.info[0].value
    assert not [*test.radio, *test.text_input]


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_no_wave_is_open_the_page_says_so(network, language):
    invite(network, replace(OPEN, closes_on=day(0)), replace(OPEN, name="x", code=""))
    test = open_page(FILE, language)
    assert len(test.info) == 1
    assert not [*test.radio, *test.text_input]


def of_a_closed_wave(settings) -> Wave:
    """A wave that has closed: 5 of 12 said so, all of 12, and 4 to the third."""
    closed = replace(OPEN, name="last", opens_on=day(-9), closes_on=day(-1))
    invite(settings, closed)
    change = {"practice_change": ("little_greater",)}
    answer(
        settings,
        *(
            replace(
                reply(n, wave="last", answered_on=day(-5), entered_on=day(-2)),
                answers={"valued": ("fully" if n < 5 else "no",)}
                | {"wellbeing_change": ("much_better",)}
                | (change if n < 4 else {}),
            )
            for n in range(12)
        ),
    )
    return closed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("named", [{}, {"survey": "members", "wave": "last"}])
def test_a_closed_survey_says_what_is_published_and_no_more(network, language, named):
    figures = published(network, of_a_closed_wave(network), TODAY)
    test = open_page(FILE, language, **named)
    set_language(language)
    said = rows(test)
    assert len(said) == len(figures)
    for figure, row in zip(figures, said, strict=True):
        options = figure.planned.question.options
        positive = "; ".join(x.label.text() for x in options if x.positive)
        assert figure.planned.question.text.text() in row
        assert f"indicators?open{figure.planned.code}=1" in row
        whole = figure.whole
        assert (positive in row) == (not whole.is_hidden)
        if whole.percent is not None:
            assert f"{whole.percent:.0f}%" in row
            numbers = re.findall(r"(?<![\d.])\d+(?![\d.%])", row)
            assert {str(whole.numerator), str(whole.denominator)} <= set(numbers)
        else:
            assert "%" not in row
            words = BOUND_WORDS[whole.bound] if whole.bound else "–"
            assert t(words) in row
    assert {x.planned.code: x.whole.bound for x in figures if x.whole.bound} == {
        "4.3": "at_least"
    }
    assert [x.planned.code for x in figures if x.whole.percent is not None] == ["3.3"]
    assert t("No date is set yet.") in text(test)


def rows(test: AppTest) -> list[str]:
    """The figures that the last wave found, each as it is drawn."""
    found = next(
        x.proto.body for x in test.get("html") if "survey-found" in x.proto.body
    )
    return unescape(found).split("<li>")[1:]


def test_the_next_survey_is_told_with_its_day(network):
    of_a_closed_wave(network)
    invite(network, replace(OPEN, name="next", opens_on=day(40), closes_on=day(60)))
    invite(network, replace(OPEN, name="then", opens_on=day(90), closes_on=day(99)))
    test = open_page(FILE, "en")
    assert f"First day to reply: {long_date(TODAY + timedelta(40))}." in text(test)
    assert "No date is set" not in text(test)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_none_was_held_it_says_what_the_first_one_will_ask(language):
    test = open_page(FILE, language)
    set_language(language)
    assert t("No survey has been held yet") in text(test)
    assert t("No date is set yet.") in text(test)
    asked = text(test)
    for question in SURVEY.questions.values():  # a change cannot be asked of yet
        will = question in SURVEY.asked(baseline=True)
        assert (question.text.text() in asked) == will


def test_the_questions_are_printed_in_both_languages():
    wanted = [SURVEY.label, *SURVEY.roles.values()]
    for one in SURVEY.asked(baseline=False):
        wanted += [one.text, *(option.label for option in one.options)]
    pages = PdfReader(BytesIO(questions_pdf(PROJECT, SURVEY, TODAY, baseline=False)))
    printed = " ".join(one.extract_text() for one in pages.pages)
    printed = "".join(printed.replace("-\n", "").split())
    for label in wanted:
        for language in LANGUAGES:
            assert "".join(label.text(language).split()) in printed


@pytest.mark.usefixtures("wave")
def test_back_and_forth_keeps_what_was_chosen():
    test = choose(enter(), "role", "citizen")
    press(test, "walk_next_")
    tick(test, "used", "events")
    press(press(test, "walk_next_"), "walk_back_")
    assert test.checkbox(key="survey/question/used/events").value
    press(test, "walk_back_")
    assert radio(test, "role").value == "citizen"
    to(test, "")
    assert "Events" in text(test)
    assert shown(press(test, "survey_change_1")) == {"used"}
    for nonsense in ("99", "-1", "x", "²", "9" * 40):
        test.query_params["step"] = nonsense
        assert shown(test.run()) == {"role"}
        assert "step" not in test.query_params


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("wave")
def test_without_the_word_the_page_asks_for_it(language):
    test = open_page(FILE, language, **LINK)
    assert not [*test.warning, *test.error, *test.radio]
    assert test.text_input(key="survey_typed").label
    type_in(test, " ")
    assert not test.warning
    type_in(test, "bara")
    assert len(test.warning) == 1
    assert not test.radio
    type_in(test, " bara brith ")
    assert not test.text_input
    assert radio(test, "role").options


@pytest.mark.usefixtures("wave")
def test_a_survey_that_is_open_to_anybody_says_so_before_and_after():
    test = open_page(FILE, "en", **LINK)
    assert "open to anybody" in text(test)
    assert "open to anybody" in text(type_in(test, WORD))


@pytest.fixture
def coded(network):
    """A wave with a code for one reply."""
    invite(network, replace(OPEN, code=""))
    return codes_for(network, 1, wave="now", today=TODAY)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_is_in_no_address_and_forgotten_when_it_was_used(
    network, coded, language
):
    test = enter(coded.lower(), language)
    assert "anybody" not in text(test)
    before = dump(network.database)
    choose(choose(test, "role", "citizen"), "question/valued", "fully")
    assert dump(network.database) == before  # nothing of it is on a disk yet
    assert set(test.query_params) == {"lang", "survey", "wave", "step"}
    send(test)
    assert len(stored(network)) == 1
    whole = f"{test.session_state} {test.query_params}"
    assert coded not in whole.upper()
    assert folded(coded) not in whole.upper()
    assert test.session_state[MARKS] == {}
    again = enter(coded, language)
    assert len(again.warning) == 1
    assert not again.radio


@pytest.mark.usefixtures("wave")
def test_a_word_in_an_old_link_is_taken_out_of_the_address_and_not_read():
    test = open_page(FILE, "en", **LINK, code="bara brith")
    assert "code" not in test.query_params
    assert test.text_input
    assert not test.radio


@pytest.mark.usefixtures("wave")
def test_a_visitor_who_typed_many_wrong_words_is_told_to_wait(monkeypatch):
    no_address = property(lambda _: None)  # as on one's own computer
    monkeypatch.setattr(type(st.context), "ip_address", no_address)
    test = open_page(FILE, "en", **LINK)
    for n in range(7):
        type_in(test, f"bara {n}")
    assert "Seconds to wait" in test.warning[0].value
    assert not type_in(test, WORD).radio
    assert radio(enter(), "role").options


def test_the_only_open_wave_needs_no_name(wave):
    invite(wave, replace(OPEN, name="old", closes_on=day(-1)))
    test = type_in(open_page(FILE, "en"), WORD)
    assert radio(test, "role").options


def test_of_several_open_waves_one_is_chosen(wave):
    invite(wave, replace(OPEN, name="other", code=WAVE.code, baseline=True))
    test = open_page(FILE, "en")
    (which,) = test.radio
    which.set_value(("members", "other")).run()
    type_in(test, WORD)
    assert test.query_params["wave"] == "other"
    choose(test, "role", "citizen")
    asked = walked(test)
    assert "wellbeing_change" not in asked
    assert "wellbeing_level" in asked


NONSENSE = (
    {"survey": "members", "wave": "[here](https://example.org)", "code": ""},
    {"survey": "<b>", "wave": "now", "code": ""},
    {"survey": "../indicators", "wave": "now", "code": "x"},
    {"survey": "", "wave": "nonsense", "code": ""},
    {"survey": "\x00", "wave": "\x00", "code": "\x00"},
)


@pytest.mark.usefixtures("wave")
def test_nonsense_in_the_address_is_not_repeated():
    test = open_page(FILE, "cy")
    for params in NONSENSE:
        for name, value in params.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception
        (info,) = test.info
        assert not any(value and value in info.value for value in params.values())
        assert not [*test.radio, *test.text_input]


def test_the_page_shows_no_result(wave):
    fixed = reply(1, wave="now", answered_on=TODAY.isoformat())
    answer(wave, replace(fixed, entered_on=TODAY.isoformat()))
    with_one = text(enter())
    answer(wave, replace(fixed, respondent="ab" * 16, entered_on=TODAY.isoformat()))
    assert text(enter()) == with_one


def test_no_database_is_said_in_words(monkeypatch, tmp_path, caplog):
    monkeypatch.setenv("COPRO_MAP_DB", str(tmp_path / "none.db"))
    test = open_page(FILE, "en", **LINK)
    assert not test.exception
    assert "cannot be read at the moment" in test.error[0].value
    assert "python -m copro_map init" in caplog.text
