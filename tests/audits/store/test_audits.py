"""Self-audits in the database: dated, superseded, never overwritten."""

from __future__ import annotations

import sqlite3
from dataclasses import fields, replace
from datetime import date

import pytest

from copro_map.audits.store.audits import AuditRow, add_audits, audits, project_names
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import explain
from copro_map.base.store.connection import reading, writing
from tests.audits.audit_samples import scores
from tests.samples import change, dump, query

ROW = AuditRow(
    asset_id="tir-coed",
    instrument="principles 1",
    audited_on="2027-01-09",
    scores=scores("iiibb", "ttibb"),
    people={"citizens": 6, "professionals": 3},
    level="intermediate",
    entered_by="project",
    entered_on="2027-01-10",
    notes={"trust": 'Minutes "March" – tŷ'},
)


def add(settings, *rows: AuditRow) -> tuple[int, ...]:
    with writing(settings.database) as database:
        return add_audits(database, rows)


def seen(settings, day: date | None = None):
    with reading(settings.database) as database:
        return audits(database, day)


@pytest.mark.parametrize(
    "row",
    [ROW, replace(ROW, level="", scores={}, people={}, notes={}, status="withdrawn")],
)
def test_an_audit_is_read_as_it_was_entered(settings, row):
    assert add(settings, row) == (1,)
    frame = seen(settings)
    cells = frame.astype(object).where(frame.notna(), None).loc[1].to_dict()
    assert cells.pop("superseded_by") is None
    assert AuditRow(**cells) == row


def test_no_audit_is_an_empty_frame_of_the_same_columns(settings):
    add(settings)
    empty = seen(settings)
    add(settings, ROW)
    full = seen(settings)
    assert empty.empty
    assert list(empty) == list(full)
    assert dict(empty.dtypes) == dict(full.dtypes)
    assert sorted(full) == sorted(
        [*(x.name for x in fields(AuditRow)), "superseded_by"]
    )


def test_what_was_known_on_a_day_stays(settings):
    (draft,) = add(settings, ROW)
    kept = replace(ROW, status="checked", entered_on="2027-02-01", supersedes=draft)
    (checked,) = add(settings, kept)
    gone = replace(kept, status="withdrawn", entered_on="2027-03-01")
    (last,) = add(settings, replace(gone, supersedes=checked))
    for day, number, status in (
        (date(2027, 1, 31), draft, "draft"),
        (date(2027, 2, 1), checked, "checked"),
        (date(2027, 2, 28), checked, "checked"),
        (date(2027, 3, 1), last, "withdrawn"),
        (None, last, "withdrawn"),
    ):
        frame = seen(settings, day)
        held = frame[frame["superseded_by"].isna()]
        assert list(held.index) == [number]
        assert held["status"].tolist() == [status]
    assert seen(settings, date(2027, 1, 9)).empty


@pytest.mark.parametrize(
    ("row", "match"),
    [
        (replace(ROW, supersedes=9), "tir-coed: has no audit 9"),
        (replace(ROW, asset_id="other", supersedes=2), "other: has no audit 2"),
        (replace(ROW, supersedes=1), "audit 1 is superseded already.*audit 2"),
        (replace(ROW, entered_on="2027-01-09"), "cannot come after one entered on"),
        (replace(ROW, audited_on="2027-01-11"), "dated after its entry"),
        (replace(ROW, audited_on="9/1/2027"), '"9/1/2027" is not a date'),
        (replace(ROW, entered_on="2027-13-01"), "not a date"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(settings, row, match):
    add(settings, ROW)
    add(settings, replace(ROW, supersedes=1))
    before = dump(settings.database)
    with pytest.raises(CoproMapError, match=match) as caught:
        add(settings, replace(ROW, asset_id="third"), row)
    assert dump(settings.database) == before
    assert explain(caught.value, "cy")


def test_projects_do_not_wait_for_each_other(settings):
    add(settings, ROW)
    early = replace(ROW, asset_id="b", audited_on="2026-05-01", entered_on="2026-05-02")
    assert add(settings, early) == (2,)
    assert list(seen(settings, date(2026, 6, 1)).index) == [2]


def test_sql_itself_refuses_to_overwrite(settings):
    add(settings, ROW)
    for statement in (
        "UPDATE audit SET level = 'basic'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="no row is ever"):
            change(settings.database, statement)
    assert query(settings.database, "SELECT level FROM audit") == [("intermediate",)]


def test_an_audit_is_a_new_revision_and_none_is_not(settings):
    add(settings)
    before = query(settings.database, "SELECT number FROM revision")
    add(settings)
    assert query(settings.database, "SELECT number FROM revision") == before
    add(settings, ROW, replace(ROW, asset_id="b"))
    after = query(settings.database, "SELECT number FROM revision")
    assert after[0][0] == before[0][0] + 1


def test_projects_are_the_published_ones_of_that_kind(network):
    change(
        network.database, "UPDATE asset SET status = 'archived' WHERE id = ?", "ffww"
    )
    with reading(network.database) as database:
        found = project_names(database)
    rows = query(
        network.database,
        "SELECT id, name_en FROM asset WHERE kind = 'project' AND status = 'published'",
    )
    assert {x: label.en for x, label in found.items()} == dict(rows)
    assert len(found) > 90
    assert all(label.cy for label in found.values())
