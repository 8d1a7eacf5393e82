"""The id of a person says nothing, and the file that brought them knows them again."""

from __future__ import annotations

import json
from datetime import date

import pytest

from copro_map.assets.face import Asset, Whole, save_entries
from copro_map.assets.importing import import_network
from copro_map.base.names import is_drawn
from copro_map.base.store.connection import writing
from copro_map.search.export import export
from copro_map.search.face import all_assets
from tests.samples import dump, query, row, write_csv

PERSON = {"kind": "practitioner", "practitioner_type": "individual", "sector": "health"}
IDS = "SELECT id, source_id FROM asset WHERE practitioner_type = 'individual'"


def person(**cells: str) -> dict[str, str]:
    """A row of an export that says that somebody is a person."""
    given = {"id": "mair-jones", "name_en": "Mair Jones", "origin": "network"}
    return row(**PERSON, **{**given, "organisation": "", **cells})


@pytest.fixture
def take(settings, tmp_path):
    def import_rows(*rows, file="in.csv"):
        result = import_network(settings, write_csv(tmp_path / file, *rows))
        assert not result.faults, result.faults
        return result.added, result.changed, result.unchanged

    return import_rows


def told(settings) -> str:
    """Every cell of every table but the one that says what the source calls them."""
    tables = dump(settings.database)
    return json.dumps([y for x, y in tables.items() if x != "asset"], default=repr)


def test_a_person_has_an_id_that_says_nothing_whatever_the_file_calls_them(
    take, settings
):
    assert take(person()) == (1, 0, 0)
    ((own, source),) = query(settings.database, IDS)
    assert is_drawn(own)
    assert source == "mair-jones"
    assert "mair-jones" not in told(settings)


def test_the_same_file_twice_changes_nothing(take, settings):
    rows = [person(), person(id="", name_en="Ann Other"), row(origin="network")]
    assert take(*rows)[0] == 3
    before = dump(settings.database)
    assert take(*rows) == (0, 0, 3)
    assert dump(settings.database) == before
    assert take(person(description_en="More."), *rows[1:]) == (0, 1, 2)


def test_a_list_that_names_a_person_shows_nobody_who_did_not_agree(take, settings):
    shown = "SELECT name_en FROM asset_public ORDER BY name_en"
    listed = {"id": "mair-jones", "kind": "practitioner", "name_en": "Mair Jones"}
    take(row(**listed, practitioner_type="individual", organisation=""))
    assert query(settings.database, shown) == []
    ((own, source),) = query(settings.database, IDS)
    assert (is_drawn(own), source) == (True, "mair-jones")
    # A later list that says no more than "practitioner" makes no body of her.
    take(row(**listed, organisation="", description_en="More."))
    assert query(settings.database, IDS) == [(own, source)]
    assert query(settings.database, shown) == []


def test_two_of_one_id_in_a_file_are_told_as_before(settings, tmp_path):
    path = write_csv(tmp_path / "in.csv", person(), person(name_en="Ann Other"))
    result = import_network(settings, path)
    assert {(x.row, x.column) for x in result.faults} == {(3, "id")}


def test_an_id_of_ours_stays_and_a_namesake_in_one_file_is_another(take, settings):
    take(person(id="c-quixotic"), person(id="", name_en="Mair Jones"))
    ids = dict(query(settings.database, IDS))
    assert len(ids) == 2
    assert ids["c-quixotic"] == ""


def test_an_export_comes_back_to_the_same_entries(take, settings, tmp_path):
    take(person(), row(origin="network"))
    ((own, _),) = query(settings.database, IDS)
    consent = (
        "INSERT INTO consent (entry, field, wording, language, given_on, channel) "
        "VALUES (?, ?, 'v1', 'cy', '2026-11-30', 'desk')"
    )
    with writing(settings.database) as database:
        for field in ("name", "website"):
            database.conn.execute(consent, [own, field])
    before = query(settings.database, "SELECT * FROM asset ORDER BY id")
    path = tmp_path / "out.csv"
    path.write_bytes(export(settings, all_assets(settings), "csv", date(2026, 11, 30)))
    assert own in path.read_text("utf-8")
    assert "mair-jones" not in path.read_text("utf-8")
    result = import_network(settings, path)
    assert not result.faults, [(x.row, x.column, x.reason()) for x in result.faults]
    assert (result.added, result.changed, result.unchanged) == (0, 0, 2)
    assert query(settings.database, "SELECT * FROM asset ORDER BY id") == before


def test_a_body_that_is_a_person_in_a_file_is_told(take, settings, tmp_path):
    take(row(id="mair-jones", name_en="Mair Jones", origin="network"))
    before = dump(settings.database)
    result = import_network(settings, write_csv(tmp_path / "in.csv", person()))
    assert [(x.row, x.column) for x in result.faults] == [(2, "id")]
    assert "a person in this file" in result.faults[0].reason()
    assert dump(settings.database) == before


def test_whoever_becomes_a_person_gets_such_an_id(take, settings):
    take(row(id="mair-jones", name_en="Mair Jones"))
    day = date(2026, 11, 30)
    given = {**PERSON, "name_en": "Mair Jones", "themes": (), "served": ()}
    with writing(settings.database) as database:
        asset = Asset("mair-jones", given, is_set=True)
        save_entries(database, settings, [asset], day)
        for entry in ("mair-jones", "none-such"):
            if whole := Whole.of(database, entry):
                whole.say_nothing(database)
    ((own, source),) = query(settings.database, IDS)
    assert is_drawn(own)
    assert source == "mair-jones"
    assert "mair-jones" not in told(settings)
