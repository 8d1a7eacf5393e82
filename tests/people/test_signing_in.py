"""Signing in by mail: who is written to, and what everybody else learns: nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.people import limits, signing_in
from copro_map.people.limits import TooOftenError
from copro_map.people.links import LinkError
from copro_map.people.persons import switch_off
from copro_map.people.rules.addresses import AddressError
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.sessions import who
from copro_map.people.signing_in import ask_to_sign_in, sign_in
from tests.people.conftest import NOW
from tests.people.test_links import make
from tests.samples import query


@pytest.fixture(autouse=True)
def _nothing_asked_yet():
    limits._limiter.cache_clear()


def ask(settings, address="mair@example.org", browser="mine", **more) -> None:
    ask_to_sign_in(settings, address, browser, "/desk?lang=cy", NOW, **more)


def letters(settings) -> list[tuple]:
    sql = "SELECT address, language, kind, body FROM outbox ORDER BY number"
    return query(settings.database, sql)


def test_the_letter_signs_in_once_in_the_browser_that_asked(here, entered):
    mair = entered("officer", "mair", language="cy")
    ask(here, " MAIR@example.org")
    ((address, language, kind, body),) = letters(here)
    assert (address, language, kind) == ("mair@example.org", "cy", "sign_in")
    token = body.partition("[[/k/")[2].partition("?")[0]
    late = NOW + timedelta(minutes=15)
    for browser, now in (("yours", NOW), ("", NOW), ("mine", late)):
        with pytest.raises(LinkError):
            sign_in(here, token, now, browser=browser)
    signed = sign_in(here, token, NOW, browser="mine")
    assert signed.goes_to == "/desk?lang=cy"
    assert who(here, signed.token, NOW).person == mair.number
    with pytest.raises(LinkError, match="works once"):
        sign_in(here, token, NOW, browser="mine")


def test_nobody_else_is_written_to_and_nothing_says_so(here, entered):
    off = entered("steward", "off")
    switch_off(here, MACHINE, off.number, now=NOW)
    links = "SELECT purpose, ends_at FROM link"
    for address in ("nobody@example.org", off.address, "mair@example.org.uk"):
        before = query(here.database, links)
        assert ask(here, address) is None
        # As much is written as for whoever is known.
        assert len(query(here.database, links)) == len(before) + 1
    assert letters(here) == []
    assert query(here.database, "SELECT person FROM link WHERE person <> ''") == []
    with pytest.raises(AddressError):
        ask(here, "mair")


def test_it_is_refused_when_asked_too_often_known_or_not(here, entered):
    entered("steward", "mair")
    for address in ("mair@example.org", "nobody@example.org"):
        for _ in range(5):
            ask(here, address, client="192.0.2.7")
        with pytest.raises(TooOftenError):
            ask(here, address.upper(), client="192.0.2.7")
        ask(here, address, client="192.0.2.8")  # others are not shut out by that
    assert len(letters(here)) == 6
    ask(here, "other@example.org", client="192.0.2.7")


def test_all_computers_together_do_not_fill_a_mailbox(here, entered):
    entered("steward", "mair")
    for n in range(20):
        ask(here, client=f"192.0.2.{n}")
    with pytest.raises(TooOftenError):
        ask(here, client="192.0.2.99")
    assert len(letters(here)) == 20


def test_the_letter_and_its_link_are_kept_together_or_not_at_all(
    here, entered, monkeypatch
):
    entered("steward", "mair")

    def fails(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(signing_in, "put", fails)
    with pytest.raises(ZeroDivisionError):
        ask(here)
    assert query(here.database, "SELECT COUNT(*) FROM link") == [(0,)]


@pytest.mark.parametrize("purpose", ["my_page", "entry", "claim"])
def test_a_link_for_an_address_signs_nobody_in(here, entered, purpose):
    person = entered()
    token = make(here, purpose, address=person.address, person=person.number)
    with pytest.raises(LinkError, match="signs nobody in"):
        sign_in(here, token, NOW)
    assert query(here.database, "SELECT used_at FROM link") == [(None,)]
