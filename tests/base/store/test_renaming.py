"""An older database: whoever is a person there gets an id that says nothing."""

from __future__ import annotations

import json

import pytest
from sqlite_utils import Database

from copro_map.base.names import is_drawn
from copro_map.base.store.connection import prepare, reading, writing
from copro_map.base.store.frozen import checksum
from copro_map.base.store.migrations import migrations
from copro_map.base.store.renaming import WHOLE, rename_entry
from copro_map.indicators.store.snapshots import read_snapshot
from tests.samples import cells, query

TOLD, BODY = "mair-jones", "mair-jones-crafts"
ENTRY = (
    "INSERT INTO asset (id, kind, practitioner_type, name_en, name_cy, description_en, "
    "description_cy, organisation, organisation_id, sector, place, website, "
    "source_url, source_date, exchange_category, origin, fingerprint) VALUES "
    "(?, ?, ?, ?, '', '', '', ?, ?, '', '', '', '', '', '', 'network', '{}')"
)
KNOWN = {"status": "published", "practitioner_type": "individual", "organisation": "M"}
CONTENT = json.dumps(
    {"indicators": [{"code": TOLD, "records": [BODY, TOLD], "unverified": [TOLD]}]}
)
SNAPSHOT = ("2026-11-01", "2026-10-31", "Year 1", CONTENT)
CHANGE = (
    "INSERT INTO change_made (at, role, subject, record, what, was, now, entry, "
    "version) VALUES ('', 'steward', ?, ?, 'x', ?, ?, ?, 1)"
)
ROWS = (
    (ENTRY, TOLD, "practitioner", "individual", "Mair Jones", "", None),
    (ENTRY, BODY, "practitioner", "team", "Mair Jones Crafts", "", None),
    (ENTRY, "shed", "project", "", "Shed", "Mair Jones", TOLD),
    ("INSERT INTO location VALUES (?, -4, 52, 'venue')", TOLD),
    ("INSERT INTO asset_area VALUES (?, 'local_authority', 'W06000008')", TOLD),
    ("INSERT INTO asset_theme VALUES (?, 'food')", TOLD),
    ("INSERT INTO asset_text (asset_id, name) VALUES (?, 'Mair Jones')", TOLD),
    (
        "INSERT INTO asset_history (asset_id, known_from, content) VALUES (?, "
        "'2026-11-01', ?)",
        TOLD,
        json.dumps(KNOWN | {"organisation_id": BODY}, separators=(",", ":")),
    ),
    (
        "INSERT INTO asset_history (asset_id, known_from, content) VALUES ('shed', "
        "'2026-11-01', ?)",
        json.dumps({"organisation_id": TOLD}, separators=(",", ":")),
    ),
    (CHANGE, "place", TOLD, "", "52,-4", TOLD),
    (CHANGE, "duplicate", f"{TOLD} {BODY}", "", f"{BODY} {TOLD}", TOLD),
    (CHANGE, "setting", "network_name", "", TOLD, ""),
    (
        "INSERT INTO pair_judged (record, verdict, gone, stays, change) "
        "VALUES (?, 'one', ?, ?, 2)",
        f"{TOLD} {BODY}",
        BODY,
        TOLD,
    ),
    ("INSERT INTO visitor_report (entry, what, said_on) VALUES (?, 'gone', "
     "'2026-11-01')", TOLD),
    ("INSERT INTO contact (entry, address, address_key, origin, basis, is_personal, "
     "entered_on) VALUES (?, '', '', 'owner', 'consent', 1, '2026-11-01')", TOLD),
    ("INSERT INTO draft VALUES (?, ?, ?, '2099-01-01')", "0" * 64, f"say {TOLD}",
     json.dumps({"entry": TOLD, "name_en": TOLD})),
    ("INSERT INTO outbox (message_id, cause, kind, address, address_key, subject, "
     "body, is_asked, not_before, created_at, changed_at) VALUES ('', ?, 'told', '', "
     "'', ?, ?, 0, '', '', '')", f"reminder 1 {TOLD} x", TOLD,
     f"[[/entry?id={TOLD}&lang=cy]] [[/entry?id={BODY}]]"),
    ("INSERT INTO snapshot (taken_on, as_at, label, content, checksum) "
     "VALUES (?, ?, ?, ?, ?)", *SNAPSHOT, checksum(*SNAPSHOT)),
)  # fmt: skip


@pytest.fixture
def older(settings):
    """A database of before anybody could be forgotten, with a person in it."""
    database = Database(settings.database)
    migrations.apply(database, stop_before="brought_in_and_let_go")
    for sql, *values in ROWS:
        database.conn.execute(sql, values)
    database.conn.commit()
    database.conn.close()
    return settings


def test_in_an_older_database_whoever_is_a_person_gets_an_id_that_says_nothing(older):
    before = cells(older.database)
    prepare(older.database)
    after = cells(older.database)
    ((own,),) = query(older.database, "SELECT id FROM asset WHERE source_id = ?", TOLD)
    assert is_drawn(own)
    # What is called so and is no id of theirs stays.
    stays = {"asset.source_id", "draft.content", "outbox.subject", "snapshot.content"}
    stays.add("change_made.now")
    mentioned = {x for x, y in after.items() if any(is_in(z) for z in y)}
    assert mentioned == stays
    kept = query(older.database, "SELECT content, subject FROM draft")
    assert kept == [(json.dumps({"entry": own, "name_en": TOLD}), f"say {own}")]
    for name in ("change_made.id", "asset_history.known_from", "asset.name_en"):
        assert after[name] >= before[name]


def is_in(text: str) -> bool:
    """Whether the id stands in a text by itself, not as part of a longer one."""
    return TOLD in text.replace(BODY, "")


def test_a_snapshot_that_counts_her_agrees_with_its_checksum(older):
    prepare(older.database)
    with reading(older.database) as database:
        content = read_snapshot(database, 1).content["indicators"][0]
    ((own,),) = query(older.database, "SELECT id FROM asset WHERE source_id = ?", TOLD)
    assert content == {"code": TOLD, "records": [BODY, own], "unverified": [own]}


def test_what_is_known_of_a_person_names_no_body_and_pairs_stay(older):
    prepare(older.database)
    ((own,),) = query(older.database, "SELECT id FROM asset WHERE source_id = ?", TOLD)
    known = "SELECT content FROM asset_history WHERE asset_id = ? ORDER BY id"
    said = KNOWN | {"organisation": "", "organisation_id": ""}
    rows = [json.loads(x) for (x,) in query(older.database, known, own)]
    assert said in rows
    assert all(not x.get("organisation") for x in rows)
    (pair,) = query(older.database, "SELECT record, gone, stays FROM pair_judged")
    assert pair == (f"{own} {BODY}", BODY, own)
    entered = "SELECT record, now FROM change_made WHERE subject = 'duplicate'"
    assert query(older.database, entered) == [(f"{own} {BODY}", f"{BODY} {own}")]
    shed = "SELECT organisation_id FROM asset WHERE id = 'shed'"
    assert query(older.database, shed) == [(own,)]
    (body,) = query(older.database, "SELECT body FROM outbox")
    assert body == (f"[[/entry?id={own}&lang=cy]] [[/entry?id={BODY}]]",)


def test_tables_that_are_only_added_to_refuse_as_before(older):
    triggers = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    )
    prepare(older.database)
    before = query(older.database, triggers)
    with writing(older.database) as database:
        rename_entry(database, BODY, "c-abcdefgh")
    assert query(older.database, triggers) == before
    assert BODY not in json.dumps([*map(sorted, cells(older.database).values())])


OTHERWISE = {("meeting", "request"), ("meeting", "offer"), ("event", "project")}


def test_every_column_of_an_id_is_known(older):
    """A column of the name of those that hold one is one too, or says why not."""
    prepare(older.database)
    found = set()
    for (table,) in query(
        older.database,
        "SELECT name FROM sqlite_master "
        "WHERE type = 'table' AND name NOT LIKE 'asset_text_%'",
    ):
        for (column,) in query(
            older.database, "SELECT name FROM pragma_table_info(?)", table
        ):
            if (
                column
                in (
                    "asset_id",
                    "entry",
                    "organisation_id",
                    "became",
                    "gone",
                    "stays",
                )
                or (table, column) in OTHERWISE
            ):
                found.add((table, column))
    known = {(table, x) for table, columns in WHOLE.items() for x in columns}
    assert found <= known
    assert known - found == {("asset", "id")}
