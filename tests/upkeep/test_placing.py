"""Places that are not known here: set by hand, put back, and kept by an import."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.store.history import forgotten_entries
from copro_map.base.store.connection import reading
from copro_map.desk.undoing import undo_change
from copro_map.people.rules.changes import ConflictError, UndoError
from copro_map.people.rules.permissions import MACHINE, PUBLIC, RefusedError
from copro_map.upkeep.confirming import say
from copro_map.upkeep.placing import (
    set_place,
    set_without,
    to_place,
    understood,
)
from copro_map.upkeep.rules.checking import WordError
from copro_map.upkeep.rules.words import Word
from copro_map.upkeep.waiting import waiting
from tests.persons import ID, put_person
from tests.samples import change, dump, query, row, write_csv
from tests.upkeep.conftest import NOW

TODAY = NOW.date()
NOLTON = "nolton-and-roch-community-land-trust"  # Nolton, Pembrokeshire: not known
PEMBROKESHIRE, CEREDIGION = "CVC-PAVS", "CVC-CAVO"
POSTCODE = "SA62 3AA"
STANDS = """
SELECT a.place, l.longitude, l.latitude, l.precision, aa.area_code,
    (SELECT json_group_array(area_code) FROM asset_served WHERE asset_id = a.id)
FROM asset AS a LEFT JOIN location AS l ON l.asset_id = a.id
LEFT JOIN asset_area AS aa ON aa.asset_id = a.id AND aa.layer = 'local_authority'
WHERE a.id = ?
"""
NOTED = "SELECT subject, record, was, now, entry, areas FROM change_made ORDER BY id"
ROUGH = """
SELECT id FROM asset JOIN location ON asset_id = id
WHERE status = 'published' AND precision = 'area' AND place <> ''
"""
NOWHERE = """
SELECT id FROM asset WHERE status = 'published' AND origin <> 'named'
    AND id NOT IN (SELECT asset_id FROM location)
    AND id NOT IN (SELECT asset_id FROM asset_served WHERE area_code = 'W92000004')
"""


def stands(settings, entry=NOLTON):
    with reading(settings.database) as database:
        assert forgotten_entries(database) == 0
    (found,) = query(settings.database, STANDS, entry)
    return (*found[:-1], tuple(json.loads(found[-1])))


def records(settings):
    """All that is kept of entries, but when, how often and in which order."""
    tables = ("asset_area", "asset_served", "asset_theme", "location", "asset_history")
    found = {x: query(settings.database, f"SELECT * FROM {x}") for x in tables}  # noqa: S608
    columns = query(settings.database, "SELECT name FROM pragma_table_info('asset')")
    kept = [x for (x,) in columns if x not in ("version", "changed_on")]
    sums, sql = kept.index("fingerprint"), f"SELECT {', '.join(kept)} FROM asset"  # noqa: S608
    found["asset"] = []
    for entry in query(settings.database, sql):
        said = sorted(json.loads(entry[sums]).items())
        found["asset"].append((*entry[:sums], *said, *entry[sums + 1 :]))
    texts = query(settings.database, "SELECT * FROM asset_text")
    found["text"] = [[sorted(text.split()) for text in one] for one in texts]
    return {name: sorted(map(repr, rows)) for name, rows in found.items()}


def ids(settings, actor=MACHINE):
    return [one.id for one in to_place(settings, actor, TODAY)]


def test_what_has_no_place_or_an_unknown_one_waits_the_oldest_first(network):
    wanted = {x for sql in (ROUGH, NOWHERE) for (x,) in query(network.database, sql)}
    over = "SELECT id FROM asset WHERE end_year < 2026"
    wanted -= {x for (x,) in query(network.database, over)}
    found = to_place(network, MACHINE, TODAY)
    assert {one.id for one in found} == wanted
    assert len(wanted) > 15
    days = [one.since for one in found]
    assert days == sorted(days)
    assert {one.why for one in found} == {"unknown", "nowhere"}
    lines = [x for x in waiting(network, MACHINE, TODAY) if "places" in x.href]
    assert [(x.count, x.since) for x in lines] == [
        (len(wanted), min(filter(None, days)))
    ]
    say(network, MACHINE, NOLTON, Word("ended", how="asked", ended_on="2024"), NOW)
    assert wanted - set(ids(network)) == {NOLTON}


def test_a_place_is_set_by_postcode_name_or_point_and_put_back_as_it_was(
    network, speaks
):
    officer = speaks("officer", PEMBROKESHIRE)
    assert NOLTON in ids(network, officer)
    before, was = records(network), stands(network)
    for text, precision, place in (
        (POSTCODE, "postcode", "Nolton"),
        ("Haverfordwest", "place", "Nolton"),
        ("51.8299, -5.0877", "marked", "Nolton"),
    ):
        told = understood(network, NOLTON, text)
        assert set_place(network, officer, NOLTON, text, NOW) == told.where
        now = stands(network)
        assert (now[0], now[3:5]) == (place, (precision, "W06000009"))
        assert NOLTON not in ids(network, officer)
        number = query(network.database, "SELECT max(id) FROM change_made")[0][0]
        undo_change(network, officer, number, NOW)
        assert stands(network) == was
        assert NOLTON in ids(network, officer)
    assert now[1:3] == (-5.0877, 51.8299)
    first = [x for x in query(network.database, NOTED) if x[0] == "place"][4]
    area = f"{was[2]:g},{was[1]:g} area"
    marked = "51.8299,-5.0877 marked"
    areas = '["CVC-PAVS"]'
    assert first == ("place", NOLTON, area, marked, NOLTON, areas)
    assert records(network) == before
    with pytest.raises(UndoError):
        undo_change(network, officer, number, NOW)


def test_what_was_nowhere_is_nowhere_again_and_a_second_place_is_put_back_first(
    network,
):
    entry = next(x.id for x in to_place(network, MACHINE, TODAY) if x.why == "nowhere")
    before, was = records(network), stands(network, entry)
    set_place(network, MACHINE, entry, "Aberaeron", NOW)
    assert stands(network, entry)[0] in (was[0], "Aberaeron")
    set_place(network, MACHINE, entry, "SY23 1AB", NOW)
    with pytest.raises(UndoError, match="later change"):
        undo_change(network, MACHINE, 1, NOW)
    undo_change(network, MACHINE, 2, NOW)
    assert entry not in ids(network)  # the first place stands
    undo_change(network, MACHINE, 1, NOW)
    assert stands(network, entry) == was
    assert was[1:5] == (None,) * 4
    assert records(network) == before


def test_all_wales_is_the_stewards_and_what_stands_as_it_should_waits_no_more(
    network, speaks
):
    officer, steward = speaks("officer", PEMBROKESHIRE), speaks("steward", name="other")
    before, was = dump(network.database), stands(network)
    with pytest.raises(RefusedError):
        set_without(network, officer, NOLTON, "all_wales", NOW)
    assert dump(network.database) == before
    set_without(network, officer, NOLTON, "as_it_stands", NOW)
    assert stands(network) == was
    assert NOLTON not in ids(network)
    set_without(network, steward, NOLTON, "all_wales", NOW)
    assert stands(network) == ("Nolton", None, None, None, None, ("W92000004",))
    for number in (4, 3):  # after the two people who were entered
        undo_change(network, steward, number, NOW)
    assert stands(network) == was
    assert NOLTON in ids(network)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("SY1 1AA", "outside Wales"),
        ("52.7073, -2.7553", "outside Wales"),  # Shrewsbury
        ("Atlantis", "Atlantis"),
        ("", "postcode"),
    ],
)
def test_what_is_not_one_place_in_wales_is_refused(network, place, told):
    before = dump(network.database)
    for attempt in (
        lambda: understood(network, NOLTON, place),
        lambda: set_place(network, MACHINE, NOLTON, place, NOW),
    ):
        with pytest.raises(WordError, match=told):
            attempt()
    assert dump(network.database) == before


def test_an_officer_sets_places_only_from_and_to_what_they_answer_for(network, speaks):
    here, there = (
        speaks("officer", PEMBROKESHIRE),
        speaks("officer", CEREDIGION, name="b"),
    )
    before = dump(network.database)
    assert NOLTON not in ids(network, there)
    for actor, place in (
        (here, "Aberaeron"),  # to another one's area
        (there, "Aberaeron"),  # from another one's area
        (there, POSTCODE),
        (PUBLIC, POSTCODE),
        (replace(here, epoch=here.epoch + 1), POSTCODE),
    ):
        with pytest.raises(RefusedError):
            set_place(network, actor, NOLTON, place, NOW)
    assert dump(network.database) == before


def test_who_sets_a_place_sees_what_somebody_set_meanwhile(network):
    set_place(network, MACHINE, NOLTON, POSTCODE, NOW, seen=0)
    with pytest.raises(ConflictError, match="postcode"):
        set_place(network, MACHINE, NOLTON, "Haverfordwest", NOW, seen=0)
    set_place(network, MACHINE, NOLTON, "Haverfordwest", NOW, seen=1)


UNKNOWN = {"id": "x", "place": "Nolton", "local_authority": "Pembrokeshire"}


@pytest.fixture
def taken(settings, tmp_path):
    """Import one row, as the source has it."""

    def take(**cells):
        file = write_csv(tmp_path / "in.csv", row(**{**UNKNOWN, **cells}))
        found = import_network(settings, file, today=TODAY)
        assert not found.faults
        return found.added, found.changed

    assert take() == (1, 0)
    return take


def test_an_import_that_says_nothing_new_of_the_place_leaves_what_was_set(
    settings, taken
):
    sourced = stands(settings, "x")
    set_place(settings, MACHINE, "x", POSTCODE, NOW)
    by_hand = stands(settings, "x")
    before = dump(settings.database)
    assert taken() == (0, 0)
    assert dump(settings.database) == before
    # Another field changes: the place stays, and goes on staying.
    assert taken(website="https://example.org") == (0, 1)
    assert stands(settings, "x") == by_hand
    # A new layer came, or went: each import gives the codes of where it stands.
    gone = "DELETE FROM asset_area WHERE layer = 'health_board'"
    change(settings.database, gone)
    assert taken(website="https://example.org/b") == (0, 1)
    health = "SELECT count(*) FROM asset_area WHERE layer = 'health_board'"
    assert query(settings.database, health) == [(1,)]
    assert stands(settings, "x") == by_hand
    # The source says where it is: that is newer than what was set.
    assert taken(place="Haverfordwest") == (0, 1)
    assert stands(settings, "x")[:5] != by_hand[:5]
    assert taken() == (0, 1)
    assert stands(settings, "x") == sourced


def test_a_file_without_places_and_one_for_all_wales_leave_what_was_set(
    settings, taken, tmp_path
):
    set_without(settings, MACHINE, "x", "all_wales", NOW)
    by_hand = stands(settings, "x")
    assert taken(website="https://example.org") == (0, 1)
    assert stands(settings, "x") == by_hand
    set_place(settings, MACHINE, "x", "51.8299, -5.0877", NOW)
    by_hand = stands(settings, "x")
    cells = row(**UNKNOWN)
    for name in ("place", "postcode", "longitude", "latitude", "local_authority"):
        cells.pop(name, None)
    short = write_csv(tmp_path / "in.csv", cells | {"name_en": "Tir Coed x"})
    assert not import_network(settings, short, today=TODAY).faults
    assert stands(settings, "x") == by_hand
    assert taken(name_en="Tir Coed x", website="https://a.org") == (0, 1)
    assert stands(settings, "x") == by_hand


def test_an_entry_that_moved_by_word_stays_where_it_moved(settings, taken):
    say(settings, MACHINE, "x", Word("moved", how="asked", place="Aberaeron"), NOW)
    by_hand = stands(settings, "x")
    assert (by_hand[0], by_hand[4]) == ("Aberaeron", "W06000008")
    assert taken(website="https://example.org") == (0, 1)
    assert stands(settings, "x") == by_hand


@pytest.mark.parametrize("agreed", [("name",), ("name", "where")])
def test_the_place_of_a_person_is_noted_no_more_exactly_than_it_is_shown(
    network, agreed
):
    put_person(network, *agreed, location=None, place="")
    assert ID not in {one.id for one in to_place(network, MACHINE, TODAY)}
    set_place(network, MACHINE, ID, "52.41519, -4.08312", NOW)
    moved = Word("moved", place="52.41519, -4.08312", how="asked")
    say(network, MACHINE, ID, moved, NOW)
    shown = "SELECT latitude, longitude, precision FROM asset_public WHERE id = ?"
    ((north, east, precision),) = query(network.database, shown, ID)
    as_shown = f"{north:g},{east:g} {precision}" if "where" in agreed else ""
    noted = "SELECT now FROM change_made WHERE subject = 'place' AND record = ?"
    assert query(network.database, noted, ID) == [(as_shown,)] * 2
    hidden_or_not = (
        ("SELECT theme FROM asset_theme WHERE asset_id = ?", "food"),
        ("SELECT area_code FROM asset_served WHERE asset_id = ?", "W06000008"),
    )
    for sql, stays in hidden_or_not:
        assert query(network.database, sql, ID) == [(stays,)]
    kept = str(dump(network.database))
    assert "52.415" not in kept
    assert "4.083" not in kept
