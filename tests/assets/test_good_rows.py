"""Single rows that are right: where they end up, and what counts as a change."""

from __future__ import annotations

import pytest

from copro_map.assets.importing import import_network
from tests.samples import HOSTILE, dump, query, row, write_csv

WHERE = (
    "SELECT area_code, longitude, latitude, precision FROM asset_area "
    "LEFT JOIN location USING (asset_id) WHERE layer = 'local_authority'"
)


@pytest.fixture
def take(settings, tmp_path):
    def import_rows(*rows):
        return import_network(settings, write_csv(tmp_path / "in.csv", *rows))

    return import_rows


def test_a_postcode_goes_before_the_place(take, settings):
    assert not take(row(postcode="sy23 1ab", place="Cardiff")).faults
    ((code, longitude, latitude, precision),) = query(settings.database, WHERE)
    assert (code, precision) == ("W06000008", "postcode")
    assert longitude == pytest.approx(-4.08, abs=0.03)
    assert latitude == pytest.approx(52.41, abs=0.03)


def test_a_point_is_kept_exactly(take, settings):
    assert not take(row(longitude="-4.08291", latitude="52.41532")).faults
    assert query(settings.database, WHERE) == [
        ("W06000008", -4.08291, 52.41532, "venue")
    ]


def test_a_place_is_taken_within_the_declared_authority(take, settings):
    take(row(place="Newport", local_authority="Pembrokeshire"))
    ((code, _, latitude, precision),) = query(settings.database, WHERE)
    assert (code, precision) == ("W06000009", "place")
    assert latitude > 52


def test_an_ambiguous_place_without_an_authority_is_not_guessed(take, settings):
    take(row(place="Newport", local_authority="", serves=""))
    assert query(settings.database, WHERE) == []


def test_a_place_in_another_authority_than_declared_is_noted(take, settings):
    result = take(row(place="Bala", local_authority="Ceredigion"))
    ((code, _, _, precision),) = query(settings.database, WHERE)
    assert (code, precision) == ("W06000008", "area")
    assert [(n.row, n.column) for n in result.notes] == [(2, "place")]
    assert "Gwynedd" in result.notes[0].reason()


def test_a_postcode_in_another_authority_than_declared_is_noted(take, settings):
    result = take(row(postcode="CF10 4UW", local_authority="Ceredigion", place=""))
    assert query(settings.database, WHERE)[0][0] == "W06000015"
    assert [(n.row, n.column) for n in result.notes] == [(2, "local_authority")]
    reason = result.notes[0].reason()
    assert "Cardiff" in reason
    assert "Ceredigion" in reason


def test_a_postcode_outside_wales_is_noted_and_not_used(take, settings):
    result = take(row(postcode="CH1 1AA", place=""))
    assert [n.column for n in result.notes] == ["postcode"]
    assert query(settings.database, WHERE) == []


@pytest.mark.parametrize("name", ["Ceredigion", "Sir Benfro", "Caerdydd"])
def test_an_authority_may_be_named_in_either_language(take, settings, name):
    assert not take(row(local_authority=name, serves=name, place="")).faults
    based = query(settings.database, WHERE)[0][0]
    assert query(settings.database, "SELECT area_code FROM asset_served") == [(based,)]


@pytest.mark.parametrize("name", ["All Wales", "Cymru gyfan"])
def test_all_wales_is_coverage_and_never_a_pin(take, settings, name):
    assert not take(row(local_authority=name, serves="", place="")).faults
    served = query(settings.database, "SELECT area_code FROM asset_served")
    assert served == [("W92000004",)]
    assert query(settings.database, "SELECT * FROM location") == []
    assert query(settings.database, WHERE) == []


def test_an_entry_may_serve_a_board(take, settings):
    board = "Hywel Dda University Health Board"
    assert not take(row(serves=board)).faults
    served = query(settings.database, "SELECT area_code FROM asset_served")
    assert served == [("W11000025",)]


def test_columns_may_stand_in_any_order(settings, tmp_path):
    cells = dict(reversed(row().items()))
    assert not import_network(settings, write_csv(tmp_path / "x.csv", cells)).faults
    assert query(settings.database, "SELECT id FROM asset") == [("tir-coed",)]


def test_a_file_from_a_spreadsheet_imports(settings, tmp_path):
    file = write_csv(tmp_path / "in.csv", row())
    text = "\ufeff" + file.read_text("utf-8").replace("\n", "\r\n") + ",,,\r\n\r\n"
    file.write_bytes(text.encode())
    assert not import_network(settings, file).faults
    assert query(settings.database, "SELECT place FROM asset") == [("Aberystwyth",)]


CHANGES = {
    "name_en": "Tir Coed 2",
    "name_cy": "Tir Coed",
    "description_en": "Other words.",
    "description_cy": "Geiriau.",
    "sector": "health",
    "themes": "environment;food",
    "stages": "co_design",
    "place": "Cardigan",
    "postcode": "SY23 1AB",
    "local_authority": "Gwynedd",
    "serves": "Ceredigion;Gwynedd",
    "organisation": "Another",
    "start_year": "2001",
    "end_year": "2002",
    "website": "https://example.org",
    "source_url": "https://example.org/2",
    "source_date": "2021-04",
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_change_in_any_column_counts_and_is_stored(take, settings, column):
    take(row())
    before = dump(settings.database)
    result = take(row(**{column: CHANGES[column]}))
    assert (result.changed, result.unchanged) == (1, 0)
    assert dump(settings.database) != before
    assert query(settings.database, "SELECT version FROM asset WHERE id='tir-coed'") \
        == [(2,)]  # fmt: skip


def test_only_the_changed_row_is_touched(take, settings):
    take(row(), row(id="other", name_en="Other"))
    result = take(row(name_en="New"), row(id="other", name_en="Other"))
    assert (result.added, result.changed, result.unchanged) == (0, 1, 1)
    versions = query(settings.database, "SELECT id, version FROM asset ORDER BY id")
    assert versions == [("other", 1), ("tir-coed", 2)]


def test_the_old_words_of_a_changed_row_are_forgotten(take, settings):
    take(row(name_en="Heron"))
    take(row(name_en="Dipper"))
    sql = "SELECT COUNT(*) FROM asset_text WHERE asset_text MATCH ?"
    assert query(settings.database, sql, "heron") == [(0,)]
    assert query(settings.database, sql, "dipper") == [(1,)]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_stored_as_its_own_text(take, settings, text):
    result = take(row(name_en=text, description_en=text, organisation=text, place=text))
    stored = query(
        settings.database,
        "SELECT name_en, description_en, organisation, place FROM asset "
        "WHERE id = 'tir-coed'",
    )
    assert result.faults == ()
    assert stored == [(text,) * 4]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029"])
def test_a_strange_line_mark_inside_a_text_does_not_break_the_row(take, settings, mark):
    text = f"one{mark}two"
    assert take(row(description_en=text)).faults == ()
    sql = "SELECT description_en FROM asset"
    assert query(settings.database, sql) == [(text,)]


def test_a_text_of_several_lines_is_kept(take, settings):
    take(row(description_en="one\ntwo, three"))
    sql = "SELECT description_en FROM asset"
    assert query(settings.database, sql) == [("one\ntwo, three",)]


@pytest.mark.parametrize("column", ["themes", "stages", "serves"])
def test_a_value_given_twice_is_stored_once(take, settings, column):
    value = {"themes": "food", "stages": "co_design", "serves": "Gwynedd"}[column]
    assert take(row(**{column: f"{value};{value}"})).faults == ()
    table = {"themes": "theme", "stages": "stage", "serves": "served"}[column]
    sql = f"SELECT COUNT(*) FROM asset_{table}"  # noqa: S608
    assert query(settings.database, sql) == [(1,)]
