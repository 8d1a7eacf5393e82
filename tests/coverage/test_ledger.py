"""The ledger out and in again: the file of an export is a file to import."""

from __future__ import annotations

import csv
import io
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from copro_map.base.characters import has_control
from copro_map.base.config import load_settings
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import explain, set_language
from copro_map.base.store.connection import data_revision, writing
from copro_map.base.store.migrations import migrations
from copro_map.coverage.ledger import import_outreach, ledger, ledger_csv
from copro_map.coverage.store.outreach import COLUMNS
from copro_map.files.columns import has_contact_details
from copro_map.files.rows import ImportResult
from copro_map.files.tables import FORMULA_STARTS, typed_cell
from tests.samples import HOSTILE, asked, dump, query, write_csv

TODAY = date(2026, 11, 22)
HEADER = "area_code,area_name,theme,asked_on,asked_by,replies,none_on,none_by,note\r\n"
FORMULAS = (
    "=1+1",
    "-4 groups",
    "- first, - second",
    "+ more",
    "＝1+1",
    "'=1+1",
    "''=1+1",
    "' =1+1",
    "'quoted'",
    "'s-Hertogenbosch",
    "'",
    "007",
    'say "hello"\r\nagain; a,b',
)


@pytest.fixture
def take(settings, tmp_path):
    def import_rows(*rows, content: bytes = b"") -> ImportResult:
        file = write_csv(tmp_path / "in.csv", *rows or [asked()])
        if content:
            file.write_bytes(content)
        return import_outreach(settings, file, today=TODAY)

    return import_rows


def test_the_ledger_is_read_as_it_was_entered(take, settings):
    take(
        asked(theme="", asked_on="", asked_by="", replies=""),
        asked(none_on="", none_by="", replies="7"),
    )
    frame = ledger(settings)
    assert list(frame.columns) == list(COLUMNS)
    assert frame["theme"].tolist() == ["", "food"]
    assert frame["asked_on"].tolist() == ["", "2026-03-01"]
    assert frame["none_on"].tolist() == ["2026-03-15", ""]
    assert frame["replies"].isna().tolist() == [True, False]
    assert frame["replies"].iloc[1] == 7


def test_it_changes_only_when_the_revision_grows(take, settings):
    take(asked())
    revision, frame = data_revision(settings), ledger(settings)
    take(asked())
    assert data_revision(settings) == revision
    pd.testing.assert_frame_equal(ledger(settings), frame)
    take(asked(theme="health"))
    assert data_revision(settings) == revision + 1
    assert len(ledger(settings)) == 2


def test_the_file_has_the_header_of_an_import_and_a_line_a_row(take, settings):
    take(asked(note="Tŷ Tawe"), asked(area_code="W06000011", theme="", replies=""))
    set_language("cy")
    assert ledger_csv(settings).decode("utf-8") == (
        "\ufeff" + HEADER + "W06000008,Ceredigion,food,2026-03-01,"
        "CVC development officer,0,2026-03-15,CVC manager,Tŷ Tawe\r\n"
        "W06000011,Abertawe,,2026-03-01,CVC development officer,,2026-03-15,"
        "CVC manager,\r\n"
    )


def test_an_empty_ledger_is_a_header_that_imports(take, settings):
    with writing(settings.database):
        pass
    assert ledger_csv(settings).decode("utf-8-sig") == HEADER
    before = dump(settings.database)
    assert take(content=ledger_csv(settings)) == ImportResult()
    assert dump(settings.database) == before


def there_and_back(settings, take) -> None:
    """Import the export here, where nothing changes, and into another database."""
    before, content = dump(settings.database), ledger_csv(settings)
    n = len(ledger(settings))
    assert take(content=content) == ImportResult(unchanged=n)
    assert dump(settings.database) == before
    other = replace(settings, database=settings.database.with_name("other.db"))
    file = settings.database.with_name("out.csv")
    file.write_bytes(content)
    assert import_outreach(other, file, today=TODAY) == ImportResult(added=n)
    assert dump(other.database)["outreach"] == before["outreach"]
    assert ledger_csv(other) == content


def test_an_export_imported_again_is_unchanged(take, settings):
    rows = [asked(note=text) for text in (*HOSTILE, *FORMULAS)]
    rows += [asked(asked_by=text, none_by=text) for text in FORMULAS]
    rows += [asked(theme="", replies=""), asked(area_code="W92000004")]
    take(*rows)
    # "=1+1" is among the notes five times, with and without a guard, the roles four.
    assert len(ledger(settings)) == len(rows) - 4 - 3
    there_and_back(settings, take)


def test_no_cell_of_the_file_begins_like_a_formula(take, settings):
    take(*[asked(note=text) for text in FORMULAS])
    text = io.StringIO(ledger_csv(settings).decode("utf-8-sig"), newline="")
    cells = [cell for line in csv.reader(text) for cell in line]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]
    notes = query(settings.database, "SELECT note FROM outreach")
    assert ("=1+1",) in notes


SIGNS = st.text("'=+-\t \r\n,\"x", max_size=6)
TEXTS = st.one_of(SIGNS, st.text(st.characters(codec="utf-8"), max_size=20)).filter(
    lambda text: not has_contact_details(text) and not has_control(text)
)
ROLES = TEXTS.filter(lambda text: bool(typed_cell(text)))
ROWS = st.fixed_dictionaries({"asked_by": ROLES, "none_by": ROLES, "note": TEXTS})


@given(rows=st.lists(ROWS, min_size=1, max_size=5))
def test_any_text_comes_back_from_a_file(tmp_path_factory, blank, rows):
    folder = tmp_path_factory.mktemp("ledger")
    settings = replace(load_settings({}), database=folder / "x.db")
    shutil.copyfile(blank, settings.database)
    file = folder / "in.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows([asked(**cells) for cells in rows])
    assert not import_outreach(settings, file, today=TODAY).faults
    before = dump(settings.database)
    file.write_bytes(ledger_csv(settings))
    again = import_outreach(settings, file, today=TODAY)
    assert again == ImportResult(unchanged=len(before["outreach"]))
    assert dump(settings.database) == before


@pytest.mark.parametrize("ask", [ledger, ledger_csv])
def test_without_a_database_or_with_an_old_one_it_says_what_to_do(settings, ask):
    with pytest.raises(DatabaseError, match="python -m copro_map init"):
        ask(settings)
    with closing(Database(settings.database)) as old:
        migrations.apply(old, stop_before="outreach_ledger")
    with pytest.raises(DatabaseError, match="python -m copro_map init") as caught:
        ask(settings)
    assert explain(caught.value, "cy") != str(caught.value)
