"""What was told of a file is kept for the next one like it, and asked once."""

import shutil
from datetime import date

import pytest
from sqlite_utils import Database

from copro_map.base.store.connection import reading, writing
from copro_map.base.store.migrations import migrations
from copro_map.files.choices import keep, kept_choices
from copro_map.files.headings import map_columns
from copro_map.files.told import IGNORE, Told, Wanted

HEADER = ["Body", "Sort of body", "Serial"]
ROWS = [(2, ["Tir Coed", "CIC", "12"])]
WANTED = [Wanted("name_en", must=True), Wanted("sector"), Wanted("kind", must=True)]
TOLD = Told(
    columns={"body": "name_en", "B": "sector"},
    words={"CIC": "social_enterprise", "Registered  Charity": "third_sector"},
    values={"kind": "organisation"},
    rest=True,
)
DAY = date(2026, 11, 28)


@pytest.fixture
def told(settings, blank):
    """A database that remembers what was told of one file."""
    columns = map_columns(HEADER, ROWS, WANTED, TOLD)
    assert not columns.faults
    shutil.copyfile(blank, settings.database)
    with writing(settings.database) as database:
        keep(database, "entries", HEADER, TOLD, columns, DAY)
    return settings


def kept(settings, header=(), subject="entries"):
    with reading(settings.database) as database:
        return kept_choices(database, subject, header)


def test_the_same_file_is_not_asked_about_again(told):
    before = kept(told, HEADER)
    assert before.columns == {
        "body": "name_en",
        "sort of body": "sector",
        "serial": IGNORE,
    }
    assert before.words == {
        "cic": "social_enterprise",
        "registered charity": "third_sector",
    }
    again = map_columns(HEADER, ROWS, WANTED, kept=before)
    assert not again.faults
    assert again.mapping == {"Body": "name_en", "Sort of body": "sector"}
    assert again.ignored == ("Serial",)
    assert {one.how for one in again.columns} == {"kept"}


def test_columns_are_kept_for_a_file_with_another_header_and_values_are_not(told):
    header = ["Serial", "Since", "BODY", "sort_of_body"]
    other = kept(told, header)
    assert other.columns == kept(told, HEADER).columns
    assert other.values == {}
    assert kept(told, ["serial", "SORT of body", "Body"]).values == TOLD.values


def test_nothing_is_kept_for_another_subject(told):
    assert kept(told, HEADER, "survey members") == Told()


def test_what_is_said_last_counts(told):
    changed = Told(columns={"Serial": "sector", "Sort of body": IGNORE})
    columns = map_columns(HEADER, ROWS, WANTED, changed, kept(told, HEADER))
    with writing(told.database) as database:
        keep(database, "entries", HEADER, changed, columns, DAY)
    assert kept(told, HEADER).columns == {
        "body": "name_en",
        "sort of body": IGNORE,
        "serial": "sector",
    }


def test_what_was_told_of_survey_files_before_is_taken_over(settings):
    database = Database(settings.database)
    migrations.apply(database, stop_before="choices_of_imports")
    row = "INSERT INTO survey_mapping VALUES (?, 'members', ?, ?, 'steward', ?, ?)"
    header = "a" * 64
    database.execute(row, [1, header, '{"Q1": "well", "Why?": "ignore"}', DAY, None])
    database.execute(row, [2, header, '{"Q1": "more"}', DAY, 1])
    migrations.apply(database)
    database.conn.commit()
    database.conn.close()
    before = kept(settings, HEADER, "survey members")
    assert before.columns == {"q1": "more", "why": IGNORE}
