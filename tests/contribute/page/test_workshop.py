"""The page of a workshop, and its part of the desk, as a test opens them."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from copro_map.base.today import current_moment
from copro_map.contribute.lines import add_line
from copro_map.contribute.room import enter
from copro_map.contribute.rules.workshop import Line
from copro_map.contribute.workshops import open_workshop
from copro_map.people.rules.permissions import MACHINE
from tests.at_the_desk import at_desk, drawn, here, press, sound, told  # noqa: F401
from tests.catalogue import ROOT
from tests.opening import SECONDS
from tests.samples import query

CODE = 'class="workshop-code"'
STATES = "SELECT state, workshop, address FROM version_sent ORDER BY number"


def phone(**asked: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "pages/workshop.py"), default_timeout=SECONDS)
    for name, value in {"lang": "en", **asked}.items():
        test.query_params[name] = value
    return sound(test.run())


def test_a_line_is_typed_by_a_code_and_what_was_typed_stays_if_it_is_refused(here):
    opened = open_workshop(
        here, MACHINE, ("Hall", ""), "W06000008", None, current_moment()
    )
    test = phone(code="BCDF-2345")
    assert "code" not in test.query_params
    assert "No workshop is open" in told(test)
    assert test.text_input(key="workshop_code").value == "BCDF-2345"
    test.text_input(key="workshop_code").input(opened.code.lower())
    sound(test.button[0].click().run())
    key = "".join(test.query_params["draft"])
    test.text_input(key="workshop_name_0").input("Clwb Cinio").run()
    press(test, "workshop_add_0")
    assert "Not added yet" in told(test)
    assert "Choose what it is." in told(test)
    again = phone(draft=key)  # hall wifi
    assert again.text_input(key="workshop_name_0").value == "Clwb Cinio"
    sound(again.button_group(key="workshop_what_0").set_value("group").run())
    press(again, "workshop_add_0")
    assert "Added: Clwb Cinio." in told(again)
    assert again.text_input(key="workshop_name_1").value == ""
    assert query(here.database, STATES) == [("waiting", 1, "")]
    assert "Ceredigion" in drawn(again)


def test_what_a_workshop_is_called_is_drawn_as_it_stands(here, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example.org")
    name = "**Hall** :material/home: [x](https://evil.example)"
    opened = open_workshop(
        here, MACHINE, (name, ""), "W06000008", None, current_moment()
    )
    for asked in ({}, {"wall": "1"}):
        (title,) = phone(code=opened.code, **asked).title
        assert not re.search(r"(?<!\\)[*:\[]", title.value)
        assert title.value.replace("\\", "") == name


def test_a_workshop_is_opened_on_the_desk_and_its_code_shown_once(
    here, at_desk, monkeypatch
):
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example.org")
    test = at_desk("officer", part="workshops")
    test.text_input(key="workshop_new_0_name_cy").input("Neuadd")
    press(test, "workshop_new_0_open")
    assert "You may not do this" in told(test)  # of no area: a steward's
    area = test.selectbox(key="workshop_new_0_area")
    assert [x for x in area.options if "Conwy" in x]
    assert not [x for x in area.options if "Powys" in x]
    area.set_value("W06000003")
    press(test, "workshop_new_0_open")
    assert CODE in drawn(test)
    again = at_desk("officer", part="workshops")
    assert CODE not in drawn(again)
    assert "Neuadd" in drawn(again)
    press(again, "workshop_end_1")
    assert query(here.database, "SELECT ends_at < '2099' FROM workshop") == [(1,)]
    assert "workshop_end_1" not in {one.key for one in again.button}


def test_an_officer_accepts_what_is_theirs_and_not_what_may_be_twice(here, at_desk):
    now = current_moment()
    code = open_workshop(here, MACHINE, ("Hall", ""), "", None, now).code
    way = enter(here, code, now, "hall")
    for name, where in (
        ("Rhwyfo Gwennol", "Conwy"),
        ("Tir Coed", "Conwy"),
        ("Nyddu Telor", "LD1 5AA"),
    ):
        add_line(here, way, Line(name, "group", "", where), now)
    test = at_desk("officer", part="sent")
    press(test, "sent_workshop_1")
    text = drawn(test)
    for said in (
        "Rhwyfo Gwennol",
        "On the map already?",
        "In areas of other councils, and so not in this list: 1.",
    ):
        assert said in text
    assert "Nyddu Telor" not in text
    assert test.button(key="sent_together_1").label == "Accept these: 1"
    press(test, "sent_together_1")
    assert "Accepted, and on the map now: 1." in told(test)
    names = "SELECT name_en FROM asset_public WHERE id LIKE 'c-%'"
    assert query(here.database, names) == [("Rhwyfo Gwennol",)]
    press(test, "sent_undo_together")
    assert query(here.database, names) == []
