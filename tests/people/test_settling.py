"""What is set on the desk: from a day on, in both languages, superseded, never lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from copro_map.base.i18n import Label
from copro_map.base.store.connection import data_mark
from copro_map.people.changes import changes
from copro_map.people.rules.changes import ConflictError
from copro_map.people.rules.permissions import MACHINE, RefusedError
from copro_map.people.rules.settings import OneLanguageError, SettingError
from copro_map.people.sessions import who
from copro_map.people.settling import history, setting_on, settle
from tests.people.conftest import NOW
from tests.people.test_sessions import begin

DAY = NOW.date()
NETWORK = Label("The Network", "Y Rhwydwaith")


def set_name(here, value=NETWORK, day=DAY, **more) -> int:
    more = {"actor": MACHINE, "now": NOW} | more
    return settle(here, name="network_name", value=value, from_on=day, **more)


def on(here, day, name="network_name") -> Label | None:
    found = setting_on(here, name, day)
    return found and found.value


def test_it_holds_from_its_day_on_until_another_does(here):
    set_name(here, Label("Next", "Nesaf"), DAY + timedelta(30))
    set_name(here)
    mark = data_mark(here)
    set_name(here, Label("Better", "Gwell"))
    assert data_mark(here) != mark  # pages draw it anew
    days = (DAY - timedelta(1), DAY, DAY + timedelta(29), DAY + timedelta(30))
    found = [on(here, day) for day in days]
    assert [x and x.en for x in found] == [None, "Better", "Better", "Next"]
    kept, version = history(here, "network_name")
    assert ([x.value.en for x in kept], version) == (
        ["Next", "The Network", "Better"],
        3,
    )
    assert [x.change.was for x in changes(here, MACHINE)] == ["The Network", "", ""]


def test_an_empty_value_ends_it_and_so_does_its_last_day(here):
    set_name(here, until_on=DAY)
    assert on(here, DAY)
    assert not on(here, DAY + timedelta(1))
    set_name(here, Label("", ""))
    assert on(here, DAY) is None


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("announcement", Label("Mended on Friday", ""), OneLanguageError),
        ("announcement", Label("", "Trwsio ddydd Gwener"), OneLanguageError),
        ("announcement", Label("a" * 501, "a"), SettingError),
        ("programme_start", Label("1 April", ""), SettingError),
        ("contact", Label("nobody", ""), SettingError),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_is_lost(here, name, value, error):
    with pytest.raises(error):
        settle(here, MACHINE, name, value, from_on=DAY, now=NOW)
    assert history(here, name) == ((), 0)


def test_it_does_not_end_before_it_begins(here):
    with pytest.raises(SettingError):
        set_name(here, until_on=DAY - timedelta(1))


def test_two_who_set_the_same_are_shown_both(here):
    set_name(here, seen=0)
    with pytest.raises(ConflictError) as caught:
        set_name(here, Label("Mine", "Fy un i"), seen=0)
    assert "The Network" in str(caught.value)
    assert "Mine" in str(caught.value)
    set_name(here, Label("Mine", "Fy un i"), seen=1)


def test_an_officer_sets_nothing(here, entered):
    officer = who(here, begin(here, entered("officer")), NOW)
    with pytest.raises(RefusedError):
        set_name(here, actor=officer)


def test_the_reason_is_in_both_languages_or_not_given(here):
    with pytest.raises(OneLanguageError):
        set_name(here, why=Label("Agreed by the board", ""))
    set_name(here, why=Label("Agreed by the board", "Cytunwyd gan y bwrdd"))
    assert history(here, "network_name")[0][0].why.cy == "Cytunwyd gan y bwrdd"
    assert (
        date.fromisoformat(history(here, "network_name")[0][0].entered_at[:10]) == DAY
    )
