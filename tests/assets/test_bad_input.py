"""What is wrong is named by line and column, and nothing of the file is written."""

from __future__ import annotations

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.errors import DatabaseError, ImportFileError
from copro_map.base.i18n import language_in_force
from tests.samples import change, dump, row, write_csv

BAD_CELLS = [
    ("id", "a" * 101),
    ("kind", ""),
    ("kind", "company"),
    ("name_en", ""),
    ("name_en", "   "),
    ("name_en", "x" * 2_001),
    ("description_en", "x" * 2_001),
    ("themes", "environment;gardening"),
    ("stages", "co_create"),
    ("sector", "private"),
    ("exchange_type", "advice"),  # an organisation has none
    ("local_authority", "Gwent"),
    ("local_authority", "W06000099"),
    ("serves", "Ceredigion;Rutland"),
    ("start_year", "21"),
    ("start_year", "1850"),
    ("end_year", "now"),
    ("source_date", "2021-13"),
    ("source_date", "2021-04-32"),
    ("source_date", "2026-02-30"),
    ("source_url", ""),
    ("source_url", "seed:4"),
    ("source_url", "javascript:alert(1)"),
    ("website", "javascript:alert(1)"),
    ("website", "data:text/html,<script>"),
    ("website", 'https://a.b/"onclick=x'),
    ("website", "https://a b.org"),
    ("website", "https://user@evil.org"),
    ("website", "https://"),
    ("website", "ftp://example.org"),
    ("postcode", "SY23"),
    ("postcode", "Aberystwyth"),
]


@pytest.fixture
def refuse(network, tmp_path):
    """Import a file into the real entries; check that nothing at all changed."""

    def check(file):
        before = dump(network.database)
        try:
            faults = import_network(network, file).faults
            assert faults
            return [(fault.row, fault.column, fault.reason()) for fault in faults]
        finally:
            assert dump(network.database) == before

    def import_rows(*rows, text=None):
        if text is None:
            return check(write_csv(tmp_path / "in.csv", *rows))
        file = tmp_path / "in.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return check(file)

    return import_rows


@pytest.mark.parametrize(("column", "cell"), BAD_CELLS)
def test_a_bad_cell_among_good_rows_is_named_and_stops_all(refuse, column, cell):
    good = row(id="good", name_en="Good")
    faults = refuse(good, row(**{column: cell}), row(id="good-2", name_en="Good 2"))
    assert [(line, where) for line, where, _ in faults] == [(3, column)]
    assert faults[0][2]


def test_an_unknown_exchange_type_of_an_offer_is_named(refuse):
    ((line, column, reason),) = refuse(row(kind="offer", exchange_type="money"))
    assert (line, column) == (2, "exchange_type")
    assert "money" in reason


def test_the_value_and_the_choices_are_shown(refuse):
    ((_, _, reason),) = refuse(row(themes="gardening"))
    assert "gardening" in reason
    assert "community_development" in reason
    ((_, _, reason),) = refuse(row(kind="company"))
    assert "company" in reason
    assert "project" in reason


def test_an_id_used_twice_is_named_at_its_second_place(refuse):
    ((line, column, reason),) = refuse(row(), row(name_en="Other"))
    assert (line, column) == (3, "id")
    assert "Another row has this id" in reason


def test_every_fault_of_a_file_is_named_in_order(refuse):
    faults = refuse(
        row(id="one", themes="x", start_year="y"),
        row(id="two"),
        row(id="Three", kind="z"),
    )
    assert [(line, column) for line, column, _ in faults] == [
        (2, "themes"),
        (2, "start_year"),
        (4, "kind"),
    ]


POINTS = [
    ("-4.08", "", "both numbers"),
    ("", "52.41", "both numbers"),
    ("west", "north", "both numbers"),
    ("-400", "52.41", "out of range"),
    ("nan", "nan", "out of range"),
    ("inf", "52.41", "out of range"),
]


@pytest.mark.parametrize(("longitude", "latitude", "reason"), POINTS)
def test_a_bad_point_is_named(refuse, longitude, latitude, reason):
    faults = refuse(row(longitude=longitude, latitude=latitude))
    assert [(f[0], f[1]) for f in faults] == [(2, "longitude")]
    assert reason in faults[0][2]


def test_a_stray_comma_is_named_by_its_line(refuse, tmp_path):
    text = write_csv(tmp_path / "x.csv", row(), row(id="two")).read_text("utf-8")
    ((line, column, reason),) = refuse(text=text.rstrip("\n") + ",x\n")
    assert (line, column) == (3, "")
    assert "20 cells instead of 19" in reason


@pytest.mark.parametrize("name", ["Hywel Dda University Health Board", "PSB-GWENT"])
def test_a_board_is_not_a_local_authority(refuse, name):
    faults = refuse(row(local_authority=name))
    assert [f[:2] for f in faults] == [(2, "local_authority")]


def test_the_line_is_that_of_the_file_after_a_text_of_several_lines(refuse):
    faults = refuse(row(description_en="one\ntwo\nthree"), row(id="x", themes="y"))
    assert [f[:2] for f in faults] == [(5, "themes")]


def test_the_line_is_that_of_the_file_after_a_strange_line_mark(refuse):
    faults = refuse(row(description_en="one, \u2028two"), row(id="x", themes="y"))
    assert [f[:2] for f in faults] == [(3, "themes")]


@pytest.mark.parametrize("sign", ["\x85", "\x0b", "\x0c", "\x1c", "\x1b"])
def test_a_sign_that_steers_what_shows_it_is_named_by_its_cell(refuse, sign):
    column = chr(ord("A") + list(row()).index("name_en"))
    with pytest.raises(ImportFileError, match=f"these cells: {column}2\\."):
        refuse(row(name_en=f"one{sign}two"))


def raises(refuse, match: str, **how) -> None:
    with pytest.raises(ImportFileError, match=f"(?s){match}"):
        refuse(**how)


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "   "])
def test_an_empty_file_is_named(refuse, text):
    raises(refuse, r"in\.csv.*is empty", text=text)


def test_a_quotation_mark_that_is_not_closed_is_named(refuse, tmp_path):
    good = write_csv(tmp_path / "x.csv", row()).read_text("utf-8")
    bad = good.replace("Tir Coed", '"Tir Coed', 1)
    assert bad != good
    raises(refuse, r"in\.csv, line 2: .*quotation mark", text=bad)


def test_a_spreadsheet_saved_as_itself_is_refused(refuse):
    raises(refuse, r"in\.csv", text=b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(99))


@pytest.mark.parametrize("name", ["missing.csv", "folder", "in.csv/below.csv"])
def test_a_file_that_cannot_be_read_is_named(network, tmp_path, name):
    (tmp_path / "folder").mkdir()
    write_csv(tmp_path / "in.csv", row())
    with pytest.raises(ImportFileError, match=rf"{name}: the file cannot be read"):
        import_network(network, tmp_path / name)


def test_a_header_without_rows_changes_nothing(network, tmp_path):
    before = dump(network.database)
    file = write_csv(tmp_path / "in.csv", row())
    file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    result = import_network(network, file)
    assert (result.added, result.changed, result.unchanged) == (0, 0, 0)
    assert dump(network.database) == before


def test_a_fault_makes_no_database(settings, tmp_path):
    import_network(settings, write_csv(tmp_path / "in.csv", row(kind="x")))
    assert not settings.database.exists()


def test_an_error_in_the_middle_of_writing_leaves_nothing(network, tmp_path):
    before = dump(network.database)
    change(
        network.database,
        "CREATE TRIGGER broken BEFORE INSERT ON asset_stage "
        "BEGIN SELECT RAISE(ABORT, 'broken'); END",
    )
    file = write_csv(tmp_path / "in.csv", row(), row(id="x", stages="co_design"))
    with pytest.raises(DatabaseError, match="broken"):
        import_network(network, file)
    change(network.database, "DROP TRIGGER broken")
    assert dump(network.database) == before


def test_faults_are_told_in_welsh(settings, tmp_path):
    file = write_csv(tmp_path / "in.csv", row(themes="gardening", postcode="x"))
    faults = import_network(settings, file).faults
    english = [fault.reason() for fault in faults]
    with language_in_force("cy"):
        welsh = [fault.reason() for fault in faults]
    assert len(english) == 2
    assert not set(english) & set(welsh)
    assert any("gardening" in reason for reason in welsh)
