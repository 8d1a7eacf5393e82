"""A file of the ledger as a whole: its header, its form, and all of it or nothing."""

from __future__ import annotations

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.errors import DatabaseError, ImportFileError
from copro_map.coverage.ledger import import_outreach
from copro_map.coverage.store.outreach import COLUMNS
from copro_map.files.rows import ImportResult
from tests.coverage.conftest import TODAY
from tests.samples import asked, change, dump, query, row, write_csv

STORED = f"SELECT {', '.join(COLUMNS)} FROM outreach ORDER BY id"  # noqa: S608
REVISION = "SELECT number FROM revision"
ONLY_CHECKED = {"asked_on": "", "asked_by": "", "replies": ""}


def stored(settings) -> list[tuple]:
    return query(settings.database, STORED)


def test_a_header_is_read_however_it_is_spelled(take_asked, network):
    cells = {x.replace("_", " ").title(): cell for x, cell in asked().items()}
    assert take_asked(cells) == ImportResult(added=1)
    assert take_asked(asked()) == ImportResult(unchanged=1)
    assert len(stored(network)) == 1


def test_a_column_that_nobody_knows_is_named_and_nothing_is_lost(refuse_asked):
    ((line, column, reason),) = refuse_asked(asked() | {"name": "x"})
    assert (line, column) == (1, "name")
    assert "not understood" in reason
    with pytest.raises(ImportFileError, match="the file is empty"):
        refuse_asked(content="")


def test_a_file_without_an_area_is_asked_for_one(refuse_asked):
    cells = asked()
    del cells["area_code"]
    ((line, column, reason),) = refuse_asked(cells)
    assert (line, column) == (1, "")
    assert "area_code" in reason


@pytest.mark.parametrize("column", ["theme", "replies", "note"])
def test_a_column_that_a_file_has_not_is_empty(take_asked, network, column):
    cells = asked()
    del cells[column]
    assert take_asked(cells) == ImportResult(added=1)
    assert not stored(network)[0][COLUMNS.index(column)]


def test_columns_may_stand_in_any_order(take_asked, network):
    take_asked(dict(reversed(asked().items())))
    assert stored(network)[0][:2] == ("W06000008", "food")


def test_a_file_from_a_spreadsheet_imports(take_asked, network, tmp_path):
    text = write_csv(tmp_path / "x.csv", asked(note="tŷ")).read_text("utf-8")
    text = "\ufeff" + text.replace("\n", "\r\n") + ",,,,,,,\r\n\r\n"
    assert take_asked(content=text) == ImportResult(added=1)
    assert stored(network)[0][-1] == "tŷ"
    assert take_asked(asked(note=" tŷ ", replies="000")) == ImportResult(unchanged=1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
def test_a_file_in_another_encoding_is_read(take_asked, network, tmp_path, encoding):
    text = write_csv(tmp_path / "x.csv", asked(note="tân")).read_text("utf-8")
    assert take_asked(content=text.encode(encoding)).added == 1
    assert stored(network)[0][-1] == "tân"


def test_the_same_row_twice_in_a_file_is_kept_once(take_asked, network):
    assert take_asked(asked(), asked()) == ImportResult(added=1, unchanged=1)
    assert len(stored(network)) == 1


def test_a_later_row_overwrites_nothing(take_asked, network):
    take_asked(asked())
    first = stored(network)
    later = asked(**ONLY_CHECKED, none_on="2026-10-01")
    assert take_asked(asked(), later) == ImportResult(added=1, unchanged=1)
    assert stored(network)[:1] == first
    assert stored(network)[1][5] == "2026-10-01"


def test_the_revision_grows_only_with_new_rows(take_asked, network):
    before = query(network.database, REVISION)[0][0]
    take_asked(asked())
    take_asked(asked())
    assert query(network.database, REVISION) == [(before + 1,)]


def test_a_dry_run_says_what_would_change_and_keeps_nothing(take_asked, network):
    take_asked(asked())
    before = dump(network.database)
    rows = (asked(), asked(theme="health"))
    assert take_asked(*rows, dry_run=True) == ImportResult(added=1, unchanged=1)
    assert dump(network.database) == before
    assert take_asked(*rows) == ImportResult(added=1, unchanged=1)


def test_a_header_without_rows_changes_nothing(take_asked, network):
    take_asked(asked())
    before = dump(network.database)
    assert take_asked(content=",".join(COLUMNS) + "\n") == ImportResult()
    assert dump(network.database) == before


def test_a_fault_makes_no_database(settings, tmp_path):
    file = write_csv(tmp_path / "in.csv", asked(theme="x"))
    assert import_outreach(settings, file, today=TODAY).faults
    assert not settings.database.exists()


def test_an_error_in_the_middle_of_writing_leaves_nothing(take_asked, network):
    take_asked(asked())
    before = dump(network.database)
    change(
        network.database,
        "CREATE TRIGGER broken BEFORE INSERT ON outreach WHEN NEW.theme = 'health' "
        "BEGIN SELECT RAISE(ABORT, 'broken'); END",
    )
    with pytest.raises(DatabaseError, match="broken"):
        take_asked(asked(theme="carers"), asked(theme="health"))
    change(network.database, "DROP TRIGGER broken")
    assert dump(network.database) == before


def test_the_ledger_and_the_entries_do_not_touch_each_other(
    take_asked, network, tmp_path
):
    before = dump(network.database)
    take_asked(asked())
    after = dump(network.database)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"outreach", "revision"}
    import_network(network, write_csv(tmp_path / "in.csv", row()))
    assert dump(network.database)["outreach"] == after["outreach"]
