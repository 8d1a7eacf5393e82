"""What stewards set of the map itself holds: in letters, on pages, from its day on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading, writing
from copro_map.base.store.network import NETWORK, contact_on, network_on
from copro_map.base.today import current_day, current_moment
from copro_map.desk.undoing import undo_change
from copro_map.people.letters import sign_in as letter_to_sign_in
from copro_map.people.outbox import messages, put
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.settling import settle
from tests.at_the_desk import at_desk, here, sign_in, sound, told  # noqa: F401
from tests.opening import SECONDS

SET = "SELECT name, value_en, value_cy, from_on, why_en, why_cy FROM setting"


def settings_page() -> None:
    from copro_map.desk.page.settings import draw
    from copro_map.frame import state
    from copro_map.frame.pressing import say_what_came
    from copro_map.frame.who import actor

    state.choose_language()
    say_what_came()
    draw(actor())


@pytest.fixture
def opened(here, monkeypatch):  # noqa: F811
    sign_in(monkeypatch, here, 2)  # a steward
    return sound(AppTest.from_function(settings_page, default_timeout=SECONDS).run())


def fill(test: AppTest, form: str, **texts: str) -> AppTest:
    for name, text in texts.items():
        test.text_input(key=f"{form}_{name}").set_value(text)
    return sound(test.button(key=f"{form.rpartition('_')[0]}_save").click().run())


def test_a_steward_sets_the_address_and_the_name_and_nothing_typed_is_lost(
    opened,
    here,  # noqa: F811
):
    today = current_day()
    test = fill(opened, "set_contact_0", value="nobody")
    assert "not an e-mail address" in told(test)
    assert test.text_input(key="set_contact_0_value").value == "nobody"
    test = fill(test, "set_contact_0", value="map@example.org", why_en="New")
    assert "both languages" in told(test)
    test = fill(test, "set_contact_0", value="map@example.org", why_cy="Newydd")
    assert contact_on(here, today) == "map@example.org"
    assert test.text_input(key="set_contact_1_value").value == ""
    # Somebody else is quicker: both are said, and the next press is meant.
    other = Label("Theirs", "Eu heiddo nhw")
    settle(here, MACHINE, "network_name", other, from_on=today, now=current_moment())
    ours = {"value_en": "Ours", "value_cy": "Ein heiddo ni"}
    test = fill(test, "set_network_name_0", **ours)
    assert "Theirs" in told(test)
    assert "Ours" in told(test)
    assert network_on(here, today) == other
    sound(test.button(key="set_network_name_save").click().run())
    assert network_on(here, today) == Label("Ours", "Ein heiddo ni")
    with reading(here.database) as database:
        (first, *_) = database.execute(SET).fetchall()
    day = today.isoformat()
    assert first == ("contact", *["map@example.org"] * 2, day, "New", "Newydd")


def test_what_was_set_is_taken_back_and_what_was_before_holds_again(here):  # noqa: F811
    now = current_moment()
    today = now.date()
    names = [Label("First", "Cyntaf"), Label("Second", "Ail")]
    for name in names:
        number = settle(here, MACHINE, "network_name", name, from_on=today, now=now)
    undo_change(here, MACHINE, number, now)
    assert network_on(here, today) == names[0]
    undo_change(here, MACHINE, number - 1, now)  # nothing stands on it any more
    assert network_on(here, today) == NETWORK
    later = today + timedelta(9)
    address = Label("map@example.org", "")
    number = settle(here, MACHINE, "contact", address, from_on=later, now=now)
    undo_change(here, MACHINE, number, now)
    assert contact_on(here, later) == ""


def test_a_letter_is_from_the_network_as_it_is_called_on_its_day(here):  # noqa: F811
    now = current_moment()
    today, name = now.date(), Label("The Network", "Y Rhwydwaith")
    settle(here, MACHINE, "network_name", name, from_on=today, now=now)
    assert network_on(here, today - timedelta(1)) == NETWORK

    for moment, language in ((now - timedelta(1), "cy"), (now, "")):
        letter = letter_to_sign_in("a@example.org", language, f"of-{language}")
        with writing(here.database) as database:
            assert put(database, letter, moment)
    before, after = [x.body for x in messages(here, MACHINE)]
    assert NETWORK.cy in before
    assert name.en in after
    assert name.cy in after
    assert "[[" not in after
