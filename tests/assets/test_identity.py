"""An id from another file is no identity; a name in either language and spelling is."""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.assets.importing import import_network
from copro_map.assets.store.bodies import link_organisations, named_bodies
from copro_map.base.store.connection import reading, writing
from copro_map.search.search import all_assets, entries_become
from tests.samples import change, dump, query, row, write_csv

PUBLIC = "SELECT id FROM asset_public ORDER BY id"
STATES = "SELECT id, status, became FROM asset WHERE origin = 'named' ORDER BY id"


@pytest.fixture
def take(settings, tmp_path):
    def import_rows(*rows, file="in.csv"):
        path = write_csv(tmp_path / file, *rows)
        return import_network(settings, path)

    return import_rows


def shed(**cells: str) -> dict[str, str]:
    return row(**{"id": "shed", "kind": "project", "name_en": "Shed", **cells})


def body(**cells: str) -> dict[str, str]:
    return row(**{"id": "ardd", "name_en": "Tŷ’r Ardd", **cells})


def test_an_id_from_another_file_with_another_name_is_an_error_of_its_row(
    take, settings
):
    take(row(), file="ours.csv")
    before = dump(settings.database)
    rows = [row(id="new", name_en="New"), row(name_en="Quite Other")]
    result = take(*rows, file="theirs.csv")
    assert [(x.row, x.column) for x in result.faults] == [(3, "id")]
    assert "Tir Coed" in result.faults[0].reason()
    assert "ours.csv" in result.faults[0].reason()
    assert dump(settings.database) == before


@pytest.mark.parametrize(
    "names",
    [
        {"name_en": "TIR  COED"},
        {"name_en": "Woodland", "name_cy": "Tir Coed"},
        {"name_en": "Tir\u00a0Co\u200bed"},
    ],
)
def test_an_id_from_another_file_with_the_same_name_is_the_same_entry(take, names):
    take(row(), file="ours.csv")
    result = take(row(place="Cardigan", **names), file="theirs.csv")
    assert (result.faults, result.added, result.changed) == ((), 0, 1)


def test_a_file_may_rename_its_own_entries_wherever_it_lies(take, tmp_path):
    (tmp_path / "new").mkdir()
    take(row(), file="ours.csv")
    take(row(), file="theirs.csv")  # says the same: it stays the entry of the first
    assert take(row(name_en="Quite Other"), file="new/OURS.csv").changed == 1
    assert take(row(name_en="Once More"), file="theirs.csv").faults


def test_entries_from_before_are_those_of_the_networks_own_file(network, tmp_path):
    change(network.database, "UPDATE asset SET file = ''")
    (asset_id,) = query(network.database, PUBLIC)[0]
    other = row(id=asset_id, name_en="Quite Other")
    theirs = write_csv(tmp_path / "theirs.csv", other)
    assert import_network(network, theirs).faults
    own = write_csv(tmp_path / "network.csv", other)
    assert import_network(network, own).changed == 1


def test_a_likely_twin_is_taken_as_new_and_named(take):
    take(row(), file="ours.csv")
    result = take(row(id="coed", name_en="Tir Coed."), file="theirs.csv")
    assert (result.added, result.faults) == (1, ())
    assert "(tir-coed)" in result.notes[0].reason()


@pytest.mark.parametrize(
    "cells",
    [
        {"kind": "project"},
        {"name_en": "Tir Glas"},
        {"place": "", "local_authority": "Powys"},
        {"name_en": "Tir Coed 2"},
    ],
)
def test_what_is_something_else_is_no_twin(take, cells):
    take(row(), file="ours.csv")
    assert take(row(**{"id": "coed", **cells}), file="theirs.csv").notes == ()


NAMES = ["Tŷ'r Ardd", "TŶ’R ARDD", "Ty\u0302\u02bcr\u00a0Ardd", "Tŷ`r  Ardd"]


@pytest.mark.parametrize("first", ["body", "project", "one file"])
@pytest.mark.parametrize("language", ["name_en", "name_cy"])
def test_a_body_named_in_any_spelling_is_one(take, settings, first, language):
    own = body(**({"name_en": "Garden House"} if language == "name_cy" else {}))
    own |= {language: "Tŷ’r Ardd"}
    sheds = [shed(id=f"shed-{n}", organisation=name) for n, name in enumerate(NAMES)]
    files = [[own], sheds]
    files = {"body": files, "project": files[::-1], "one file": [sum(files, [])]}[first]
    for number, rows in enumerate(files):
        assert not take(*rows, file=f"{number}.csv").faults
    ids = ["ardd", *(one["id"] for one in sheds)]
    assert query(settings.database, PUBLIC) == [(i,) for i in ids]
    links = "SELECT DISTINCT organisation_id FROM asset WHERE kind = 'project'"
    assert query(settings.database, links) == [("ardd",)]
    assert sorted(all_assets(settings).index) == ids


def test_a_body_named_only_becomes_its_entry(take, settings):
    take(shed(organisation="Tŷ'r Ardd"))
    result = take(body(), file="later.csv")
    assert "known by name only" in result.notes[0].reason()
    assert entries_become(settings) == {"named-ty-r-ardd": "ardd"}
    take(body(name_en="Gerddi Cymru"), file="later.csv")
    assert entries_become(settings) == {}
    assert ("named-ty-r-ardd",) in query(settings.database, PUBLIC)


def test_a_named_body_keeps_its_source_while_an_entry_says_it(take, settings):
    source = "SELECT source_url FROM asset WHERE origin = 'named'"
    other = "https://example.org/other"
    take(shed(organisation="Tŷ'r Ardd"))
    take(shed(id="two", name_en="Two", organisation="TŶ’R ARDD", source_url=other))
    assert query(settings.database, source) == [("https://example.org/tir-coed",)]
    take(shed(organisation="", source_url=other))
    take(shed(id="two", name_en="Two", organisation="TŶ’R ARDD", source_url=other))
    assert query(settings.database, source) == [(other,)]


ADD = """
INSERT INTO asset (id, kind, practitioner_type, name_en, name_cy, description_en,
    description_cy, organisation, sector, place, website, source_url, source_date,
    exchange_category, origin, fingerprint)
VALUES (:id, :kind, '', :name, '', '', '', :organisation, '', '', '', '', '', '',
    :origin, '{}')
"""
EMPTY = {"kind": "practitioner", "name": "", "organisation": "", "origin": "network"}


def put(path, **columns) -> None:
    """Put an entry into a database past the program."""
    with closing(connect(path)) as connection, connection:
        connection.execute(ADD, EMPTY | columns)


def old_twins(path, names) -> None:
    """Put bodies into a database as versions before did: one for each spelling."""
    for number, name in enumerate(names):
        put(path, id=f"named-old-{number}", name=name, origin="named")


def test_twins_of_an_older_database_become_one_at_the_next_import(take, settings):
    take(row())
    old_twins(settings.database, NAMES)
    take(shed(organisation="Tŷ'r Ardd"))
    states = query(settings.database, STATES)
    assert states[0] == ("named-old-0", "published", None)
    assert {x[1:] for x in states[1:]} == {("archived", "named-old-0")}
    assert len(states) == len(NAMES)  # none was added


@given(st.permutations(NAMES), st.integers(1, 4), st.booleans())
def test_however_the_twins_came_one_is_shown(blank, tmp_path_factory, names, n, own):
    path = tmp_path_factory.mktemp("twins") / "copro_map.db"
    path.write_bytes(blank.read_bytes())
    old_twins(path, names[:n])
    put(path, id="shed", kind="project", organisation=names[-1])
    if own:
        put(path, id="ardd", name=names[0])
    with writing(path) as database:
        link_organisations(database)
        assert len(named_bodies(database)) == 1
    with reading(path) as database:
        shown = {i for (i,) in database.execute(PUBLIC)} - {"shed"}
        (runner,) = database.execute(
            "SELECT organisation_id FROM asset WHERE id = 'shed'"
        ).fetchone()
    assert shown == {runner}
    assert (runner == "ardd") == own
