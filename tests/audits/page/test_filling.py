"""What is filled in on the page is kept: reload, Back, another device, restart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.audits.listing import listed
from copro_map.audits.rules.instrument import GROUPS
from copro_map.base.today import current_day
from copro_map.people.store import drafts
from tests.audits.audit_samples import OTHER, PRINCIPLES, PROJECT, scores
from tests.audits.page.test_audit import fill_in, send
from tests.opening import open_page
from tests.samples import change, query

PAGE = "pages/audit.py"
GONE = "Nothing is kept under this address any more"
NOT_KEPT = "This could not be kept"


@pytest.fixture(autouse=True)
def _network_database(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))


def begun(language="en"):
    """An audit that somebody has begun."""
    test = fill_in(open_page(PAGE, language, entry=PROJECT), "bit..", ".tib.")
    test.number_input(key="audit_people/citizens").set_value(6)
    test.date_input(key="audit_date").set_value(current_day() - timedelta(9))
    test.text_area(key="audit_note/trust").set_value("Cofnodion – tŷ")
    return test.run()


def opened(key: str, entry: str = PROJECT, language: str = "en"):
    """The page as another visit sees it that has the link."""
    return open_page(PAGE, language, entry=entry, draft=key)


def key_of(test) -> str:
    return test.query_params["draft"]


def warnings(test) -> str:
    return " ".join(x.value for x in test.warning)


def kept(network) -> list[tuple]:
    return query(network.database, "SELECT * FROM draft")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_new_visit_with_the_link_sees_everything(network, language):
    test = opened(key_of(begun(language)), language=language)
    assert not test.exception
    for group, own in scores("bit..", ".tib.").items():
        for principle in PRINCIPLES:
            key = f"audit_{group}/{principle}"
            assert test.radio(key=key).value == own.get(principle, "")
    assert test.number_input(key="audit_people/citizens").value == 6
    assert test.number_input(key="audit_people/professionals").value is None
    nine_ago = current_day() - timedelta(9)
    assert test.date_input(key="audit_date").value == nine_ago
    assert test.text_area(key="audit_note/trust").value == "Cofnodion – tŷ"
    assert len(kept(network)) == 1


def test_nothing_is_kept_before_something_is_filled_in(network):
    test = open_page(PAGE, "en", entry=PROJECT)
    assert "draft" not in test.query_params
    assert kept(network) == []


def test_two_who_have_the_link_fill_in_together():
    one = begun()
    two = opened(key_of(one))
    two.text_area(key="audit_note/change").set_value("A plan").run()
    one.text_area(key="audit_note/trust").set_value("Minutes").run()
    one.number_input(key="audit_people/citizens").set_value(None).run()
    assert one.text_area(key="audit_note/change").value == "A plan"
    two.run()
    assert two.text_area(key="audit_note/trust").value == "Minutes"
    assert two.number_input(key="audit_people/citizens").value is None


def test_the_key_is_of_one_project_and_comes_back_with_it():
    test = begun()
    key = key_of(test)
    assert {x.value for x in opened(key, OTHER).radio} == {""}
    test.selectbox(key="widget_entry").set_value(OTHER).run()
    assert "draft" not in test.query_params
    test.text_area(key="audit_note/trust").set_value("Of the other").run()
    assert key_of(test) != key
    test.selectbox(key="widget_entry").set_value(PROJECT).run()
    assert key_of(test) == key
    assert test.text_area(key="audit_note/trust").value == "Cofnodion – tŷ"


@pytest.mark.parametrize("key", ["made-up", "' OR 1=1 --", "x" * 5_000])
def test_a_key_that_nothing_is_kept_under_is_said_and_never_used(network, key):
    test = opened(key)
    assert not test.exception
    assert GONE in warnings(test)
    test.text_area(key="audit_note/trust").set_value("Mine").run()
    assert key_of(test) != key
    assert GONE not in warnings(test)
    assert len(kept(network)) == 1


def test_what_is_past_its_day_is_gone_but_stays_where_it_stands(network):
    test = begun()
    key = key_of(test)
    change(network.database, "UPDATE draft SET kept_until = '2020-01-01'")
    assert GONE in warnings(opened(key))
    test.text_area(key="audit_note/change").set_value("A plan").run()
    again = opened(key)
    assert again.text_area(key="audit_note/trust").value == "Cofnodion – tŷ"
    assert again.text_area(key="audit_note/change").value == "A plan"


def test_what_was_sent_is_let_go_and_can_be_changed_and_sent_again(network):
    test = fill_in(open_page(PAGE, "en", entry=PROJECT), "bbbbb", "bbbbb")
    for group in GROUPS:
        test.number_input(key=f"audit_people/{group}").set_value(4)
    key = key_of(test.run())
    other = opened(key)
    send(test)
    assert test.success
    assert len(listed(network)) == 1
    assert kept(network) == []
    assert GONE in warnings(opened(key))
    assert other.run().number_input(key="audit_people/citizens").value == 4
    test.radio(key="audit_citizens/trust").set_value("intermediate").run()
    assert key_of(test) != key
    anew = opened(key_of(test))
    assert anew.number_input(key="audit_people/citizens").value == 4


def test_what_is_refused_stays_kept(network):
    test = begun()
    send(test)
    assert test.warning
    assert len(kept(network)) == 1


@pytest.mark.parametrize("reason", ["attempt to write a readonly database", "is full"])
def test_what_cannot_be_kept_is_said_and_stays_on_the_screen(network, reason):
    test = begun()
    refuse = f"SELECT RAISE(ABORT, '{reason}')"
    for verb in ("INSERT", "UPDATE"):
        change(
            network.database,
            f"CREATE TRIGGER no_{verb} BEFORE {verb} ON draft BEGIN {refuse}; END",
        )
    test.text_area(key="audit_note/change").set_value("A plan").run()
    assert NOT_KEPT in warnings(test)
    assert test.text_area(key="audit_note/change").value == "A plan"
    assert test.text_area(key="audit_note/trust").value == "Cofnodion – tŷ"
    for verb in ("INSERT", "UPDATE"):
        change(network.database, f"DROP TRIGGER no_{verb}")
    test.text_area(key="audit_note/trust").set_value("Minutes").run()
    assert NOT_KEPT not in warnings(test)
    again = opened(key_of(test))
    assert again.text_area(key="audit_note/change").value == "A plan"


def test_too_many_drafts_are_said_and_the_audit_can_be_sent(network, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 0)
    test = fill_in(open_page(PAGE, "en", entry=PROJECT), "bbbbb", "bbbbb")
    assert "Too many forms are half filled in" in warnings(test)
    assert "draft" not in test.query_params
    for group in GROUPS:
        test.number_input(key=f"audit_people/{group}").set_value(4)
    send(test.run())
    assert test.success
    assert len(listed(network)) == 1


def test_what_the_form_cannot_show_is_left_out(network):
    key = key_of(begun())
    wrong = (
        '{"date": "2999-01-01", "people/citizens": "six", "citizens/trust": "superb", '
        '"note/trust": 7, "note/gone": "x", "citizens/gone": "basic", "x": {}, '
        '"professionals/trust": "basic"}'
    )
    change(network.database, "UPDATE draft SET content = ?", wrong)
    test = opened(key)
    assert not test.exception
    assert test.radio(key="audit_professionals/trust").value == "basic"
    assert test.radio(key="audit_citizens/trust").value == ""
    assert test.date_input(key="audit_date").value == current_day()


def test_drafts_are_no_records(run, network):
    before = [
        run(*command, "--json").out for command in (("audits", "list"), ("indicators",))
    ]
    begun()
    assert kept(network)
    assert before == [
        run(*command, "--json").out for command in (("audits", "list"), ("indicators",))
    ]
    assert "Cofnodion" not in run("export").out
