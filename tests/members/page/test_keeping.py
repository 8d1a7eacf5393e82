"""Members, seats and decisions on the desk, as a steward presses them."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

from datetime import date

import pytest

from copro_map.base.today import current_day
from copro_map.members.rules.records import Decided, Gift, Interest, Member, Seat, Taken
from tests.at_the_desk import at_desk, drawn, here, press, told  # noqa: F401
from tests.english import english_words, texts_of_page
from tests.members.planted import kept, plant_member, plant_seat

FACTS = {"name_en": "Canary Cyf", "area": "W92000004", "pence": 12000, "hours": 6}


def type_in(test, key: str, value: str):
    test.text_input(key=key).set_value(value)
    return test


VIEWS = [("members", ""), ("forum", "decisions")]


@pytest.mark.parametrize(("part", "which"), VIEWS)
def test_with_nothing_there_it_says_what_to_do_in_welsh_too(at_desk, part, which):
    test = at_desk("steward", "cy", part=part, which=which)
    assert not test.error
    left = english_words(texts_of_page(test))
    assert not set(left) & {"the", "The", "and", "Nobody", "seat", "Choose"}


def test_an_officer_sees_nothing_of_them(at_desk, here):
    plant_member(here, **FACTS)
    test = at_desk("officer", part="members", which="all", number="1")
    assert "not for your role" in told(test)
    assert "Canary" not in drawn(test)


def test_a_new_member_waits_is_looked_at_and_is_gone_from_there(at_desk, here):
    plant_member(here, **FACTS)
    waits = at_desk("steward")
    assert "New members to look at: 1" in drawn(waits)
    test = at_desk("steward", part="members")
    for words in (
        "Canary Cyf",
        "tirion@example.org",
        "£120 · 6 h",
        "seat for citizens",
    ):
        assert words in drawn(test)
    press(test, "look_1")
    assert "Looked at" in told(test)
    assert kept(here, Member)[0].seen_on == current_day().isoformat()
    assert "Nobody new waits" in drawn(test)


def test_one_that_is_none_is_refused_and_taken_back_in_what_happened(at_desk, here):
    plant_member(here, **FACTS)
    test = at_desk("steward", part="members")
    assert "Only if it is invented." in drawn(test)
    press(test, "refuse_1")
    assert kept(here, Member)[0].state == "refused"
    happened = at_desk("steward", part="happened")
    assert "Membership refused" in drawn(happened)
    (back,) = (one.key for one in happened.button if one.key.startswith("take_back"))
    press(happened, back)
    assert kept(here, Member)[0].state == "member"


def test_a_member_is_put_right_given_to_and_ended(at_desk, here):
    plant_member(here, **FACTS)
    test = at_desk("steward", part="members", which="all", number="1")
    type_in(test, "member_1_0_name_cy", "Y Caneri")
    test.selectbox(key="member_1_0_area").set_value("W06000008")
    press(test, "correct_1")
    assert "Put right." in told(test)
    member = kept(here, Member)[0]
    assert (member.name_cy, member.area) == ("Y Caneri", "W06000008")

    type_in(test, "gift_of_1_0_amount", "lots")
    press(test, "note_gift_1")
    assert "Hours are a number" in told(test)
    assert test.text_input(key="gift_of_1_0_amount").value == "lots"
    type_in(test, "gift_of_1_0_amount", "2:30")
    press(test, "note_gift_1")
    test.button_group(key="gift_of_1_1_what").set_value("money").run()
    type_in(test, "gift_of_1_1_amount", "£1,200")
    press(test, "note_gift_1")
    assert [(x.pence, x.minutes) for x in kept(here, Gift)] == [
        (None, 150),
        (120000, None),
    ]
    assert "2 h 30 min · £1,200" in drawn(test)
    press(test, "withdraw_1")
    assert "£1,200" in drawn(test)
    assert "2 h 30 min" not in drawn(test)

    press(test, "note_role_1")
    assert "Choose a role first" in told(test)
    test.selectbox(key="role_of_1_0_role").set_value("lead")
    type_in(test, "role_of_1_0_entry", "https://map.example/entry?id=tir-coed&lang=cy")
    press(test, "note_role_1")
    role = kept(here, Taken)[0]
    assert (role.role, role.entry, role.until) == ("lead", "tir-coed", "")
    press(test, "end_role_1")
    assert kept(here, Taken)[0].until

    press(test, "end_1")
    assert kept(here, Member)[0].state == "left"
    left = at_desk("steward", part="members", which="left", number="1")
    press(left, "end_1")
    assert kept(here, Member)[0].state == "member"


def test_a_seat_is_entered_renewed_named_and_left(at_desk, here):
    test = at_desk("steward", part="forum")
    type_in(test, "new_seat_0_name", "Ann Canary")
    press(test, "take_seat")
    assert "Write who it is" in told(test)
    assert test.text_input(key="new_seat_0_name").value == "Ann Canary"
    type_in(test, "new_seat_0_role", "Chair")
    type_in(test, "new_seat_0_constituency_en", "Carers")
    press(test, "take_seat")
    seat = kept(here, Seat)[0]
    assert (seat.body, seat.role, seat.is_public) == ("forum", "Chair", False)
    press(test, "public_1")
    assert kept(here, Seat)[0].agreed_on == current_day().isoformat()
    type_in(test, "seat_1_0_interest", "Owns a shop")
    press(test, "declare_1")
    assert "Owns a shop" in drawn(test)
    press(test, "end_interest_1")
    assert kept(here, Interest)[0].ended_on
    assert "Owns a shop" not in drawn(test)
    test.date_input(key="seat_1_1_ends").set_value(date(2031, 3, 31))
    press(test, "term_1")
    assert kept(here, Seat)[0].term_ends_on == "2031-03-31"
    press(test, "left_1")
    assert kept(here, Seat)[0].left_on == current_day().isoformat()
    views = test.button_group(key="widget_which").options
    assert list(views)[-1] == "Who left a seat (1)"


def test_a_term_that_ends_waits_on_the_desk(at_desk, here):
    plant_seat(here, "Over", term_ends_on="2026-01-01")
    assert "that end soon: 1" in drawn(at_desk("steward"))
    assert "the term ended on 1 January 2026" in drawn(at_desk("steward", part="forum"))


def test_a_decision_is_entered_with_its_votes_and_withdrawn(at_desk, here):
    for name in ("Ann", "Bob", "Cai"):
        plant_seat(here, name, body="forum")
    test = at_desk("steward", part="forum", which="decisions")
    type_in(test, "new_decision_0_title_en", "A van for all")
    type_in(test, "new_decision_0_in_favour", "9")
    type_in(test, "new_decision_0_against", "0")
    press(test, "decide")
    assert "9 votes are more than the 3" in told(test)
    type_in(test, "new_decision_0_in_favour", "two")
    press(test, "decide")
    assert "whole numbers" in told(test)
    type_in(test, "new_decision_0_in_favour", "2")
    press(test, "decide")
    assert "In favour 2, against 0" in drawn(test)
    assert not kept(here, Decided)[0].is_public
    press(test, "withdraw_decision_1")
    assert "A van for all" not in drawn(test)
    assert kept(here, Decided)[0].withdrawn_on
