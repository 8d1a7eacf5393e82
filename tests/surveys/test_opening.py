"""Waves on the desk: opened, corrected by two at once, closed, taken back, refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copro_map.base.i18n import explain
from copro_map.base.store.connection import reading
from copro_map.desk.undoing import undo_change
from copro_map.people.changes import changes
from copro_map.people.persons import enter_person
from copro_map.people.rights import actor_of
from copro_map.people.rules.addressees import Addressees
from copro_map.people.rules.changes import ConflictError, UndoError
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from copro_map.people.rules.settings import OneLanguageError
from copro_map.surveys import opening
from copro_map.surveys.admission import Invitation
from copro_map.surveys.codes import make_codes, void_codes
from copro_map.surveys.inviting import Words, invite_by_mail
from copro_map.surveys.opening import as_seen, close_wave, open_wave, undo_wave
from copro_map.surveys.rules.changing import WaveChange
from copro_map.surveys.rules.records import SurveyError
from copro_map.surveys.rules.typed_wave import TypedWave, read_wave
from copro_map.surveys.waiting import look, waiting
from tests.people import post_office
from tests.samples import dump, query
from tests.surveys.codes import SITE, codes_for
from tests.surveys.survey_samples import answer, noon, reply

TODAY = date(2027, 3, 5)
NOW = noon(TODAY)
OF = Invitation("members", "2027")
WAVE = WaveChange(
    survey="members",
    name="2027",
    invited={"citizen": 40},
    entered_by="steward",
    opens_on="2027-03-01",
    closes_on="2027-04-01",
    name_cy="2027",
    is_new=True,
)
CORRECTION = replace(
    WAVE, invited={}, opens_on=None, closes_on=None, name_cy=None, is_new=False
)
MADE = "SELECT what, was, now, role FROM change_made WHERE record = 'members/2027'"
LAST = "SELECT closes_on FROM wave ORDER BY id DESC LIMIT 1"


@pytest.fixture
def somebody(here):
    def enter(role: str) -> Actor:
        person = enter_person(
            here,
            MACHINE,
            address=f"{role}@example.org",
            name=role,
            role=role,
            areas=("CVC-CVSC",) if role == "officer" else (),
            language="en",
            now=NOW,
        )
        with reading(here.database) as database:
            return actor_of(database, person)

    return enter


@pytest.fixture
def wave(here):
    open_wave(here, MACHINE, WAVE, NOW)
    return here


def last_of(settings):
    return changes(settings, MACHINE, subject="wave")[0]


# Who may


def test_an_officer_can_do_nothing_with_a_wave(wave, somebody, monkeypatch):
    who = somebody("officer")
    post_office.send_there(monkeypatch, 25)
    made = last_of(wave)
    assert waiting(wave, who, date(2027, 3, 30)) == ()
    before = dump(wave.database)
    for do in (
        lambda: open_wave(wave, who, replace(WAVE, name="other"), NOW),
        lambda: close_wave(wave, who, "members", "2027", at_once=True, now=NOW),
        lambda: make_codes(
            wave, who, OF, number=1, site=SITE, hand_on=print, now=NOW
        ),
        lambda: void_codes(wave, who, OF, NOW),
        lambda: invite_by_mail(
            wave, who, OF, Addressees(("a@example.org",), (), 0), Words(), NOW
        ),
        lambda: look(wave, who, OF, NOW),
        lambda: undo_wave(wave, who, replace(made, change=replace(
            made.change, what="baseline", was="")), NOW),
    ):  # fmt: skip
        with pytest.raises((RefusedError, UndoError)):
            do()
        assert dump(wave.database) == before


# What is noted


def test_each_field_that_differs_is_noted_by_whom_and_no_other(wave, somebody):
    word = replace(CORRECTION, code="bara brith")
    more = replace(word, invited={"citizen": 50, "provider": 9}, closes_on="2027-05-01")
    assert open_wave(wave, somebody("steward"), more, NOW) == "changed"
    assert open_wave(wave, MACHINE, more, NOW) == "unchanged"
    rows = query(wave.database, MADE)
    assert rows == [
        ("opened", "", "2027-03-01 2027-03-31", "administrator"),
        ("last_day", "2027-03-31", "2027-04-30", "steward"),
        ("invited citizen", "40", "50", "steward"),
        ("invited provider", "", "9", "steward"),
        ("word", "", "1", "steward"),
    ]


# Two people


def test_the_second_of_two_sees_both_and_then_decides(wave, somebody):
    who, seen = somebody("steward"), as_seen(wave, "members", "2027").version
    theirs = replace(CORRECTION, closes_on="2027-04-11", invited={"citizen": 45})
    open_wave(wave, who, theirs, NOW, seen=seen)
    mine = replace(CORRECTION, closes_on="2027-04-21")
    before = dump(wave.database)
    with pytest.raises(ConflictError) as caught:
        open_wave(wave, MACHINE, mine, NOW, seen=seen)
    assert dump(wave.database) == before
    assert "2027-04-10" in str(caught.value)
    assert "2027-04-20" in str(caught.value)
    # What the other one changed besides stands; another field is no conflict at all.
    baseline = replace(CORRECTION, baseline=True)
    assert open_wave(wave, MACHINE, baseline, NOW, seen=seen) == "changed"
    now_seen = as_seen(wave, "members", "2027")
    assert open_wave(wave, MACHINE, mine, NOW, seen=now_seen.version) == "changed"
    found = as_seen(wave, "members", "2027").wave
    assert (found.closes_on, found.invited) == ("2027-04-21", {"citizen": 45})


# What is typed

TYPED = TypedWave(
    "2028", "2028", date(2027, 3, 1), date(2027, 3, 31), baseline=False, invited={}
)


@pytest.mark.parametrize(
    ("typed", "error", "said"),
    [
        ({"name": " ", "name_cy": ""}, SurveyError, "name in both"),
        ({"name_cy": ""}, OneLanguageError, "both languages"),
        ({"first": None}, SurveyError, "Choose the first"),
        ({"first": date(2027, 4, 1)}, SurveyError, "before the first"),
        ({"first": TODAY.replace(month=1), "last": date(2027, 3, 4)}, SurveyError,
         "in the past"),
        ({"name": "x" * 61}, SurveyError, "at most 60"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_a_sentence(typed, error, said):
    with pytest.raises(error, match=said) as caught:
        read_wave("members", replace(TYPED, **typed), None, TODAY, "steward")
    assert "{" not in explain(caught.value, "cy")
    assert said not in explain(caught.value, "cy")


def test_a_form_changes_what_was_touched_alone(wave):
    shown = as_seen(wave, "members", "2027").wave
    typed = replace(TYPED, name="", name_cy="2027", invited={"citizen": 40})
    assert read_wave("members", typed, shown, TODAY, "steward") == CORRECTION
    gone = replace(typed, last=date(2027, 3, 5), invited={"citizen": None})
    assert read_wave("members", gone, shown, TODAY, "steward") == replace(
        CORRECTION, closes_on="2027-03-06", invited={"citizen": None}
    )
    # A wave that has closed may be corrected without another last day.
    late = date(2027, 6, 1)
    assert read_wave("members", typed, shown, late, "steward") == CORRECTION


def refused(settings, change: WaveChange, said: str) -> None:
    before = dump(settings.database)
    with pytest.raises(SurveyError, match=said) as caught:
        open_wave(settings, MACHINE, change, NOW)
    assert dump(settings.database) == before
    assert "{" not in explain(caught.value, "cy")


def test_a_name_that_exists_and_a_role_that_does_not_are_refused(wave):
    refused(wave, replace(WAVE, closes_on="2027-04-02"), "of that name already")
    refused(wave, replace(WAVE, name="2028", invited={"nobody": 1}), "no role")


def test_no_fewer_are_invited_than_replied_and_the_number_is_told_by_tens(wave):
    every = dict.fromkeys(opening.find_survey(wave, "members").roles, 0)
    numbers = replace(CORRECTION, invited=every | {"citizen": 40})
    open_wave(wave, MACHINE, numbers, NOW)
    made = [
        reply(n, source="form", answered_on="2027-03-05", entered_on="2027-03-05")
        for n in range(17)
    ]
    answer(wave, *made)
    refused(wave, replace(CORRECTION, invited={"citizen": 9}), "at least: 10")
    for number in (10, 16):  # else the number of replies could be found by trying
        change = replace(CORRECTION, invited={"citizen": number})
        assert open_wave(wave, MACHINE, change, NOW) == "changed"


# Closed, and taken back


@pytest.mark.parametrize(("at_once", "day"), [(True, "05"), (False, "06")])
def test_a_wave_is_closed_at_once_or_at_midnight(wave, at_once, day):
    codes_for(wave, 3)
    close_wave(wave, MACHINE, "members", "2027", at_once=at_once, now=NOW)
    assert query(wave.database, LAST) == [(f"2027-03-{day}",)]
    left = query(wave.database, "SELECT count(*) FROM invitation_code")
    assert left == [(0 if at_once else 3,)]
    if at_once:
        with pytest.raises(SurveyError, match="is not open"):
            close_wave(wave, MACHINE, "members", "2027", at_once=True, now=NOW)
        with pytest.raises(UndoError, match="codes"):
            undo_wave(wave, MACHINE, last_of(wave), NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"closes_on": "2027-05-01"},
        {"opens_on": "2027-02-01"},
        {"baseline": True},
        {"name_cy": "Ton"},
        {"invited": {"citizen": 50}},
        {"invited": {"provider": 3}},
    ],
)
def test_a_correction_is_taken_back_by_another_record(wave, change):
    before = as_seen(wave, "members", "2027").wave
    open_wave(wave, MACHINE, replace(CORRECTION, **change), NOW)
    made = last_of(wave)
    undo_change(wave, MACHINE, made.number, NOW)
    after = as_seen(wave, "members", "2027").wave
    kept = ("opens_on", "closes_on", "baseline", "name_cy", "invited", "code")
    assert [getattr(after, x) for x in kept] == [getattr(before, x) for x in kept]
    assert query(wave.database, "SELECT supersedes FROM wave") == [(None,), (1,), (2,)]
    assert last_of(wave).change.undoes == made.number
    with pytest.raises(UndoError, match="taken back already"):
        undo_wave(wave, MACHINE, made, NOW)


def test_what_was_opened_or_made_stands(wave):
    with pytest.raises(UndoError):
        undo_wave(wave, MACHINE, last_of(wave), NOW)
    codes_for(wave, 1, today=TODAY)
    with pytest.raises(UndoError):
        undo_wave(wave, MACHINE, last_of(wave), NOW)


# Codes


def test_codes_that_were_not_used_are_void_and_their_number_is_told_nowhere(wave):
    assert len(set(codes_for(wave, 4, today=TODAY))) == 4
    used = "UPDATE invitation_code SET used = 1 WHERE mark = (SELECT min(mark) FROM {})"
    with opening.writing(wave.database) as database:
        database.execute(used.format("invitation_code"))
    void_codes(wave, MACHINE, OF, NOW)
    assert query(wave.database, "SELECT used FROM invitation_code") == [(1,)]
    assert query(wave.database, MADE)[-1][:3] == ("codes_void", "", "")
