"""The form of a survey: when it opens, what it takes, and that nothing else is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import explain
from copro_map.surveys.admission import Invitation, WrongCodeError, open_form
from copro_map.surveys.reply_form import FilledForm, open_waves, send_reply
from copro_map.surveys.rules.instrument import code_key, respondent_key
from copro_map.surveys.rules.records import SurveyError
from copro_map.surveys.waves import load_surveys
from tests.conftest import PROJECT
from tests.samples import dump, query
from tests.surveys.survey_samples import WAVE, invite, seen

DAY = date(2027, 3, 5)
ASKED = Invitation("members", "2027")
MARK = code_key("bara brith")
FORM = FilledForm("a1b2", "citizen", {"valued": ("fully",)})
SURVEY = load_surveys(PROJECT.data_dir)["members"]


@pytest.fixture
def wave(network):
    invite(network, WAVE)
    return network


def refused(settings, match, form=FORM, asked=ASKED, day=DAY):
    """Nothing is stored, and the reason has nothing of the address in it."""
    before = dump(settings.database)
    with pytest.raises(SurveyError, match=match) as caught:
        send_reply(settings, asked, MARK, form, day)
    assert dump(settings.database) == before
    assert "{" not in explain(caught.value, "cy")
    assert "bara" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2027, 2, 28), False),
        (date(2027, 3, 1), True),
        (date(2027, 3, 30), True),
        (date(2027, 3, 31), False),
    ],
)
def test_a_form_is_open_from_its_first_day_until_the_day_before_it_closes(
    wave, day, is_open
):
    assert bool(open_waves(wave, day)) == is_open
    if is_open:
        assert open_form(wave, ASKED, day) == WAVE
        assert send_reply(wave, ASKED, MARK, FORM, day)
    else:
        with pytest.raises(SurveyError):
            open_form(wave, ASKED, day)
        refused(wave, "not open yet|is closed", day=day)


def test_why_a_form_is_not_open_names_the_day(wave):
    early = refused(wave, "not open yet", day=date(2027, 2, 27))
    late = refused(wave, "is closed", day=date(2027, 4, 1))
    assert early.facts == {"day": date(2027, 3, 1)}
    assert late.facts == {"day": date(2027, 3, 30)}


def test_a_mark_of_another_word_stores_nothing(wave):
    before = dump(wave.database)
    for mark in ("", code_key("bara"), "bara brith"):
        with pytest.raises(WrongCodeError):
            send_reply(wave, ASKED, mark, FORM, DAY)
    assert dump(wave.database) == before


@pytest.mark.parametrize(
    "asked",
    [
        replace(ASKED, wave="2028"),
        replace(ASKED, survey="others"),
        replace(ASKED, survey="../members"),
        Invitation("", ""),
    ],
)
def test_a_survey_that_is_none(wave, asked):
    refused(wave, "no such survey", asked=asked)


def test_a_wave_without_a_word_or_codes_has_no_form(network):
    invite(network, replace(WAVE, code=""))
    assert open_waves(network, DAY) == ()
    refused(network, "no form here")


def test_a_corrected_wave_is_the_one_that_counts(wave):
    later = replace(WAVE, closes_on="2027-04-10", supersedes=1, entered_on="2027-03-30")
    invite(wave, later)
    assert open_form(wave, ASKED, date(2027, 4, 9)) == later
    assert open_waves(wave, date(2027, 4, 9)) == (later,)


def test_open_waves_are_told_by_their_last_day(wave):
    invite(wave, replace(WAVE, name="short", closes_on="2027-03-10"))
    assert [x.name for x in open_waves(wave, DAY)] == ["short", "2027"]


def test_the_stored_row_holds_what_was_chosen_and_nothing_else(wave):
    chosen = {"used": ("events", "toolkits"), "relationships_level": ("partly",)}
    form = FilledForm("a1b2", "organisation", chosen, "solva-care")
    before = dump(wave.database)
    number = send_reply(wave, ASKED, MARK, form, DAY)
    after = dump(wave.database)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"reply", "revision", "wave_key"}
    ((key,),) = query(wave.database, "SELECT key FROM wave_key")
    (row,) = query(wave.database, "SELECT * FROM reply")
    answers = {"used": ["toolkits", "events"], "relationships_level": ["partly"]}
    assert (*row[:7], json.loads(row[7]), *row[8:]) == (
        number,
        "members",
        "2027",
        respondent_key(key, "members", "2027", "a1b2"),
        "organisation",
        "2027-03-05",
        "solva-care",
        answers,
        "form",
        "respondent",
        "2027-03-05",
        "checked",
        None,
        1,
    )


def test_a_form_sent_twice_is_one_reply(wave):
    first = send_reply(wave, ASKED, MARK, FORM, DAY)
    before = dump(wave.database)
    assert send_reply(wave, ASKED, MARK, FORM, DAY) == first
    assert dump(wave.database) == before
    assert send_reply(wave, ASKED, MARK, replace(FORM, key="c3d4"), DAY) != first
    assert len(seen(wave)) == 2


def test_nobody_replies_in_a_role_in_which_nobody_was_invited(wave):
    refused(wave, "who you are", FilledForm("k", "frontline", {"used": ("none",)}))


def test_replies_of_a_role_shut_nobody_out(wave):
    """The wave invites 3 providers; who else chose that role is not theirs to bear."""
    forms = [FilledForm(f"k{n}", "provider", {"used": ("none",)}) for n in range(13)]
    assert len({send_reply(wave, ASKED, MARK, form, DAY) for form in forms}) == 13


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"role": ""}, "who you are"),
        ({"role": "minister"}, "who you are"),
        ({"answers": {}}, "Nothing is answered"),
        ({"answers": {"valued": (), "used": ()}}, "Nothing is answered"),
        ({"answers": {"need_level": ("partly",)}}, "not asked"),
        ({"answers": {"<b>": ("fully",)}}, "not asked"),
        ({"answers": {"valued": ("sometimes",)}}, "to choose from"),
        ({"answers": {"valued": ("fully", "no")}}, "to choose from"),
        ({"answers": {"used": ("events", "events")}}, "to choose from"),
        ({"organisation_id": "tir-coed"}, "on behalf of"),
        ({"role": "organisation", "organisation_id": "nobody"}, "not on the map"),
        ({"role": "organisation", "organisation_id": "<b>"}, "not on the map"),
    ],
)
def test_a_form_that_cannot_be(wave, change, match):
    if change.get("role") == "organisation":
        change = change | {"answers": {"used": ("none",)}}
    refused(wave, match, replace(FORM, **change))


def test_a_project_is_no_organisation(wave):
    of_project = "SELECT id FROM asset WHERE kind = 'project' LIMIT 1"
    ((project,),) = query(wave.database, of_project)
    form = FilledForm("k", "organisation", {"used": ("none",)}, project)
    refused(wave, "not on the map", form)


@pytest.mark.parametrize("baseline", [False, True])
@pytest.mark.parametrize("role", SURVEY.roles)
def test_each_role_can_answer_what_it_is_asked_and_nothing_more(
    network, role, baseline
):
    invite(network, replace(WAVE, baseline=baseline, invited={}))
    every = {x.id: (x.options[-1].id,) for x in SURVEY.questions.values()}
    wanted = {
        one.id: every[one.id]
        for one in SURVEY.questions.values()
        if role in one.roles
        and not (baseline and one.indicator and not one.baseline_of)
    }
    assert 0 < len(wanted) < len(every)
    for other in every.keys() - wanted.keys():
        answers = {**wanted, other: every[other]}
        refused(network, "not asked", FilledForm("k", role, answers))
    send_reply(network, ASKED, MARK, FilledForm("k", role, wanted), DAY)
    assert seen(network)["answers"].tolist() == [wanted]


def test_no_database_yet_and_none_is_made(settings):
    with pytest.raises(DatabaseError, match="no database yet"):
        send_reply(settings, ASKED, MARK, FORM, DAY)
    assert not settings.database.exists()
