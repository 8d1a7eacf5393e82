"""The records: a fingerprint that sees every change, addresses that may be links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copro_map.assets.rules.records import Asset, Location
from copro_map.base.config import load_settings
from copro_map.base.names import is_web_address

ASSET = Asset("a", "project", "Name", "https://example.org")
CHANGES = {
    "id": "b",
    "kind": "offer",
    "name_en": "N",
    "name_cy": "N",
    "description_en": "x",
    "themes": ("food",),
    "stages": ("co_design",),
    "served": ("W92000004",),
    "areas": {"local_authority": "W06000008"},
    "location": Location(-4.0, 52.0, "venue"),
    "start_year": 2001,
    "origin": "named",
}


@pytest.mark.parametrize("field", CHANGES)
def test_the_fingerprint_sees_every_field(field):
    assert replace(ASSET, **{field: CHANGES[field]}).fingerprint != ASSET.fingerprint
    assert replace(ASSET).fingerprint == ASSET.fingerprint


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
