"""The desk, for who telephones: what is kept in numbers, a link, a file, forgotten."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import pytest

from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.base.whom import Keeps, Personal
from copro_map.people.contacts import Given, keep_contact
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from copro_map.privacy import forgetting, personal
from copro_map.privacy.agreed import agreed_now
from copro_map.privacy.asked import (
    Asked,
    AskedError,
    called,
    file_for,
    forget_for,
    look_up,
    send_link,
)
from tests.at_the_desk import at_desk, drawn, here, press, sound, told  # noqa: F401
from tests.persons import ADDRESS, DAY, ID, put_person
from tests.samples import query

SECRET = "what she wrote to somebody"
NOTED = """
SELECT what, record, was, now, why, why_cy, entry, role FROM change_made
WHERE subject = 'erasure'
"""


@pytest.fixture
def mair(here, monkeypatch):
    """A person on the map with an address; a room keeps three records, one for good."""
    put_person(here, "name", "website")
    with writing(here.database) as database:
        keep_contact(database, ID, Given(ADDRESS, "cy", "telephone"), DAY)
    gone = []

    def tells(_, whom):
        kept = Personal("Contacts", "", {"Note": SECRET})
        return (kept,) * (1 if gone else 3) if whom.entries == {ID} else ()

    def forgets(_, whom):
        gone.append(whom)
        return 2

    rooms = {"people": Keeps(tells, forgets)}
    for module in (personal, forgetting):
        monkeypatch.setattr(module, "ROOMS", rooms)
    return gone


def field(test, ending: str):
    """The widget, or the button, of a name, whoever it is of."""
    found = [*test.button, *test.selectbox]
    (one,) = (x for x in found if (x.key or "").startswith(f"forget_{ending}_"))
    return one


def sees(at_desk, role: str = "steward", language: str = "en"):
    test = at_desk(role, language, part="forget")
    test.text_input(key="forget_address").set_value(f" {ADDRESS.upper()} ").run()
    return sound(test)


def test_a_steward_sees_kinds_and_numbers_and_forgets_by_two_presses(
    here, at_desk, mair
):
    test = sees(at_desk)
    assert "<li>Contacts: 3</li>" in drawn(test)
    assert "Mair Quillfeather" in drawn(test)
    assert SECRET not in drawn(test)
    press(test, field(test, "first").key)
    press(test, field(test, "forget").key)
    assert "Choose how you know" in told(test)
    assert mair == []
    field(test, "how").set_value("rang_back")
    press(test, field(test, "forget").key)
    (whom,) = mair
    assert (whom.keys, whom.entries) == ({ADDRESS}, {ID})
    assert "Tell them what was deleted" in drawn(test)
    assert "<li>Contacts: 2</li>" in drawn(test)
    ((what, record, *values, why, why_cy, entry, role),) = query(here.database, NOTED)
    assert (what, values, entry, role) == ("forgotten", ["", ""], "", "steward")
    assert record.isdecimal()
    assert "rang them back" in why
    assert "Ffoniais" in why_cy
    assert "Tell them what was deleted" not in drawn(sound(test.run()))


def test_the_first_press_can_be_left(here, at_desk, mair):
    test = sees(at_desk, language="cy")
    press(test, field(test, "first").key)
    press(test, field(test, "leave").key)
    assert field(test, "first").label == "Eu hanghofio"
    assert mair == []
    assert query(here.database, NOTED) == []


def test_who_has_an_address_gets_a_link_and_the_desk_no_file(here, at_desk, mair):
    test = sees(at_desk)
    press(test, field(test, "send").key)
    assert "on its way" in told(test)
    letters = query(here.database, "SELECT kind, address_key, is_asked FROM outbox")
    assert letters == [("link", ADDRESS, 1)]
    (noted,) = query(here.database, NOTED)
    assert noted == ("link_sent", "address", *[""] * 5, "steward")
    asked, now = Asked(address=ADDRESS), current_moment()
    with pytest.raises(AskedError, match="send them the link"):
        file_for(here, MACHINE, asked, "known", now)
    assert not mair


def test_who_has_none_is_handed_a_file_once_it_is_known_that_it_is_them(
    here, at_desk, mair
):
    with writing(here.database) as database:
        for table in ("contact", "consent"):
            database.execute(f"DELETE FROM {table}")  # noqa: S608 - ours
    test = at_desk("steward", part="forget", which="entry")
    test.text_input(key="forget_name").set_value("quillfeather").run()
    test.selectbox(key="widget_entry").set_value(ID).run()
    assert not test.get("download_button")
    field(test, "how").set_value("papers").run()
    (offered,) = sound(test).get("download_button")
    assert "2026" in offered.proto.help or offered.proto.label
    asked, now = Asked(entry=ID), current_moment()
    with pytest.raises(AskedError):
        file_for(here, MACHINE, asked, "", now)
    assert query(here.database, NOTED) == []
    content = file_for(here, MACHINE, asked, "papers", now).decode()
    assert SECRET in content
    ((what, record, *_, entry, role),) = query(here.database, NOTED)
    assert (what, record, entry, role) == ("file_made", ID, ID, "administrator")
    assert not mair


def test_what_they_agree_to_is_entered_and_withdrawn(here, at_desk, mair):
    test = sees(at_desk, language="cy")
    assert "Cewch ddangos fy enw ar y map" in drawn(test)
    press(test, f"forget_where_{ID}")
    press(test, f"forget_website_{ID}")
    assert "Wedi&#x27;i dynnu" in told(test) or "dynnu'n ôl" in told(test)
    now = "SELECT field, language, channel FROM consent WHERE withdrawn_on = ''"
    assert ("where", "cy", "desk") in query(here.database, now)
    assert "website" not in [field for field, *_ in query(here.database, now)]
    noted = "SELECT what, was, now FROM change_made WHERE subject = 'consent'"
    assert query(here.database, noted) == [
        ("agreed", "", "where"),
        ("withdrawn", "name website where", "name where"),
    ]
    assert not mair


def test_who_is_not_known_and_what_is_no_address_are_said_so(at_desk, mair):
    test = at_desk("steward", part="forget")
    box = test.text_input(key="forget_address")
    box.set_value("nobody@example.org").run()
    assert "Nothing is kept of them" in drawn(test)
    box.set_value("no address").run()
    assert "not an e-mail address" in told(test)
    assert not [x for x in test.button if (x.key or "").startswith("forget_")]
    assert not mair


def test_officers_and_stewards_who_are_none_any_more_may_not(here, mair):
    asked, now = Asked(address=ADDRESS), current_moment()
    for actor in (
        Actor(role="officer", person=1, areas=frozenset({"CVC-CAVO"})),
        Actor(role="steward", person=4),  # a member of the board by now
        Actor(),
    ):
        with pytest.raises(RefusedError):
            look_up(here, actor, asked)
        with pytest.raises(RefusedError):
            forget_for(here, actor, asked, "known", now)
        with pytest.raises(RefusedError):
            send_link(here, actor, asked, ADDRESS, now)
        with pytest.raises(RefusedError):
            file_for(here, actor, asked, "known", now)
        with pytest.raises(RefusedError):
            agreed_now(here, actor, ID, DAY)
        with pytest.raises(RefusedError):
            called(here, actor, "quillfeather")
    assert mair == []


def test_a_link_goes_to_an_address_of_theirs_alone(here, mair):
    steward, now = Actor(role="steward", person=2), current_moment()
    for asked in (Asked(entry=ID), Asked(address=ADDRESS)):
        with pytest.raises(AskedError, match="none of theirs"):
            send_link(here, steward, asked, "somebody.else@example.org", now)
    for act in (
        lambda: send_link(here, steward, Asked(person=3), ADDRESS, now),
        lambda: file_for(here, steward, Asked(person=3), "known", now),
    ):
        with pytest.raises(RefusedError):
            act()
    assert query(here.database, "SELECT 1 FROM outbox") == []
    assert query(here.database, NOTED) == []
    assert not mair


def test_an_administrator_comes_from_people_and_the_last_one_stays(at_desk, mair):
    test = at_desk("administrator", part="people", person="3")
    press(test, "person_let_go_3")
    assert "administrator@example.org" in drawn(test)
    assert "only an administrator" in drawn(test)
    field(test, "how").set_value("known")
    press(test, field(test, "first").key)
    press(test, field(test, "forget").key)
    assert "last administrator" in told(test)
    press(test, "forget_else")
    assert test.text_input(key="forget_address").value == ""
    for number in ("9" * 20, "999", "-1", "٣"):
        at_desk("administrator", part="forget", person=number)
    test = at_desk("steward", part="forget", person="3")
    assert test.text_input(key="forget_address").value == ""
    assert not mair


def test_whoever_works_here_is_let_go_by_an_administrator_alone(here, mair):
    asked, now = Asked(person=1), current_moment()
    with pytest.raises(RefusedError):
        forget_for(here, Actor(role="steward", person=2), asked, "known", now)
    assert mair == []
    forget_for(here, Actor(role="administrator", person=3), asked, "known", now)
    assert mair[0].persons == {1}
