"""The desk, as each role finds it: what waits, what is pressed, what is refused."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day, current_moment
from copro_map.desk.page.saying import Done
from copro_map.frame import served
from copro_map.people.claims import claim
from copro_map.people.contacts import enter_contact
from copro_map.people.outbox import Letter, put
from copro_map.people.persons import enter_person, switch_off
from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.face import Word, belongs, belongs_of_all, say, to_confirm
from tests.at_the_desk import (  # noqa: F401
    CONTACTS,
    CONWY,
    ROLES,
    at_desk,
    drawn,
    enter,
    here,
    press,
    sign_in,
    sound,
    told,
)
from tests.english import english_words, texts_of_page
from tests.opening import open_page
from tests.samples import query

WORDS = "SELECT asset_id, word, how, ended_on FROM asset_word_said ORDER BY id"


def first(here: Settings) -> list[str]:
    return [one.id for one in to_confirm(here, MACHINE, current_day())]


def asked_by_telephone(test: AppTest, entry: str) -> None:
    test.button_group(key=f"desk_how_{entry}").set_value("telephone").run()


# Who gets in


def test_the_public_is_told_what_the_desk_is_and_where_to_sign_in(at_desk, monkeypatch):
    test = at_desk("nobody", "cy", part="confirm")
    assert "make run" in drawn(test)
    assert "/sign-in" not in drawn(test)
    monkeypatch.setattr(served, "_answered", {"/sign-in"})
    asked = "to=%2Fdesk%3Flang%3Dcy%26part%3Dconfirm&amp;lang=cy"
    assert f'href="/sign-in?{asked}"' in drawn(test.run())
    assert not test.button


def test_a_role_without_a_desk_is_told_so(at_desk, here, monkeypatch):
    sign_in(monkeypatch, here, enter(here, "evaluator").number)
    assert "Evaluator" in told(at_desk("nobody"))


def test_a_board_member_finds_report_and_money_and_nothing_else(at_desk):
    test = at_desk("board")
    (beside,) = [x for x in test.button_group if x.key == "widget_part"]
    assert list(beside.options) == ["Board report", "Money"]
    assert not told(test)
    assert list(test.button_group(key="desk_group").options) == ["Programme"]
    assert "Draft: not approved yet" in drawn(test)
    assert not test.text_area
    refused = at_desk("board", part="contacts")
    assert "not for your role" in told(refused)
    assert "Draft: not approved yet" in drawn(refused)
    assert "@example.org" not in drawn(refused)


# The parts of each group that a role sees; the desk begins with what waits.
ENTRIES = {
    *("Sent in", "To confirm", "Contacts", "Said to be wrong", "Places"),
    *("Twice on the map", "Workshops"),
}
SEEN = {
    "officer": {
        "What waits": set(),
        "Entries": ENTRIES,
        "Areas": {"Region", "Gaps to answer", "Whom to introduce"},
        "Programme": {"Self-audits", "Events"},
        "The map itself": set(),
    },
    "steward": {
        "What waits": set(),
        "Entries": ENTRIES | {"Who speaks for what", "Bring in a file"},
        "Areas": {"Region", "Gaps to answer", "Whom to introduce"},
        "Programme": {
            *("Self-audits", "Surveys", "Figures", "Board report", "Members"),
            *("Forum and Board", "Events", "Plan", "Money"),
        },
        "Letters and people": {"Letters", "Said to be abuse", "Forget somebody"},
        "The map itself": {"What happened", "What was sought", "Keeping house"},
    },
}


@pytest.mark.parametrize("role", SEEN)
def test_each_role_sees_its_parts_and_no_other_by_address(at_desk, role):
    test = at_desk(role, part="people")
    assert "not for your role" in told(test)
    assert "@example.org" not in drawn(test)
    assert list(test.button_group(key="desk_group").options) == list(SEEN[role])
    for group, parts in SEEN[role].items():
        test.button_group(key="desk_group").set_value(group).run()
        beside = [x for x in test.button_group if x.key == "widget_part"]
        assert {part for x in beside for part in x.options} == parts


def test_whoever_is_signed_in_has_a_way_out_above_every_page(here, monkeypatch):
    assert "/sign-out" not in drawn(open_page("pages/desk.py", "cy"))
    sign_in(monkeypatch, here, 4)
    test = open_page("pages/about.py", "cy")
    assert 'href="/sign-out?to=%2Fabout&amp;lang=cy"' in drawn(test)
    assert ">Board</strong>" in drawn(test)


@pytest.mark.parametrize(
    "part", ["", "confirm", "contacts", "claims", "outbox", "talks", "people"]
)
def test_a_part_is_in_welsh(at_desk, part):
    test = at_desk("administrator", "cy", part=part)
    assert not test.error
    left = english_words([x for x in texts_of_page(test) if "@" not in x])
    assert not set(left) & {"the", "The", "and", "your", "waits", "Letters", "People"}


# To confirm


def test_nothing_is_confirmed_before_somebody_looked_or_asked(here, at_desk):
    test = press(at_desk("steward", part="confirm"), "desk_word_right")
    assert "First open its page" in test.warning[0].value
    assert query(here.database, WORDS) == []
    entry = first(here)[0]
    asked_by_telephone(test, entry)
    press(test, "desk_word_right")
    assert query(here.database, WORDS) == [(entry, "right", "telephone", "")]
    assert test.query_params["entry"] == first(here)[0] != entry


def test_a_page_that_was_opened_is_enough(here, at_desk):
    test = at_desk("steward", part="confirm")
    entry = first(here)[0]
    test.session_state["desk_opened"] = {entry}
    asked = test.button_group(key=f"desk_how_{entry}")
    asked.set_value("page").run()
    press(test, "desk_word_right")
    assert query(here.database, WORDS) == [(entry, "right", "page", "")]


def test_saying_by_its_page_needs_the_page(here, at_desk):
    test = at_desk("steward", part="confirm")
    test.button_group(key=f"desk_how_{first(here)[0]}").set_value("page").run()
    press(test, "desk_word_right")
    assert query(here.database, WORDS) == []


def test_a_word_is_taken_back_and_the_entry_is_there_again(here, at_desk):
    test = at_desk("steward", part="confirm")
    entry = first(here)[0]
    asked_by_telephone(test, entry)
    press(test, "desk_word_right")
    assert entry not in first(here)
    press(test, "desk_undo_0")
    assert entry in first(here)
    assert test.query_params["entry"] == entry
    assert "Taken back" in told(test)


def test_what_runs_no_longer_says_since_when_and_a_bad_year_stays(here, at_desk):
    test = at_desk("steward", part="confirm")
    entry = first(here)[0]
    asked_by_telephone(test, entry)
    press(test, "desk_word_ended")
    test.text_input(key="desk_more").set_value("last summer")
    press(test, "desk_save")
    assert "write 2021" in told(test)
    assert test.text_input(key="desk_more").value == "last summer"
    test.text_input(key="desk_more").set_value("2024")
    press(test, "desk_save")
    assert query(here.database, WORDS) == [(entry, "ended", "telephone", "2024")]


def test_the_last_ten_words_alone_can_be_taken_back(here, at_desk):
    test = at_desk("steward", part="confirm")
    before = [Done(n, "", str(n), "right") for n in range(10, 0, -1)]
    test.session_state["desk_done"] = before
    press(test, "desk_word_unknown")
    kept = test.session_state["desk_done"]
    assert kept[1:] == before[:9]
    assert (kept[0].id, kept[0].word) == (1, "unknown")
    assert len([x for x in test.button if x.label == "Take back"]) == 10
    assert query(here.database, WORDS)[0][1:] == ("unknown", "", "")


def test_an_officer_has_the_entries_of_their_area_alone(here, at_desk):
    test = at_desk("officer", part="confirm")
    areas = belongs_of_all(here)
    own = [x for x in first(here) if CONWY in areas[x].areas]
    other = next(x for x in first(here) if x not in own)
    assert f"1 of {len(own)}" in drawn(test)
    test = at_desk("officer", part="confirm", entry=other)
    assert "is not one of yours" in told(test)
    assert test.button(key="desk_word_right")
    assert f"desk_how_{own[0]}" in [x.key for x in test.button_group]


def test_the_second_of_two_is_told_what_the_first_said(here, at_desk):
    test = at_desk("steward", part="confirm")
    entry = first(here)[0]
    asked_by_telephone(test, entry)
    say(here, MACHINE, entry, Word("right", how="page"), current_moment())
    press(test, "desk_word_right")
    assert "Somebody answered this" in told(test)
    assert "Still right, Administrator" in told(test)
    assert len(query(here.database, WORDS)) == 1


def test_what_somebody_wrote_about_is_found_and_shown(here, at_desk):
    entry = first(here)[5]
    word = Word("change", note="We have a new name")
    say(here, MACHINE, entry, word, current_moment())
    test = at_desk("steward", part="confirm", which="asked")
    assert "We have a new name" in drawn(test)
    assert "1 of 1" in drawn(test)


# Refused between


def test_a_demoted_persons_next_press_is_refused_and_nothing_is_lost(here, at_desk):
    test = at_desk("steward", part="contacts")
    entry = next(iter(x.key for x in test.text_input)).removeprefix("desk_address_")
    test.text_input(key=f"desk_address_{entry}").set_value("info@group.example")
    enter_person(
        here,
        MACHINE,
        address="steward@example.org",
        name="Steward",
        role="board",
        areas=(),
        language="en",
        now=current_moment(),
    )
    press(test, f"desk_keep_{entry}")
    assert "You may not do this" in told(test)
    assert test.code[0].value == "info@group.example"
    assert query(here.database, CONTACTS) == []


def test_whoever_is_switched_off_between_is_the_public(here, at_desk):
    test = at_desk("steward", part="confirm")
    asked_by_telephone(test, first(here)[0])
    switch_off(here, MACHINE, 2, now=current_moment())
    press(test, "desk_word_right")
    assert "You may not do this" in told(test)
    assert "make run" in drawn(test)
    assert query(here.database, WORDS) == []


def test_a_database_that_is_gone_is_said_so(here, at_desk):
    test = at_desk("steward", part="confirm")
    aside = here.database.rename(here.database.with_suffix(".aside"))
    sound(test.run())
    assert not test.button or test.error
    aside.rename(here.database)


# Contacts


def test_an_address_is_kept_with_its_page_and_the_next_entry_follows(here, at_desk):
    test = at_desk("officer", part="contacts")
    key = next(x.key for x in test.text_input)
    entry = key.removeprefix("desk_address_")
    test.text_input(key=key).set_value("not an address")
    press(test, f"desk_keep_{entry}")
    assert "not an e-mail address" in told(test)
    assert test.text_input(key=key).value == "not an address"
    test.text_input(key=key).set_value("post@group.example")
    press(test, f"desk_keep_{entry}")
    found = test.query_params["entry"]
    assert found != entry
    ((kept, address, origin, page, left),) = query(here.database, CONTACTS)
    assert (kept, address, origin, left) == (entry, "post@group.example", "found", None)
    assert page.startswith("http")


def test_an_address_is_taken_out_where_the_entry_is_confirmed(here, at_desk):
    entry = first(here)[0]
    now = current_moment()
    known = enter_contact(
        here,
        MACHINE,
        belongs(here, entry),
        address="sian.huws@group.example",
        language="cy",
        origin="telephone",
        now=now,
    )
    test = at_desk("steward", part="confirm")
    assert "a person's own address" in drawn(test).replace("&#39;", "'")
    press(test, f"desk_leave_{known.number}")
    ((*_, left),) = query(here.database, CONTACTS)
    assert left == current_day().isoformat()


# Claims


def test_a_claim_is_agreed_once_and_who_spoke_before_is_told(here, at_desk):
    entry, now = first(here)[0], current_moment()
    with writing(here.database, make=False) as database:
        assert claim(database, entry, "new@group.example", "en", now)
    test = at_desk("steward", part="claims")
    again = at_desk("administrator", part="claims")
    press(test, "claim_1_True")
    assert query(here.database, "SELECT entry, address, is_owner FROM contact") == [
        (entry, "new@group.example", 1)
    ]
    assert "Agreed" in told(test)
    press(again, "claim_1_True")
    assert "decided already" in told(again)
    written = query(here.database, "SELECT kind, address FROM outbox")
    assert written == [("told", "new@group.example")]


# Letters


def test_a_letter_that_failed_can_be_read_and_sent_again(here, at_desk):
    letter = Letter(
        address="post@group.example",
        language="en",
        subject=Label("Still right?", "Dal yn gywir?"),
        body=Label("Press once.", "Pwyswch unwaith."),
        kind="service",
        cause="test",
        is_asked=False,
    )
    with writing(here.database, make=False) as database:
        put(database, letter, current_moment() - timedelta(days=1))
        database.execute("UPDATE outbox SET state = 'failed', why = 'refused'")
    test = at_desk("steward", part="outbox", state="failed")
    assert "Press once." in test.code[0].value
    press(test, "again_1")
    assert query(here.database, "SELECT state FROM outbox") == [("waiting",)]


# People


def test_an_administrator_enters_changes_and_switches_off(at_desk):
    test = at_desk("administrator", part="people", person="new")
    test.text_input(key="person_name_new").set_value("Nia Prys")
    test.text_input(key="person_address_new").set_value("nia@cvc.example")
    test.selectbox(key="person_role_new").set_value("officer").run()
    press(test, "person_save_new")
    assert "Choose" in told(test) or "area" in told(test)  # an officer has areas
    test.multiselect(key="person_areas_new").set_value([CONWY])
    press(test, "person_save_new")
    assert "Kept: Nia Prys" in told(test)
    test = at_desk("administrator", part="people", person="5")
    test.selectbox(key="person_to_5").set_value(2)
    press(test, "person_off_5")
    assert "Switched off: Nia Prys" in told(test)
    assert "Nia Prys" not in drawn(test)


def test_the_last_administrator_stays(here, at_desk):
    test = at_desk("administrator", part="people", person="3")
    press(test, "person_off_3")
    assert "last administrator" in told(test)
    assert query(here.database, "SELECT active FROM person WHERE number = 3") == [(1,)]


def test_signed_out_everywhere_is_out_at_the_next_press(at_desk):
    test = at_desk("administrator", part="people", person="3")
    press(test, "person_out_3")
    assert "make run" in drawn(test)
