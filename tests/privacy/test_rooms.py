"""Every room forgets: somebody stands in every text that there is, and is in none."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from copro_map.assets.store.history import forgotten_entries
from copro_map.base.config import Settings, load_settings
from copro_map.base.names import fold
from copro_map.base.store.connection import reading, writing
from copro_map.base.whom import Whom
from copro_map.privacy.rooms import ROOMS
from tests import canaries
from tests.canaries import HIDDEN, KEPT, OTHER, SHOWN
from tests.samples import cells, change, query

NAME, KEY = "Canary Llwyd-Person", "canary.person@example.org"
NAMES = frozenset({fold(NAME)})
WHOM = Whom(frozenset({KEY}), frozenset({HIDDEN}), NAMES, frozenset({1}))
# Marks and hashes: no text of somebody's fits, and without the key nobody reads them.
HASHED = {
    *(("reply", "respondent"), ("wave_key", "key"), ("secret", "key")),
    *(("talk", "mark"), ("draft", "key_hash"), ("link", "token_hash")),
    *(("workshop", "code_mark"), ("import_draft", "key_hash")),
    *(("never_write", "mark"), ("identity_used", "mark"), ("consent", "by_key")),
    *(("invitation_code", "mark"), ("signed_in", "token_hash")),
    *(("survey_mapping", "header"), ("secret", "name"), ("link", "browser_hash")),
    *(("booking", "mark"), ("event_photo", "mark")),
    *(("row_answered", "mark"), ("row_answered", "entry")),
    *(("outbox", "message_id"), ("outbox", "unsubscribe"), ("version_sent", "client")),
}
# Chosen by the program, or by whoever opens a wave; none is of somebody.
OURS = {
    *(("wave", "code"), ("change_made", "record"), ("outbox", "why")),
    *(("import_choice", "subject"), ("link", "goes_to"), ("lease", "holder")),
    *(("pair_judged", "record"), ("pair_judged", "gone"), ("pair_judged", "stays")),
    *(("link", "entry"), ("talk", "entry"), ("version_sent", "entry")),
    *(("consent", "entry"), ("change_made", "entry"), ("reply", "answers")),
}
# What is public, and could still name somebody.
PUBLIC = (
    "INSERT INTO narrative (as_at, well_en, ask_cy, published_on) "
    "VALUES ('2026-01-01', 'Thanks to ' || ?1, ?1, '2026-01-02')",
    "INSERT INTO approval (as_at, version, approved_on, role, entered_role, narrative, "
    "figures, checksum_en, checksum_cy) VALUES ('2026-01-01', 1, '2026-01-02', "
    "'board', 'board', 1, '[]', printf('%064d', 1), printf('%064d', 1))",
    "INSERT INTO approved_file (approval, language, file, spoken) "
    "VALUES (1, 'en', x'01', 'Thanks to ' || ?1)",
    "INSERT INTO outreach (area_code, theme, asked_on, asked_by, none_on, none_by, "
    "note) VALUES ('W06000008', '', '2026-01-01', ?1, '2026-01-02', ?1, ?1)",
    "INSERT INTO outreach (area_code, theme, asked_on, asked_by, none_on, none_by, "
    "note) VALUES ('W06000008', '', '2026-01-01', ?1, '2026-01-02', ?1, 'by ' || ?1)",
    "INSERT INTO observation (indicator, period_end, value, breakdown, source, "
    "entered_by, entered_on, status) VALUES ('2.2', '2026-01-01', 1, '{}', ?1, ?1, "
    "'2026-01-02', 'checked')",
    "INSERT INTO target_change (indicator, due_on, value, changed_by, changed_on, "
    "reason, changed_by_cy, reason_cy) VALUES ('2.2', '2027-01-01', 1, ?1, "
    "'2026-01-01', ?1, ?1, ?1)",
    "INSERT INTO setting (name, value_en, value_cy, from_on, entered_at) "
    "VALUES ('contact', ?2, ?2, '2026-01-01', '')",
    "INSERT INTO activity (code, year, label_en, label_cy, said_on) "
    "VALUES ('9.1', 1, 'Ask ' || ?1, ?1, '2026-01-01')",
    "INSERT INTO activity_said (activity, state, words_en, words_cy, said_on) "
    "VALUES ('9.1', 'dropped', ?1, ?1, '2026-01-01')",
    "INSERT INTO milestone_said (milestone, state, words_en, words_cy, said_on) "
    "VALUES ('1.a', 'partly', ?1, ?1, '2026-01-01')",
    "INSERT INTO plan_evidence (part, code, sort, target, words_en, words_cy, said_on) "
    "VALUES ('activity', '9.1', 'web', 'https://example.org', ?1, ?1, '2026-01-01')",
    "INSERT INTO plan_evidence (part, code, sort, target, said_on) "
    "VALUES ('activity', '9.1', 'entry', 'c-canaryid', '2026-01-01')",
    "INSERT INTO research (entry, year, fields, said_on) VALUES ('solva-care', 1, "
    "json_object('people', json_object('en', 'With ' || ?1)), '2026-01-01')",
    "INSERT INTO influence (sort, body_en, body_cy, words_en, words_cy, web, from_on, "
    "said_on) VALUES ('seat', ?1, ?1, ?1, ?1, 'https://' || ?2, '2026-01-01', "
    "'2026-01-01')",
    "INSERT INTO wave (survey, name, opens_on, closes_on, baseline, invited, code, "
    "entered_by, entered_on) VALUES ('members', 'b', '2026-01-01', '2026-01-02', 0, "
    "'{}', '', ?1, '2026-01-01')",
    "INSERT INTO audit (asset_id, instrument, audited_on, scores, people, notes, "
    "level, entered_by, entered_on, status) VALUES ('solva-care', 'principles 1', "
    "'2026-01-01', '{}', '{}', '{}', '', ?1, '2026-01-01', 'draft')",
    "INSERT INTO reply (survey, wave, respondent, role, answered_on, organisation_id, "
    "answers, source, entered_by, entered_on, status) VALUES ('members', 'b', "
    "printf('%032d', 1), 'member', '2026-01-01', '', '{}', ?1, ?1, '2026-01-01', "
    "'checked')",
    "UPDATE asset SET organisation = ?1, file = 'canary llwyd-person.csv' "
    "WHERE id = 'solva-care'",
    "INSERT INTO asset_history (asset_id, known_from, content) SELECT asset_id, "
    "known_from, json_set(content, '$.organisation', ?1) FROM asset_history",
    "INSERT INTO asset (id, kind, practitioner_type, name_en, name_cy, "
    "description_en, description_cy, organisation, sector, place, website, "
    "source_url, source_date, exchange_category, origin, fingerprint) VALUES "
    "('named-canary-llwyd-person', 'practitioner', 'organisation', ?1, '', '', '', "
    "'', '', '', '', '', '', '', 'named', '{}')",
    "INSERT INTO asset_history (asset_id, known_from, content) "
    "SELECT 'named-canary-llwyd-person', known_from, content FROM asset_history",
    "INSERT INTO snapshot (taken_on, as_at, label, content, checksum) VALUES "
    "('2026-01-01', '2026-01-01', 'Year 1', "
    "json_object('indicators', json_array(json_object('records', "
    "json_array('named-canary-llwyd-person')))), printf('%064d', 1))",
)


def _value(table: str, column: str) -> object:
    """What somebody is called, or reached by, as a column takes it."""
    plain = fill_value(table, column)
    if (table, column) in HASHED | OURS:
        return plain
    if column.endswith(("address", "address_key", "_key")):
        return KEY
    if (table, column) == ("import_row", "key"):
        return json.dumps([NAME])
    if (table, column) in canaries.AS_JSON:
        return json.dumps({"a": [f"It was {NAME}, {KEY.upper()}."]})
    text = f"Ask {NAME} <{KEY}>"
    return text.encode() if isinstance(plain, bytes) else text


fill_value = canaries._value


def _person():
    """The person's own entry, with what she is called in every text of it."""
    asset = person_of()
    asset.given.update({x: NAME for x, y in asset.given.items() if "canary-" in str(y)})
    page = "https://people.example/canary-llwyd-person"
    asset.given.update({"website": page, "source_url": page})
    return asset


person_of = canaries._person


def made(folder, value) -> Settings:
    """A database that holds a value in every column with a secret, and her entry."""
    settings = load_settings({"COPRO_MAP_DB": str(folder / "copro_map.db")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canaries, "_value", value)
        patch.setattr(canaries, "_person", _person)
        canaries.fill(settings, folder)
    return settings


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory):
    settings = made(tmp_path_factory.mktemp("rooms"), _value)
    with closing(sqlite3.connect(settings.database)) as connection, connection:
        for sql in PUBLIC:
            connection.execute(sql.replace("?1", f"'{NAME}'").replace("?2", f"'{KEY}'"))
    return settings


def found_in(database) -> set[str]:
    """The columns of all tables in which she is named, however it is written."""
    return {
        column
        for column, texts in cells(database).items()
        for text in texts
        if "anary" in text and is_named_in(text)
    }


def is_named_in(text: str) -> bool:
    plain = text
    if text[:1] in ("{", "["):
        plain = json.dumps(json.loads(text), ensure_ascii=False)
    return fold(NAME) in fold(plain) or "canary.person" in plain.casefold()


def forget(settings, whom=WHOM) -> None:
    with writing(settings.database) as database:
        for room in ROOMS.values():
            room.forget(database, whom)


def test_nobody_is_named_once_they_are_forgotten_in_any_column(filled_once):
    before = found_in(filled_once.database)
    for table, columns in canaries.secrets_of(filled_once.database).items():
        for column in columns:
            if (table, column) not in HASHED | OURS:
                assert f"{table}.{column}" in before
    forget(filled_once)
    assert found_in(filled_once.database) == set()
    others = "SELECT id FROM asset ORDER BY id"
    assert query(filled_once.database, others) == [(OTHER,), (SHOWN,)]
    with reading(filled_once.database) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert forgotten_entries(database) == 0


def _whispered(table: str, column: str) -> object:
    """A text that names nobody; where an entry stands, it is hers."""
    plain = fill_value(table, column)
    if column in ("entry", "asset_id", "gone"):
        return HIDDEN
    if (table, column) in canaries.AS_JSON:
        return json.dumps({"a": "whispered"})
    if (table, column) in HASHED or not isinstance(plain, str):
        return plain
    return json.dumps(["whispered"]) if column == "key" else "whispered"


OF_HER = (
    "INSERT INTO change_made (at, role, subject, record, what, was, now, entry, "
    "version) VALUES ('', 'steward', 'place', ?1, 'place', 'whispered', '', ?1, 1)",
    "INSERT INTO change_made (at, role, subject, record, what, was, now, version) "
    "VALUES ('', 'steward', 'person', '1', 'areas', 'whispered', '', 1)",
    "INSERT INTO pair_judged (record, verdict, stays, was, change) "
    "VALUES ('x', 'one', ?1, json_object('a', 'whispered'), 2)",
    "INSERT INTO version_sent (entry, is_new, content, language, address, address_key, "
    "sent_at, state, decided_at) VALUES (?1, 0, json_object('a', 'whispered'), 'cy', "
    "'', '', '', 'accepted', '2026-01-01')",
    "INSERT INTO visitor_report (entry, what, words, said_on, answer, answered_on, "
    "change) VALUES (?1, 'gone', 'whispered', '2026-01-01', 'right', '2026-01-02', 3)",
    "UPDATE talk_word SET side = 'other'",
    # Who works here is somebody else by name and address.
    "UPDATE person SET name = 'Ann', address = 'a@b.org', address_key = 'a@b.org'",
    "INSERT INTO talk (mark, entry, one_address, one_key, one_language, begun_at, "
    "last_at) VALUES (printf('%032d', 2), ?1, 'x', 'x', 'cy', '', '')",
    "INSERT INTO talk_word (talk, side, words, said_at) VALUES (2, 'one', "
    "'whispered', '')",
    "INSERT INTO link (token_hash, purpose, person, made_at, ends_at) VALUES "
    "(printf('%064d', 2), 'sign_in', 1, '', '')",
)
# What is of nobody's entry, or of whoever wrote to her.
OTHERS = {
    *("setting", "known_one", "sought", "wave", "survey_mapping", "import_choice"),
    *("import_made", "lease", "workshop", "reply", "outbox", "talk", "draft"),
    *("import_row", "pair_judged", "change_made", "narrative_draft", "decision"),
    *("booking", "event", "event_photo", "event_was", "spend"),
}
GONE = ("contact", "claim", "consent", "link", "signed_in", "identity", "talk_word")


def test_what_is_said_of_an_entry_goes_with_it_though_it_names_nobody(tmp_path):
    rows = {
        table: {
            name: HIDDEN if name in ("entry", "asset_id", "request") else value
            for name, value in row.items()
        }
        for table, row in canaries.ROWS.items()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canaries, "ROWS", rows)
        here = made(tmp_path, _whispered)
    for sql in OF_HER:
        change(here.database, sql.replace("?1", f"'{HIDDEN}'"))
    change(
        here.database,
        "INSERT INTO letter_stopped VALUES (1, 'monday', ?)",
        "2026-01-01",
    )
    forget(here, Whom(entries=frozenset({HIDDEN}), persons=frozenset({1})))
    found = {
        name.partition(".")[0]
        for name, texts in cells(here.database).items()
        if any("whispered" in text for text in texts)
    }
    assert found <= OTHERS
    left = {x: query(here.database, f"SELECT * FROM {x}") for x in GONE}  # noqa: S608
    assert left == dict.fromkeys(GONE, [])
    assert query(here.database, "SELECT * FROM letter_stopped") == []
    of_her = "SELECT was || now FROM change_made WHERE subject IN ('place', 'person')"
    assert query(here.database, of_her) == [("",), ("",)]
    assert query(here.database, "SELECT was FROM pair_judged") == [("{}",)] * 2
    waits = "SELECT 1 FROM version_sent WHERE decided_at = ''"
    assert query(here.database, waits) == []
    assert query(here.database, "SELECT 1 FROM visitor_report WHERE answer = ''") == []
    talked = "SELECT state, other_address || other_key FROM talk"
    assert query(here.database, talked) == [("ended", "")]


def test_a_room_with_a_column_about_somebody_says_what_it_keeps_and_forgets_it():
    tables = KEPT.tables.values()
    about = {table.room: table.id for table in tables if table.of_somebody}
    assert {room: one for room, one in about.items() if room not in ROOMS} == {}
    # A view of what the entries are found by; which machine does a job; and what is
    # set, which people forgets.
    inside = {x.id for x in tables if x.inside and x.room not in ROOMS}
    assert inside == {"asset_word", "lease", "setting"}
