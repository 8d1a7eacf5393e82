"""Keeping house: what is announced, and the map at rest."""

from __future__ import annotations

from datetime import timedelta

from copro_map.base.i18n import Label
from copro_map.base.today import current_day, current_moment
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.settling import setting_on, settle
from tests.at_the_desk import (
    CONTACTS,
    at_desk,
    drawn,
    here,
    press,
    sign_in,
    told,
)
from tests.opening import open_page
from tests.samples import query

__all__ = ["at_desk", "here"]


def test_an_announcement_stands_above_every_page_until_it_is_ended(
    here, at_desk, monkeypatch
):
    test = at_desk("steward", part="house")
    test.text_input(key="announce_0_value_en").set_value("Mended on Friday")
    press(test, "announce")
    assert "both languages" in told(test)
    assert test.text_input(key="announce_0_value_en").value == "Mended on Friday"
    test.text_input(key="announce_0_value_cy").set_value("Trwsio ddydd Gwener").run()
    assert '<p lang="cy" class="announced"' in drawn(test)  # as visitors will see it
    assert setting_on(here, "announcement", current_day()) is None
    press(test, "announce")
    sign_in(monkeypatch, here, None)
    above = '<p lang="cy" class="announced" role="status">Trwsio ddydd Gwener</p>'
    assert above in drawn(open_page("pages/about.py", "cy"))
    test = at_desk("steward", part="house")
    press(test, "end_announcement")
    assert "no page any more" in told(test)
    assert "Trwsio" not in drawn(open_page("pages/about.py", "cy"))


def test_past_its_last_day_nothing_is_announced(here, monkeypatch):
    sign_in(monkeypatch, here, None)
    today, text = current_day(), Label("Mended", "Trwsio")
    more = {"from_on": today, "until_on": today, "now": current_moment()}
    settle(here, MACHINE, "announcement", text, **more)
    assert "Mended" in drawn(open_page("pages/about.py", "en"))
    monkeypatch.setenv("COPRO_MAP_TODAY", (today + timedelta(days=1)).isoformat())
    assert "Mended" not in drawn(open_page("pages/about.py", "en"))


def test_at_rest_what_is_typed_stays_and_a_steward_ends_it(here, at_desk):
    typing = at_desk("steward", part="contacts")
    key = next(x.key for x in typing.text_input)
    typing.text_input(key=key).set_value("info@group.example")
    test = at_desk("steward", part="house")
    assert test.button(key="begin_rest").disabled
    test.checkbox(key="sure_of_rest").check().run()
    press(test, "begin_rest")
    assert "nothing is kept" in told(test)
    press(typing, f"desk_keep_{key.removeprefix('desk_address_')}")
    assert "The map is being mended" in told(typing)
    assert typing.text_input(key=key).value == "info@group.example"
    assert query(here.database, CONTACTS) == []
    press(test, "end_rest")
    assert "at work again" in told(test)
    press(typing, f"desk_keep_{key.removeprefix('desk_address_')}")
    assert len(query(here.database, CONTACTS)) == 1
