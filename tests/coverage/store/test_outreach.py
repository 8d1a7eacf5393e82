"""The ledger in the database: rows are added once, never changed, and obey rules."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from copro_map.base.errors import DatabaseError
from copro_map.base.store.connection import Saved, reading, writing
from copro_map.base.store.migrations import migrations
from copro_map.coverage.store.outreach import (
    COLUMNS,
    add_outreach,
    outreach_rows,
)
from tests.samples import change, dump, query

Row = dict[str, object]
EMPTY = dict.fromkeys(COLUMNS, "") | {"replies": None}
REVISION = "SELECT number FROM revision"


def asked_where(area_code: str, **given: object) -> Row:
    """Return a row of the ledger with what is given, the rest empty."""
    return {**EMPTY, "area_code": area_code, **given}


FULL = asked_where(
    area_code="W06000008",
    theme="food",
    asked_on="2026-03-01",
    asked_by="CVC development officer",
    replies=3,
    none_on="2026-03-15",
    none_by="CVC manager",
    note="Tŷ Tawe",
)
ASKED = asked_where("W92000004", asked_on="2026-03-01", asked_by="steward")
NONE = asked_where("PSB-GWENT", none_on="2026-03-01", none_by="steward")
OTHER = {
    "area_code": "W06000023",
    "theme": "",
    "asked_on": "2026-03-02",
    "asked_by": "steward",
    "replies": 4,
    "none_on": "2026-03-16",
    "none_by": "steward",
    "note": "tŷ tawe",
}


def add(settings, *rows: Row) -> Saved:
    with writing(settings.database) as database:
        return add_outreach(database, rows)


def stored(settings) -> list[Row]:
    """The rows as they are in the file, read without the project's reader."""
    sql = f"SELECT {', '.join(COLUMNS)} FROM outreach ORDER BY id"  # noqa: S608
    return [dict(zip(COLUMNS, x, strict=True)) for x in query(settings.database, sql)]


def test_rows_are_read_in_the_order_in_which_they_were_entered(settings):
    assert add(settings, NONE, FULL) == Saved(added=2, changed=0, unchanged=0)
    assert add(settings, ASKED) == Saved(added=1, changed=0, unchanged=0)
    with reading(settings.database) as database:
        frame = outreach_rows(database)
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame.index) == [1, 2, 3]
    assert frame.index.name == "id"
    assert frame["area_code"].tolist() == ["PSB-GWENT", "W06000008", "W92000004"]
    assert frame.loc[2].to_dict() == FULL
    assert frame.loc[3, "theme"] == frame.loc[3, "none_on"] == ""


@pytest.mark.parametrize("rows", [[], [ASKED], [FULL, NONE]])
def test_the_columns_are_of_the_same_types_whatever_is_in_them(settings, rows):
    add(settings, *rows)
    with reading(settings.database) as database:
        frame = outreach_rows(database)
    assert len(frame) == len(rows)
    assert frame["replies"].dtype == "Int64"
    assert frame["replies"].isna().tolist() == [row["replies"] is None for row in rows]
    assert {str(frame[c].dtype) for c in COLUMNS if c != "replies"} == {"str"}


@pytest.mark.parametrize("row", [FULL, ASKED, NONE])
def test_the_same_row_again_is_unchanged(settings, row):
    add(settings, row)
    before = dump(settings.database)
    assert add(settings, row) == Saved(added=0, changed=0, unchanged=1)
    assert dump(settings.database) == before


@pytest.mark.parametrize("row", [FULL, ASKED, NONE])
def test_the_same_row_twice_at_once_is_kept_once(settings, row):
    assert add(settings, row, row) == Saved(added=1, changed=0, unchanged=1)
    assert stored(settings) == [row]


@pytest.mark.parametrize("column", OTHER)
def test_a_row_that_differs_in_one_field_is_added_and_overwrites_nothing(
    settings, column
):
    other = FULL | {column: OTHER[column]}
    add(settings, FULL)
    assert add(settings, other) == Saved(added=1, changed=0, unchanged=0)
    assert stored(settings) == [FULL, other]


def test_no_replies_is_not_the_same_as_an_unknown_number(settings):
    assert add(settings, ASKED, ASKED | {"replies": 0}).added == 2
    assert [row["replies"] for row in stored(settings)] == [None, 0]


def test_the_revision_grows_when_a_row_is_added_and_only_then(network):
    before = query(network.database, REVISION)[0][0]
    add(network, ASKED, NONE)
    assert query(network.database, REVISION) == [(before + 1,)]
    add(network, ASKED)
    add(network)
    assert query(network.database, REVISION) == [(before + 1,)]
    add(network, ASKED, FULL)
    assert query(network.database, REVISION) == [(before + 2,)]


BROKEN = [
    FULL | {"area_code": ""},
    FULL | {"asked_on": "01/03/2026"},
    FULL | {"asked_on": "2026-02-30"},
    FULL | {"asked_on": "2026-03"},
    FULL | {"none_on": "March"},
    FULL | {"asked_by": ""},
    FULL | {"none_by": ""},
    FULL | {"replies": -1},
    FULL | {"replies": "many"},
    FULL | {"asked_on": ""},
    FULL | {"none_on": ""},
    FULL | {"asked_on": "", "asked_by": ""},  # replies without a question
    asked_where("W06000008"),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_row_against_the_rules_stops_all_and_leaves_nothing(network, broken):
    before = dump(network.database)
    with pytest.raises(DatabaseError, match="constraint failed|cannot store TEXT"):
        add(network, ASKED, broken, NONE)
    assert dump(network.database) == before


@pytest.mark.parametrize("column", [c for c in COLUMNS if c != "replies"])
def test_only_the_number_of_replies_may_be_missing(settings, column):
    with pytest.raises(DatabaseError, match=f"NOT NULL.*{column}"):
        add(settings, FULL | {column: None})
    assert add(settings, FULL | {"replies": None}).added == 1


def test_a_database_from_before_the_ledger_gets_it_and_keeps_its_entries(network):
    change(network.database, "DROP TABLE outreach")
    undo = "DELETE FROM _sqlite_migrations WHERE name = 'outreach_ledger'"
    change(network.database, undo)
    before = dump(network.database)
    assert add(network, FULL).added == 1
    after = dump(network.database)
    assert stored(network) == [FULL]
    for name in set(before) - {"schema", "revision", "_sqlite_migrations"}:
        assert after[name] == before[name], name
    assert set(after) - set(before) == {"outreach"}


def test_a_database_of_the_second_version_is_brought_up_to_date(settings):
    old = Database(settings.database)
    migrations.apply(old, stop_before="outreach_ledger")
    assert [m.name for m in migrations.pending(old)][:1] == ["outreach_ledger"]
    assert "outreach" not in old.table_names()
    old.close()
    assert add(settings, NONE).added == 1
    assert stored(settings) == [NONE]


DATES = st.dates().map(str)
TEXTS = st.text(st.characters(codec="utf-8"))
SOMEBODY = TEXTS.filter(bool)
NOTHING = st.just({})
ASKING = st.fixed_dictionaries(
    {"asked_on": DATES, "asked_by": SOMEBODY},
    optional={"replies": st.integers(0, 2**63 - 1)},
)
CHECKING = st.fixed_dictionaries({"none_on": DATES, "none_by": SOMEBODY})
WHAT = st.one_of(
    st.tuples(ASKING, NOTHING),
    st.tuples(NOTHING, CHECKING),
    st.tuples(ASKING, CHECKING),
)
ROWS = st.builds(
    lambda area, theme, note, done: asked_where(
        area, theme=theme, note=note, **done[0], **done[1]
    ),
    SOMEBODY,
    TEXTS,
    TEXTS,
    WHAT,
)


@given(rows=st.lists(ROWS, max_size=4))
def test_any_rows_come_back_as_they_went_in(tmp_path_factory, blank, rows):
    path = tmp_path_factory.mktemp("ledger") / "x.db"
    shutil.copyfile(blank, path)
    once = [row for n, row in enumerate(rows) if row not in rows[:n]]
    with writing(path) as database:
        saved = add_outreach(database, rows)
    with reading(path) as database:
        frame = outreach_rows(database)
    back = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert back == once
    assert (saved.added, saved.unchanged) == (len(once), len(rows) - len(once))
