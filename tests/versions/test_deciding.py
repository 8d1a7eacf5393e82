"""Somebody decides what was sent in: what is public then, noted, and told to whom."""

from __future__ import annotations

from copro_map.people.rules.permissions import MACHINE
from copro_map.versions.deciding import decide, open_versions
from copro_map.versions.rules.versions import Decision
from tests.samples import query
from tests.versions.conftest import NEW, NOW

STANDS = """
SELECT id, name_cy, origin, source_url, source_date, status, verification, verified_on,
    verified_role
FROM asset WHERE id = 'c-abcdefgh'
"""


def test_what_is_accepted_is_public_and_its_senders(network, sends):
    number = sends()
    (one,) = open_versions(network, MACHINE)
    assert one.number == number
    assert query(network.database, STANDS) == []
    decide(network, MACHINE, number, Decision("accepted", 1), NOW)
    assert open_versions(network, MACHINE) == ()
    day = "2026-11-29"
    said = ("contributed", "", day, "published", "confirmed", day, "owner")
    assert query(network.database, STANDS) == [(NEW, "Tyfu gyda'n gilydd", *said)]
