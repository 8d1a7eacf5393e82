"""Who confirmed an entry, and when, in words: the day before, the day, the next."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from copro_map.base.confirmed import (
    confirmed_in_words,
    opening_in_words,
    over_in_words,
    share,
    shown_as,
)
from copro_map.base.i18n import language_in_force
from copro_map.search.search import all_assets
from tests.samples import change

SAID = date(2027, 3, 9)


def offer(**facts) -> SimpleNamespace:
    known = {
        "kind": "offer",
        "verification": "confirmed",
        "verified_on": SAID.isoformat(),
        "verified_role": "owner",
        "opens_on": "",
        "closes_on": "",
        "paused_until": "",
    }
    return SimpleNamespace(**known | facts)


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("owner", "Confirmed by its owner, March 2027"),
        ("officer", "Confirmed by a County Voluntary Council, March 2027"),
        ("steward", "Confirmed by a steward of this map, March 2027"),
        ("administrator", "Confirmed by a steward of this map, March 2027"),
        ("", "Confirmed, March 2027"),
    ],
)
def test_the_role_and_the_month_are_said_and_no_day(role, words):
    assert confirmed_in_words(offer(verified_role=role), SAID) == words


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 3, 8), "Not confirmed yet"),
        (SAID, "Confirmed by its owner, March 2027"),
        (date(2028, 3, 9), "Confirmed by its owner, March 2027"),
        (
            date(2028, 3, 10),
            "Last confirmed by its owner, March 2027: more than 12 months ago",
        ),
    ],
)
def test_it_is_confirmed_for_twelve_months_through_the_same_day(today, words):
    assert confirmed_in_words(offer(), today) == words


def test_in_welsh_too():
    with language_in_force("cy"):
        assert "Mawrth 2027" in confirmed_in_words(offer(), SAID)
        assert "12 mis" in confirmed_in_words(offer(), date(2028, 3, 10))


@pytest.mark.parametrize(
    ("facts", "stands", "words"),
    [
        ({}, "open", "Open until further notice"),
        ({"closes_on": "2027-03-31"}, "open", "Open until 31 March 2027"),
        (
            {"closes_on": "2027-03-31"},
            "tentative",
            "Open until 31 March 2027 · Somebody is in touch already",
        ),
        ({"paused_until": "2027-05-03"}, "paused", "Paused until 3 May 2027"),
        ({"opens_on": "2027-04-01"}, "ahead", "Opens on 1 April 2027"),
        ({}, "agreed", "No place is free at present"),
        ({"kind": "request"}, "agreed", "Help has been found"),
        (
            {"opens_on": "2027-04-01", "paused_until": "2027-05-03"},
            "unconfirmed",
            "Not confirmed as open: ask before you act",
        ),
    ],
)
def test_how_it_stands_and_until_when(facts, stands, words):
    assert opening_in_words(offer(**facts), stands) == words


@pytest.mark.parametrize(
    ("closes_on", "stands", "words"),
    [
        ("2027-03-31", "expired", "Closed on 31 March 2027"),
        ("", "expired", "Ended 2016"),  # of a year alone
        ("2027-03-31", "withdrawn", "Withdrawn"),
        ("2027-03-31", "done", "Done: they found each other"),
    ],
)
def test_how_it_came_to_its_end(closes_on, stands, words):
    assert over_in_words(offer(closes_on=closes_on), stands, "Ended 2016") == words


def test_a_share_is_never_rounded_to_none_or_all():
    for total in range(1, 400):
        for n in {0, 1, total // 2, total - 1, total}:
            said = share(n, total)
            assert (said == "0%") == (n == 0)
            assert (said == "100%") == (n == total)


def test_how_fresh_all_entries_are_is_that_of_the_day(network):
    days = "SET verification = 'confirmed', verified_on = '2027-03-09'"
    change(network.database, f"UPDATE asset {days} WHERE rowid % 2")
    for today, state in ((SAID, "confirmed"), (date(2028, 3, 10), "stale")):
        found = all_assets(network, today)
        is_odd = found["verified_on"] != ""
        assert set(found.loc[is_odd, "verification"]) == {state}
        assert set(found.loc[~is_odd, "verification"]) == {"unverified"}
        again = [shown_as(one, today) for one in found.itertuples()]
        assert again == list(found["verification"])
