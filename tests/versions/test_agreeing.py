"""A person who sends herself in: on the map once accepted, and her address proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from copro_map.assets.face import public_assets
from copro_map.assets.rules.records import Asset
from copro_map.base.store.connection import reading, writing
from copro_map.people.consents import consents_of, keep_consents
from copro_map.people.rules.consents import in_force
from copro_map.search.store.text import is_word
from copro_map.versions.deciding import decide
from copro_map.versions.keeping import version_with, withdraw_version
from copro_map.versions.proving import prove
from copro_map.versions.rules.versions import Decision, VersionError
from tests.versions.conftest import NEW, NOW

MAIR, TROLL = "mair@example.org", "troll@example.org"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def person(new) -> Asset:
    more = {"kind": "practitioner", "practitioner_type": "individual", "website": ""}
    return replace(new, given={**new.given, **more})


@pytest.fixture
def agrees(network):
    def agree(*fields: str, address: str = MAIR) -> None:
        with writing(network.database) as database:
            keep_consents(
                database, NEW, fields, "v1", "cy", NOW.date(), address, "form"
            )

    return agree


def shown(network) -> set[str]:
    with reading(network.database) as database:
        frame = public_assets(database)
        assert is_word(database, "Growing together") == (NEW in frame.index)
        if NEW not in frame.index:
            return set()
        row = frame.loc[NEW]
        assert row["precision"] in ("", "district")
        return {"name"} | {
            field
            for field, value in (
                ("description", row["description_en"]),
                ("where", row["areas"]),
                ("website", row["website"]),
            )
            if value
        }


@pytest.mark.parametrize("proved_first", [True, False])
def test_she_is_shown_once_both_said_yes(
    network, speaks, sends, agrees, person, proved_first
):
    number = sends(person, is_proved=proved_first)
    agrees("name", "where")
    decide(network, speaks("steward"), number, Decision("accepted", 1), LATER)
    assert shown(network) == ({"name", "where"} if proved_first else set())
    with writing(network.database) as database:
        prove(database, number, LATER)
    assert shown(network) == {"name", "where"}


def test_without_agreeing_she_is_not_shown(network, speaks, sends, person):
    number = sends(person)
    decide(network, speaks("steward"), number, Decision("accepted", 1), LATER)
    assert shown(network) == set()


def test_nobody_agrees_for_her_by_mending_her_entry(
    network, speaks, sends, agrees, person
):
    steward = speaks("steward")
    agrees("name")
    decide(network, steward, sends(person), Decision("accepted", 1), LATER)
    mend = Asset(NEW, {"website": "https://example.org/mair"})
    agrees("website", "description", address=TROLL)
    number = sends(mend, address=TROLL)
    decide(network, steward, number, Decision("accepted", 1), LATER)
    assert shown(network) == {"name"}
    agrees("website")
    mend = Asset(NEW, {"website": "https://example.org/mair2"})
    decide(network, steward, sends(mend), Decision("accepted", 1), LATER)
    assert shown(network) == {"name", "website"}


@pytest.mark.parametrize("disowned", [True, False])
def test_what_is_withdrawn_is_emptied_with_what_it_agreed_to(
    network, sends, agrees, person, disowned
):
    number = sends(person)
    agrees("name")
    with writing(network.database) as database:
        withdraw_version(database, number, LATER, disowned=disowned)
        version = version_with(database, number)
        assert version.state == "withdrawn"
        assert not version.sent.asset.given
        assert version.sent.address == ("" if disowned else MAIR)
        assert not in_force(consents_of(database, NEW))
        assert not consents_of(database, NEW)
        with pytest.raises(VersionError, match="decided"):
            withdraw_version(database, number, LATER)
