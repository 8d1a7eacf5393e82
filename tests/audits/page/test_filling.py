"""What is filled in on the page is kept: reload, Back, another device, restart."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from copro_map.audits.drafts import days_kept
from copro_map.audits.listing import listed
from copro_map.audits.rules.instrument import GROUPS
from copro_map.audits.rules.steps import WHO
from copro_map.base.today import WALES, current_day
from copro_map.frame import filling
from copro_map.people.store import drafts
from tests.audits.audit_samples import OTHER, PRINCIPLES, PROJECT
from tests.audits.page.walking import (
    PAGE,
    RESULT,
    began,
    choose,
    complete,
    count,
    drafted,
    go,
    html,
    key_of,
    opened,
    send,
    step_of,
    warnings,
    write,
)
from tests.samples import change, query

GONE = "Nothing is kept under this link any more"
NOT_KEPT = "This could not be saved"


@pytest.fixture(autouse=True)
def _network_database(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))


FIELDS: dict[str, Any] = {
    "citizens/strengths": "basic",
    "professionals/change": "transformative",
    "people/citizens": 6,
    "note/trust": "Cofnodion – tŷ",
}


def begun(network, language="en"):
    """An audit that somebody has begun, at the step of trust."""
    fields = FIELDS | {"date": current_day() - timedelta(9)}
    return drafted(network, fields, step_of("trust"), language)


def note_of(test, principle: str) -> str:
    return go(test, step_of(principle)).text_area(key=f"audit_note/{principle}").value


def has_everything(test) -> bool:
    """Whether all of the above stands at its own steps."""
    go(test, step_of("strengths"))
    scored = [test.radio(key=f"audit_{x}/strengths").value for x in GROUPS]
    go(test, step_of("change"))
    scored += [test.radio(key=f"audit_{x}/change").value for x in GROUPS]
    go(test, WHO)
    return (
        scored == ["basic", None, None, "transformative"]
        and test.number_input(key="audit_people/citizens").value == 6
        and test.number_input(key="audit_people/professionals").value is None
        and test.date_input(key="audit_date").value == current_day() - timedelta(9)
        and note_of(test, "trust") == "Cofnodion – tŷ"
    )


def kept(network) -> list[tuple]:
    return query(network.database, "SELECT * FROM draft")


def saved_of(test) -> str:
    (said,) = re.findall(r'<p class="audit-saved[^>]*>([^<]*)</p>', html(test))
    return said


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_new_visit_with_the_link_of_the_group_sees_everything(network, language):
    test = begun(network, language)
    (link,) = re.findall(r'readonly value="([^"]*)"', html(test))
    assert f"draft={key_of(test)}" in link
    assert f"step={step_of('trust')}" in link
    other = opened(key_of(test), step_of("trust"), language)
    assert not other.exception
    assert has_everything(other)
    assert len(kept(network)) == 1


def test_another_page_and_back_lose_nothing(network):
    test = begun(network)
    key = key_of(test)
    test.switch_page("pages/about.py").run()
    test.switch_page(PAGE)
    test.query_params["draft"] = key
    assert has_everything(test.run())
    assert len(kept(network)) == 1


def test_the_entry_in_the_history_from_before_the_key_was_known_loses_nothing(network):
    test = begun(network)
    key = key_of(test)
    del test.query_params["draft"]
    assert has_everything(test.run())
    assert key_of(test) == key


def test_nothing_is_kept_before_something_is_filled_in(network):
    test = began()
    assert "draft" not in test.query_params
    assert kept(network) == []
    assert "readonly" not in html(test)


@pytest.mark.parametrize(("month", "hour"), [(1, 12), (7, 13)])
def test_it_says_when_it_was_saved_by_the_clocks_of_wales(monkeypatch, month, hour):
    now = datetime.fromisoformat(f"2026-{month:02}-15T12:31+00:00").astimezone(WALES)
    monkeypatch.setattr(filling, "current_moment", lambda: now)
    test = began()
    assert not re.search(r"\d", saved_of(test))
    write(test, "trust", "Minutes")
    assert saved_of(test) == f"Saved {hour}:31"
    assert 'role="status">Saved' in html(test)
    assert saved_of(go(test, RESULT)) == f"Saved {hour}:31"


def test_two_who_have_the_link_fill_in_together(network):
    one = begun(network)
    two = opened(key_of(one), step_of("change"))
    write(two, "change", "A plan")
    write(one, "trust", "Minutes")
    count(one, citizens=None)
    assert note_of(one, "change") == "A plan"
    assert note_of(two, "trust") == "Minutes"
    assert go(two, WHO).number_input(key="audit_people/citizens").value is None


def test_the_key_is_of_one_project_and_comes_back_with_it(network):
    test = begun(network)
    key = key_of(test)
    assert note_of(opened(key, 2, entry=OTHER), "trust") == ""
    del test.query_params["step"]
    test.run().selectbox(key="widget_entry").set_value(OTHER).run()
    assert "draft" not in test.query_params
    test.button("audit_begin").click().run()
    write(test, "trust", "Of the other")
    assert key_of(test) != key
    del test.query_params["step"]
    test.run().selectbox(key="widget_entry").set_value(PROJECT).run()
    assert key_of(test) == key
    assert note_of(test, "trust") == "Cofnodion – tŷ"


@pytest.mark.parametrize("key", ["made-up", "' OR 1=1 --", "x" * 5_000])
def test_a_key_that_nothing_is_kept_under_is_said_and_never_used(network, key):
    test = opened(key, WHO)
    assert not test.exception
    assert GONE in warnings(test)
    write(test, "trust", "Mine")
    assert key_of(test) != key
    assert GONE not in warnings(test)
    assert len(kept(network)) == 1


def test_it_is_kept_for_two_weeks_after_the_last_change(network):
    write(begun(network), "change", "A plan")
    ((until,),) = query(network.database, "SELECT kept_until FROM draft")
    assert days_kept(network) == 14
    assert until == (current_day() + timedelta(14)).isoformat()


def test_what_is_past_its_day_is_gone_but_stays_where_it_stands(network):
    test = begun(network)
    key = key_of(test)
    change(network.database, "UPDATE draft SET kept_until = '2020-01-01'")
    assert GONE in warnings(opened(key, 2))
    write(test, "change", "A plan")
    again = opened(key, 2)
    assert note_of(again, "trust") == "Cofnodion – tŷ"
    assert note_of(again, "change") == "A plan"


def test_what_was_sent_is_let_go_and_can_be_changed_and_sent_again(network):
    test = complete(network)
    key = key_of(test)
    other = opened(key, WHO)
    send(test)
    assert test.success
    assert len(listed(network)) == 1
    assert kept(network) == []
    assert GONE in warnings(opened(key, RESULT))
    assert other.run().number_input(key="audit_people/citizens").value == 4
    choose(test, "citizens", "trust", "intermediate")
    assert key_of(test) != key
    anew = opened(key_of(test), WHO)
    assert anew.number_input(key="audit_people/citizens").value == 4


def test_what_is_refused_stays_kept(network):
    test = begun(network)
    send(test)
    assert test.warning
    assert len(kept(network)) == 1


def test_it_can_be_emptied_here_and_on_the_server(network):
    test = begun(network)
    key = key_of(test)
    test.button("audit_empty").click().run()
    assert kept(network) == []
    assert "Emptied" in test.success[0].value
    assert "draft" not in test.query_params
    test.button("audit_begin").click().run()
    assert note_of(test, "trust") == ""
    assert GONE in warnings(opened(key, WHO))


@pytest.mark.parametrize("reason", ["attempt to write a readonly database", "is full"])
def test_what_cannot_be_kept_is_said_and_stays_on_the_screen(network, reason):
    test = begun(network)
    refuse = f"SELECT RAISE(ABORT, '{reason}')"
    for verb in ("INSERT", "UPDATE", "DELETE"):
        change(
            network.database,
            f"CREATE TRIGGER no_{verb} BEFORE {verb} ON draft BEGIN {refuse}; END",
        )
    write(test, "change", "A plan")
    assert NOT_KEPT in warnings(test)
    assert saved_of(test) == "Not saved yet"
    test.button("audit_empty").click().run()
    assert not test.exception
    assert not test.success
    assert note_of(test, "change") == "A plan"
    assert note_of(test, "trust") == "Cofnodion – tŷ"
    assert saved_of(test) == "Not saved yet"
    for verb in ("INSERT", "UPDATE", "DELETE"):
        change(network.database, f"DROP TRIGGER no_{verb}")
    write(test, "trust", "Minutes")
    assert NOT_KEPT not in warnings(test)
    assert saved_of(test).startswith("Saved ")
    assert note_of(opened(key_of(test), 2), "change") == "A plan"


def test_too_many_drafts_are_said_and_the_audit_can_be_sent(network, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 0)
    test = choose(began(), "citizens", "trust", "basic")
    assert "Too many forms are half filled in" in warnings(test)
    assert "draft" not in test.query_params
    for group in GROUPS:
        for principle in PRINCIPLES:
            choose(test, group, principle, "basic")
    send(count(test, citizens=4, professionals=4))
    assert test.success
    assert len(listed(network)) == 1


def test_one_computer_begins_no_more_than_a_room_would(network, monkeypatch):
    limits = "copro_map.audits.page.filling.BEGUN_BY_CLIENT"
    monkeypatch.setattr(limits, ("1 per hour",))
    test = write(began(), "trust", "Minutes")
    del test.query_params["draft"]
    test.query_params["entry"] = OTHER
    write(test, "trust", "Of the other")
    assert "asked for too often" in warnings(test)
    assert "draft" not in test.query_params
    assert note_of(test, "trust") == "Of the other"
    assert len(kept(network)) == 1


def test_what_the_form_cannot_show_is_left_out(network):
    key = key_of(begun(network))
    wrong = (
        '{"date": "2999-01-01", "people/citizens": "six", "citizens/trust": "superb", '
        '"note/trust": 7, "note/gone": "x", "citizens/gone": "basic", "x": {}, '
        '"professionals/trust": "basic"}'
    )
    change(network.database, "UPDATE draft SET content = ?", wrong)
    test = opened(key, step_of("trust"))
    assert not test.exception
    assert test.radio(key="audit_professionals/trust").value == "basic"
    assert test.radio(key="audit_citizens/trust").value is None
    assert go(test, WHO).date_input(key="audit_date").value == current_day()


def test_drafts_are_no_records(run, network):
    before = [
        run(*command, "--json").out for command in (("audits", "list"), ("indicators",))
    ]
    begun(network)
    assert kept(network)
    assert before == [
        run(*command, "--json").out for command in (("audits", "list"), ("indicators",))
    ]
    assert "Cofnodion" not in run("export").out
