"""What is sent in is kept and added to, and is nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from copro_map.assets.rules.records import Asset, Location
from copro_map.base.store.connection import data_mark, reading, writing
from copro_map.people.rules.addresses import AddressError
from copro_map.people.rules.permissions import MACHINE
from copro_map.versions.deciding import decide
from copro_map.versions.keeping import (
    amend_version,
    forget_sender,
    keep_version,
    version_with,
    versions_of,
    withdraw_version,
)
from copro_map.versions.rules.versions import Decision, Sent, VersionError
from tests.samples import change, dump, query
from tests.versions.conftest import ENTRY, NOW

LATER = NOW + timedelta(hours=1)
MAIR = "mair@example.org"


def kept(here, number):
    with reading(here.database) as database:
        return version_with(database, number)


def amended(here, number, sent):
    with writing(here.database) as database:
        amend_version(database, number, sent, LATER)


def test_it_is_read_back_as_it_was_sent_and_stands_in_one_table_alone(
    network, sends, new
):
    before, mark = dump(network.database), data_mark(network)
    number = sends(address="Mair@Example.org", is_proved=False)
    one = kept(network, number)
    assert one.sent == Sent(
        new, True, 0, "cy", "Mair@example.org", "computer", "A note."
    )
    assert (one.revision, one.state, one.is_proved) == (1, "waiting", False)
    assert one.sent_at == "2026-11-29T10:00:00Z"
    after = dump(network.database)
    assert {x for x in after if after[x] != before.get(x)} == {
        "version_sent",
        "sqlite_sequence",
    } & after.keys()
    assert data_mark(network) == mark
    with reading(network.database) as database:
        assert [x.number for x in versions_of(database, MAIR.upper())] == [number]
        assert versions_of(database, "") == versions_of(database, "x@a.org") == ()


def test_something_is_added_as_long_as_nobody_decided(network, sends, new):
    number = sends(is_proved=True)
    more = replace(new, given={**new.given, "place": "Bala"}, location=None)
    sent = Sent(more, True, 0, "en", MAIR)
    decide(network, MACHINE, number, Decision("asked", 1, "Where?"), NOW)
    amended(network, number, sent)
    one = kept(network, number)
    assert (one.sent.asset, one.sent.language) == (more, "en")
    assert one.sent.note == "A note."
    # What was asked about waits again, is still proved, and was sent when it was.
    assert (one.revision, one.state, one.is_proved) == (2, "waiting", True)
    assert one.sent_at == "2026-11-29T10:00:00Z"
    amended(network, number, replace(sent, address="other@example.org"))
    one = kept(network, number)
    assert (one.revision, one.is_proved) == (3, False)
    for other in (
        replace(sent, asset=replace(more, id="c-other")),
        replace(sent, is_new=False),
        replace(sent, address="no address"),
    ):
        with pytest.raises((VersionError, AddressError)):
            amended(network, number, other)
    decide(network, MACHINE, number, Decision("accepted", 3), NOW)
    for refused in (number, 99):
        with pytest.raises(VersionError):
            amended(network, refused, sent)
    assert kept(network, number).revision == 3


def test_a_mend_is_of_an_entry_on_the_map(network, mends):
    number = mends(place="Bala")
    assert kept(network, number).sent.seen == 1
    change(network.database, "UPDATE asset SET status='archived' WHERE id=?", ENTRY)
    with pytest.raises(VersionError), writing(network.database) as database:
        keep_version(database, Sent(Asset(ENTRY, {}), False, 1, "cy", MAIR), NOW)
    with pytest.raises(VersionError):
        decide(network, MACHINE, number, Decision("accepted", 1), NOW)
    decide(network, MACHINE, number, Decision("declined", 1, "It is gone."), NOW)


def test_who_sent_it_takes_it_back_once_and_is_forgotten(network, sends):
    number = sends()
    with writing(network.database) as database:
        withdraw_version(database, number, LATER)
    one = kept(network, number)
    assert (one.state, one.decided_at) == ("withdrawn", "2026-11-29T11:00:00Z")
    with pytest.raises(VersionError), writing(network.database) as database:
        withdraw_version(database, number, LATER)
    with writing(network.database) as database:
        forget_sender(database, MAIR)
    left = "SELECT address, address_key, client FROM version_sent"
    assert query(network.database, left) == [("",) * 3]


def test_a_place_without_a_point_comes_back_too(network, sends, new):
    at = Location(-4.0, 52.0, "district")
    for asset in (replace(new, location=None), replace(new, areas={}, location=at)):
        assert kept(network, sends(asset)).sent.asset == asset
