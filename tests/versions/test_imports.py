"""What was accepted and a later import: what was mended stays until there is news."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.presenting import find_entry
from copro_map.assets.rules.records import Asset, Location
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import language_in_force
from copro_map.geography.areas import areas_of
from copro_map.people.rules.permissions import MACHINE
from copro_map.search.export import export
from copro_map.search.search import all_assets
from copro_map.upkeep.placing import set_place
from copro_map.versions.deciding import decide
from copro_map.versions.rules.versions import Decision
from tests.samples import dump, query, real_rows, write_csv
from tests.versions.conftest import CEREDIGION, ENTRY, NEW, NOW

ACCEPT = Decision("accepted", 1)
TODAY = NOW.date()
STANDS = "SELECT name_en, website, start_year, origin FROM asset WHERE id = ?"
THEMES = "SELECT theme FROM asset_theme WHERE asset_id = ? ORDER BY theme"
AT = "SELECT longitude, precision FROM location WHERE asset_id = ?"


@pytest.fixture
def taken(network, tmp_path):
    """Import the real file, with some cells of one entry written otherwise."""

    def take(entry: str = ENTRY, **cells):
        rows = [x | (cells if x["id"] == entry else {}) for x in real_rows()]
        found = import_network(network, write_csv(tmp_path / "in.csv", *rows))
        assert not found.faults
        return found.added, found.changed

    return take


def test_an_import_leaves_what_was_mended_until_it_says_something_new(
    network, sends, taken, layers
):
    mend = {"name_en": "Tir Coed, mended", "website": "", "start_year": 2007}
    mend |= {"themes": ("environment",)}
    at = Location(-4.2, 52.2, "marked")
    based = {x: y for x, y in areas_of(layers, CEREDIGION).items() if y}
    number = sends(Asset(ENTRY, mend, based, at), is_proved=False)
    decide(network, MACHINE, number, ACCEPT, NOW)
    mended = ("Tir Coed, mended", "", 2007, "network")

    def stands():
        here = network.database
        found = [*query(here, STANDS, ENTRY), *query(here, THEMES, ENTRY)]
        return found + query(here, AT, ENTRY)

    expected = [mended, ("environment",), (-4.2, "marked")]
    assert stands() == expected
    before = dump(network.database)
    assert taken() == (0, 0)
    assert dump(network.database) == before
    # A place set by hand after that does not make the old source's name news.
    set_place(network, MACHINE, ENTRY, "SY23 1AB", NOW)
    placed = query(network.database, AT, ENTRY)
    assert taken() == (0, 0)
    assert stands() == [mended, ("environment",), *placed]
    # The source says something new of one field, and of that alone it counts.
    assert taken(description_en="Of the source.") == (0, 1)
    assert stands() == [mended, ("environment",), *placed]
    assert taken(description_en="Of the source.", name_en="Tir Coed 2") == (0, 1)
    assert stands() == [("Tir Coed 2", *mended[1:]), ("environment",), *placed]


def test_what_its_people_sent_in_stays_through_imports_and_comes_back_from_a_file(
    network, settings, sends, taken, tmp_path
):
    decide(network, MACHINE, sends(), ACCEPT, NOW)
    before = dump(network.database)
    assert taken() == (0, 0)
    assert dump(network.database) == before
    for kind in ("csv", "xlsx"):
        file = tmp_path / f"out.{kind}"
        file.write_bytes(export(network, all_assets(network), kind, TODAY))
        found = import_network(network, file)
        assert (found.faults, found.added, found.changed) == ((), 0, 0)
    other = replace(settings, database=tmp_path / "other.db")
    assert not import_network(other, file).faults
    ours = "SELECT name_cy, origin, source_url, source_date FROM asset WHERE id = ?"
    assert query(other.database, ours, NEW) == query(network.database, ours, NEW)
    # In a file of somebody else an entry without a source is a fault, as it was.
    odd = {"origin": "contributed", "source_url": ""}
    rows = [
        {**x, "origin": ""} | (odd if x["id"] == ENTRY else {}) for x in real_rows()
    ]
    assert import_network(other, write_csv(tmp_path / "odd.csv", *rows)).faults


def test_a_body_known_by_name_only_is_an_entry_of_its_own_once_mended(
    network, mends, taken
):
    named = """SELECT id, name_en FROM asset
        WHERE origin = 'named' AND status = 'published' ORDER BY id"""
    entry, name = query(network.database, named)[0]
    run = "SELECT id FROM asset WHERE organisation_id = ? ORDER BY id"
    runs = query(network.database, run, entry)
    assert runs
    decide(network, MACHINE, mends(entry, website="https://a.example"), ACCEPT, NOW)
    stands = "SELECT name_en, website, origin, status FROM asset WHERE id = ?"
    own = [(name, "https://a.example", "contributed", "published")]
    assert query(network.database, stands, entry) == own
    assert query(network.database, run, entry) == runs
    taken()
    assert query(network.database, stands, entry) == own
    assert query(network.database, run, entry) == runs
    assert taken() == (0, 0)


def test_both_languages_say_that_it_was_put_in_here_and_when(network, sends, layers):
    decide(network, MACHINE, sends(), ACCEPT, NOW)
    definitions = load_definitions(network.data_dir)
    said = {}
    for language in ("en", "cy"):
        with language_in_force(language):
            one = find_entry(all_assets(network), NEW, definitions, layers, TODAY)
            said[language] = (one.source, one.source_date, one.source_address)
    assert said == {
        "en": ("Added through this map", "November 2026", ""),
        "cy": ("Ychwanegwyd drwy'r map hwn", "Tachwedd 2026", ""),
    }
