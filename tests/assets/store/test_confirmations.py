"""Confirmations: the last one stands, and what was known before is kept."""

from __future__ import annotations

import pytest

from copro_map.assets.store.history import (
    Confirmation,
    confirm_entries,
    forgotten_entries,
)
from copro_map.base.store.connection import reading, writing
from tests.samples import query

ENTRY = "tir-coed"
KNOWN = """
SELECT known_from, content ->> 'verification', content ->> 'verified_on'
FROM asset_history WHERE asset_id = ? ORDER BY id
"""


@pytest.fixture
def confirm(network):
    """Note confirmations of one entry; return all that is known of it."""

    def note(*rows: tuple[str, str, str], entry: str = ENTRY):
        with writing(network.database) as database:
            confirm_entries(database, [Confirmation(entry, *row) for row in rows])
        with reading(network.database) as database:
            assert forgotten_entries(database) == 0
        return query(network.database, KNOWN, entry)

    return note


def test_each_is_known_from_its_day_and_the_last_one_stands(confirm, network):
    known = confirm(
        ("confirmed", "2027-01-09", "2027-01-12"),
        ("stale", "2027-01-09", "2028-01-20"),
    )
    assert known[1:] == [
        ("2027-01-12", "confirmed", "2027-01-09"),
        ("2028-01-20", "stale", "2027-01-09"),
    ]
    stands = "SELECT verification, verified_on FROM asset WHERE id = ?"
    assert query(network.database, stands, ENTRY) == [("stale", "2027-01-09")]


def test_what_is_said_again_is_not_noted_again(confirm):
    once = confirm(("confirmed", "2027-01-09", "2027-01-12"))
    assert confirm(("confirmed", "2027-01-09", "2027-02-12")) == once


def test_nothing_is_known_before_what_was_known_last(confirm):
    confirm(("confirmed", "2027-01-09", "2027-03-01"))
    known = confirm(("confirmed", "2027-01-20", "2027-02-01"))
    assert known[-1] == ("2027-03-01", "confirmed", "2027-01-20")


def test_an_entry_that_is_not_there_counts_for_nothing(confirm):
    assert confirm(("confirmed", "2027-01-09", "2027-01-12"), entry="nobody") == []


def test_what_is_kept_of_the_data_grows_old(confirm, network):
    number = "SELECT number FROM revision"
    before = query(network.database, number)[0][0]
    confirm(("confirmed", "2027-01-09", "2027-01-12"))
    assert query(network.database, number) == [(before + 1,)]
