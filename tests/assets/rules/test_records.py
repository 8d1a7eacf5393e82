"""The records: every change of what is given is seen; addresses that may be links."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from copro_map.assets.rules.ending import has_ended, last_day
from copro_map.assets.rules.records import Asset, Location
from copro_map.base.config import load_settings
from copro_map.base.names import is_web_address


@pytest.mark.parametrize(
    ("year", "closes", "last"),
    [
        (2025, "", "2025-12-31"),
        (None, "2026-02", "2026-02-28"),
        (None, "2026-02-27", "2026-02-27"),
        (2026, "2026-03-01", "2026-03-01"),  # the day says it more exactly
        (2024.0, "2026-03-01", "2024-12-31"),
    ],
)
def test_an_entry_is_history_from_the_day_after_its_last(year, closes, last):
    ends, day = last_day(year, closes), date.fromisoformat(last)
    assert not has_ended(ends, day)
    assert has_ended(ends, day + timedelta(days=1 if day.month != 2 else 4))


def test_without_an_end_nothing_is_ever_history():
    assert not has_ended(last_day(None, ""), date.max)
    assert not has_ended(last_day(float("nan"), ""), date.max)


ASSET = Asset("a", {"kind": "project", "name_en": "Name", "place": "Bala"})
CHANGES = {
    "kind": "offer",
    "name_en": "N",
    "description_en": "x",
    "themes": ("food",),
    "start_year": 2001,
    "place": "",
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_change_of_any_field_is_seen(field):
    other = replace(ASSET, given={**ASSET.given, field: CHANGES[field]})
    assert other.changes(ASSET.fingerprint) == {field}
    assert ASSET.changes(other.fingerprint) == ({field} & set(ASSET.given))


def test_where_an_entry_is_based_is_seen_in_every_case():
    based = replace(ASSET, areas={"local_authority": "W06000008"})
    assert based.changes(ASSET.fingerprint) == {"areas"}
    assert ASSET.changes(based.fingerprint) == {"areas"}
    at = replace(based, location=Location(-4.0, 52.0, "venue"))
    assert at.changes(based.fingerprint) == {"location"}
    moved = replace(at, location=Location(-4.0, 52.0, "place"))
    assert moved.changes(at.fingerprint) == {"location"}


def test_what_is_not_given_differs_from_nothing_and_what_is_empty_from_what_was_not():
    without = replace(ASSET, given={"kind": "project", "name_en": "Name"})
    empty = replace(ASSET, given={**ASSET.given, "place": ""})
    assert without.fingerprint == empty.fingerprint
    assert without.changes(ASSET.fingerprint) == set()
    assert empty.changes(ASSET.fingerprint) == {"place"}
    assert empty.changes(without.fingerprint) == set()
    assert ASSET.changes(without.fingerprint) == {"place"}


def test_the_order_of_a_list_is_no_change():
    one = replace(ASSET, given={"themes": ("food", "health")})
    other = replace(ASSET, given={"themes": ("health", "food")})
    assert other.changes(one.fingerprint) == set()


@pytest.mark.parametrize(
    "address",
    ["http://example.org", "https://example.org/a?b=c#d", "https://xn--t-0fa.cymru/",
     "HTTPS://EXAMPLE.ORG", "https://example.org:8443/", "https://[2001:db8::1]/"],
)  # fmt: skip
def test_a_web_address_may_become_a_link(address):
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address", ["", "example.org", "mailto:a@b.c", "https:example.org", "https:///x"]
)
def test_anything_else_may_not(address):
    assert not is_web_address(address)


def test_settings_come_from_the_environment(tmp_path):
    found = load_settings(
        {
            "COPRO_MAP_DB": str(tmp_path / "x.db"),
            "COPRO_MAP_DATA": str(tmp_path / "data"),
            "COPRO_MAP_BOUNDARIES": str(tmp_path / "boundaries"),
            "COPRO_MAP_LANG": "cy",
        }
    )
    assert found.database == tmp_path / "x.db"
    assert found.network_file == tmp_path / "data" / "network.csv"
    assert found.boundaries_dir == tmp_path / "boundaries"
    assert found.default_language == "cy"
    assert load_settings({"COPRO_MAP_LANG": "de"}).default_language == "en"
    assert load_settings({"COPRO_MAP_DATA": str(tmp_path)}).database.parent == tmp_path
