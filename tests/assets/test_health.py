"""The check: silent about what is right, and each kind of damage is named."""

from __future__ import annotations

import pytest

from copro_map.assets.health import check
from copro_map.assets.importing import import_network
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import language_in_force, t
from tests.samples import change, query, row, write_csv


def faults(settings) -> list[str]:
    return [f.subject for f in check(settings) if f.is_fault]


def test_the_real_entries_have_no_fault(network):
    assert faults(network) == []


def test_every_entry_shown_by_its_authority_though_it_names_a_place_is_listed(network):
    listed = {f.subject for f in check(network) if not f.is_fault}
    vague = query(
        network.database,
        "SELECT id, place FROM asset JOIN location ON asset_id = id "
        "WHERE precision = 'area' AND place <> ''",
    )
    assert listed == {f"{asset_id} ({place})" for asset_id, place in vague}
    assert listed


@pytest.mark.parametrize("layer", ["local_authority", "public_services_board"])
def test_a_lost_area_is_found(network, layer):
    change(
        network.database,
        "DELETE FROM asset_area WHERE layer = ? AND asset_id IN "
        "(SELECT MIN(asset_id) FROM asset_area)",
        layer,
    )
    assert layer in faults(network)


def test_an_area_of_an_unknown_layer_is_found(network):
    change(
        network.database,
        "INSERT INTO asset_area SELECT id, 'parish', 'P1' FROM asset LIMIT 1",
    )
    assert faults(network) == ["parish"]


def test_an_area_that_its_layer_does_not_have_is_found(network):
    change(
        network.database,
        "UPDATE asset_area SET area_code = 'W06000099' WHERE layer = 'local_authority' "
        "AND asset_id IN (SELECT MIN(asset_id) FROM asset_area)",
    )
    assert faults(network) == ["local_authority"]


def test_a_broken_link_is_found(network):
    change(network.database, "INSERT INTO asset_theme VALUES ('nobody', 'food')")
    assert faults(network) == ["asset_theme"]


def test_a_damaged_file_is_an_error_or_a_fault(network):
    content = bytearray(network.database.read_bytes())
    for page in range(5, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 2_000] = b"\xff" * 2_000
    network.database.write_bytes(content)
    try:
        found = bool(faults(network))
    except DatabaseError as error:
        found = str(network.database) in str(error)
    assert found


def test_findings_are_sentences_of_the_language(network):
    finding = check(network)[0]
    with language_in_force("cy"):
        welsh = t(finding.message)
    assert t(finding.message)
    assert t(finding.message) != welsh


def test_a_town_on_a_border_is_known_and_the_authorities_disagree(settings, tmp_path):
    rows = [
        row(id="ffin", place="Newcastle Emlyn", local_authority="Carmarthenshire"),
        row(id="hen-sied", place="Yr Hen Sied", local_authority="Carmarthenshire"),
    ]
    assert not import_network(settings, write_csv(tmp_path / "in.csv", *rows)).faults
    told = {x.subject.split()[0]: x.message for x in check(settings)}
    assert "disagree" in told["ffin"]
    assert "does not know the place" in told["hen-sied"]
