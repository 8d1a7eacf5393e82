"""Whom somebody typed as who runs an entry may be a person: no table keeps it."""

from __future__ import annotations

from dataclasses import replace

from copro_map.assets.importing import import_network
from copro_map.people.rules.permissions import MACHINE
from copro_map.search.export import export
from copro_map.search.search import all_assets
from copro_map.versions.deciding import decide
from copro_map.versions.rules.versions import Decision
from tests.samples import query
from tests.versions.conftest import ENTRY, NOW

NAME, MENDED = "Quixwyn Jones", "Quixwyn Bowen"
ACCEPT = Decision("accepted", 1)
KNOWN = """
SELECT asset_id FROM asset_history WHERE lower(asset_id || content) LIKE '%quixwyn%'
"""
BODIES = "SELECT id FROM asset WHERE lower(id || name_en) LIKE '%quixwyn%'"
RUN_BY = """
SELECT json_extract(content, '$.organisation') FROM asset_history
WHERE asset_id = ? ORDER BY id DESC LIMIT 1
"""


def test_no_history_knows_it_and_no_file_of_ours_makes_an_entry_of_it(
    network, sends, mends, tmp_path
):
    known = query(network.database, RUN_BY, ENTRY)
    decide(network, MACHINE, sends(organisation=NAME), ACCEPT, NOW)
    decide(network, MACHINE, mends(organisation=MENDED), ACCEPT, NOW)
    assert query(network.database, RUN_BY, ENTRY) == [("typed",)] != known
    for kind in ("csv", "xlsx"):
        file = tmp_path / f"out.{kind}"
        file.write_bytes(export(network, all_assets(network), kind, NOW.date()))
        assert not import_network(network, file).faults
    assert query(network.database, KNOWN) == query(network.database, BODIES) == []


def test_a_team_of_this_name_does_not_bring_it_into_the_history(network, sends, new):
    given = {**new.given, "kind": "practitioner", "practitioner_type": "team"}
    given |= {"name_en": NAME, "name_cy": NAME}
    decide(network, MACHINE, sends(replace(new, given=given)), ACCEPT, NOW)
    project = replace(new, id="c-ijklmnop")
    decide(network, MACHINE, sends(project, organisation=NAME), ACCEPT, NOW)
    run_by = "SELECT organisation, organisation_id FROM asset WHERE id = ?"
    assert query(network.database, run_by, project.id) == [(NAME, new.id)]
    assert query(network.database, KNOWN) == []
