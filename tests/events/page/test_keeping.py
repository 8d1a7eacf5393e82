"""The part of the desk with events: every act there, and what is typed stays."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading
from copro_map.events.entering import add, cancel
from copro_map.events.rules.records import Event
from copro_map.events.store.events import rows
from copro_map.people.rules.permissions import MACHINE
from tests.at_the_desk import at_desk, drawn, here, press, told  # noqa: F401 - fixtures
from tests.events.given_events import GOOD, NOW, bad, kept
from tests.events.test_entering import wait

PART = {"part": "events"}
NEW = "event_new_0_"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2026-11-30")


def fill(test, form: str, **values: str) -> None:
    for name, value in values.items():
        test.text_input(key=f"{form}{name}").input(value)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_nothing_is_there_yet_and_what_to_do_is_said(at_desk, language):  # noqa: F811
    page = at_desk("steward", language, **PART)
    assert "/tell-event" in drawn(page)


def test_an_event_is_entered_with_what_was_typed_kept_on_errors(at_desk, here):  # noqa: F811
    page = press(at_desk("steward", **PART), "event_new")
    fill(page, NEW, name_en="A day", starts_at="10:00", ends_at="9:00", place="Bristol")
    page.date_input(key=f"{NEW}starts_on").set_value(date(2027, 3, 28))
    page.selectbox(key=f"{NEW}type").select_index(0)
    page = press(page, "event_new_save")
    assert "It ends before it starts" in told(page) + drawn(page)
    assert "Bristol: no such place in Wales" in drawn(page)
    assert page.text_input(key=f"{NEW}place").value == "Bristol"
    assert page.date_input(key=f"{NEW}starts_on").value == date(2027, 3, 28)
    fill(page, NEW, ends_at="12:00", place="Bangor, Gwynedd")
    page = press(page, "event_new_save")
    assert "Kept, and on the map: A day." in told(page)
    (event,) = kept(here)
    assert (event.state, event.starts_at) == ("planned", "10:00")
    assert "28 March 2027, 10:00–12:00" in drawn(page)
    page = press(page, "event_undo")
    assert "Taken back" in told(page)
    assert kept(here) == []


def test_an_event_is_moved_cancelled_and_on_again(at_desk, here):  # noqa: F811
    event = add(here, MACHINE, bad({"has_booking": "1"}), NOW)
    page = at_desk("steward", **PART, which=event.id)
    assert "0, no limit" in drawn(page)
    form = f"event_{event.id}_0_"
    fill(page, form, starts_at="09:00", why_en="The bus.")
    page = press(page, f"event_{event.id}_save")
    assert "Before: 10 April 2027, 10:00–12:00, Morlan" in drawn(page)
    assert kept(here)[0].starts_at == "09:00"
    page = press(page, "event_cancel")
    assert kept(here)[0].state == "cancelled"
    assert "Event cancelled" in drawn(page)
    page = press(page, "event_undo")
    page = press(page, "event_undo")
    assert (kept(here)[0].starts_at, kept(here)[0].state) == ("10:00", "planned")


def test_what_somebody_told_of_is_decided(at_desk, here):  # noqa: F811
    yes, no = wait(here), wait(here, name_en="Another", name_cy="")
    page = at_desk("steward", **PART)
    assert "A day of listening" in drawn(page)
    press(at_desk("steward", **PART, which=yes.id), "event_accept")
    page = press(at_desk("steward", **PART, which=no.id), "event_refuse")
    assert "Write why" in told(page)
    fill(page, f"event_no_{no.id}_0_", why_en="Not of ours.")
    page = press(page, "event_refuse")
    with reading(here.database) as database:
        states = [one.state for one in rows(database, Event)]
    assert states == ["planned", "refused"]


def test_an_officer_sees_the_events_of_their_own_area_alone(at_desk, here):  # noqa: F811
    event = add(here, MACHINE, GOOD, NOW)
    own = add(here, MACHINE, bad({"name_en": "In Conwy", "place": "Conwy"}), NOW)
    page = at_desk("officer", **PART)
    assert "In Conwy" in drawn(page)
    assert "A day of listening" not in drawn(page)
    page = at_desk("officer", **PART, which=event.id)
    assert "You may not do this" in told(page)
    assert "In Conwy" in drawn(at_desk("officer", **PART, which=own.id))


def test_what_happened_says_it_in_words(at_desk, here):  # noqa: F811
    event = add(here, MACHINE, GOOD, NOW)
    cancel(here, MACHINE, event.id, Label("The bus.", "Y bws."), NOW)
    seen = drawn(at_desk("steward", "cy", part="happened", state="event"))
    assert "Canslwyd digwyddiad" in seen
    assert "Diwrnod o wrando" in seen
    assert "Y bws." in seen
    assert event.id not in seen.replace(f"which={event.id}", "")
