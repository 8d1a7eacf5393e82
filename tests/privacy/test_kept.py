"""Every column is classified, and nothing is called public or ours that is not."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.config import load_settings
from copro_map.base.errors import DefinitionError
from copro_map.base.store.connection import writing
from copro_map.privacy.kept import kept
from copro_map.privacy.rooms import ROOMS
from tests.canaries import DAY, SHOWN
from tests.samples import row, write_csv

KEPT = kept(load_settings({}))
TABLES = """
SELECT name FROM pragma_table_list WHERE schema = 'main'
    AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite%'
    AND name NOT LIKE '_sqlite%'
"""
COLUMNS = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
TEXTS = "SELECT name FROM pragma_table_info(?) WHERE type IN ('TEXT', 'BLOB')"
# Where visitors can read something that is in no view of entries.
PUBLISHED = {
    *("asset_history", "asset_word_said", "outreach", "area_month", "observation"),
    *("target_change", "snapshot", "wave", "audit", "setting", "demonstration"),
    *("narrative", "approval", "approved_file"),
    *("event", "event_moved", "event_photo"),
    *("activity", "activity_said", "milestone_said", "plan_evidence"),
    *("research", "influence"),
    *("asset_area", "asset_served", "asset_theme", "asset_stage"),
}
# What people's words, addresses and keys are called; and what is called so and is not.
SUSPECT = re.compile(
    r"address|key|mark|hash|token|words|note|why|body|content|answers|respondent"
    r"|client|name|place|how|told|was|now|unsubscribe|message_id|cause|code"
)
CLEAR = {
    *("area_month.area_code", "known_one.area_code", "outreach.area_code"),
    *("asset_area.area_code", "asset_served.area_code"),
    *("asset_history.known_from", "area_month.known", "asset_word_said.known_from"),
    "asset_history.content",  # of a person: no name, no body
    "lapse_told.told_on",
    *("identity.known_at", "known_one.told_on", "import_choice.told_on"),
    *("letter_told.content", "snapshot.content"),  # figures that everybody is shown
    *("decision.body", "seat.body", "promise_asked.how"),
    *("event.name_en", "event.name_cy", "event.why_en", "event.why_cy"),
    *("event.postcode", "event.place", "event_attended.noted_on"),
    *("event_moved.why_en", "event_moved.why_cy"),
    *("event_photo.words_en", "event_photo.words_cy"),
    *("activity.code", "plan_evidence.code"),
    *("influence.body_en", "influence.body_cy"),
    *(
        f"{table}.words_{language}"
        for table in ("activity_said", "milestone_said", "plan_evidence", "influence")
        for language in ("en", "cy")
    ),
    *("outreach.note", "revision.mark", "setting.name", "wave.name", "wave.name_cy"),
}


# Its rows were carried over into import_choice.
READ_NO_MORE = {"survey_mapping"}


def columns(database) -> dict[str, list[str]]:
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute(TABLES)]
        return {
            name: [x for (x,) in connection.execute(COLUMNS, [name])] for name in names
        }


def unlike(database) -> list[str]:
    """What the file says otherwise than the schema: a table, or a column of one."""
    there = columns(database)
    odd = [*(there.keys() ^ KEPT.tables.keys())]
    for name in there.keys() & KEPT.tables.keys():
        told = KEPT.tables[name].columns
        odd += [f"{name}.{x}" for x in {*told} ^ {*there[name]}]
    return sorted(odd)


@pytest.fixture
def made(settings):
    with writing(settings.database):
        pass
    return settings.database


def test_every_column_of_the_schema_stands_there_once(made):
    assert unlike(made) == []
    for table in KEPT.tables.values():
        assert len(table.columns) == len({*table.columns}), table.id


def test_a_column_that_comes_or_goes_is_noticed(made):
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("ALTER TABLE claim ADD COLUMN telephone TEXT")
        connection.execute("ALTER TABLE outbox DROP COLUMN why")
        connection.execute("CREATE TABLE guest (name TEXT)")
    assert unlike(made) == ["claim.telephone", "guest", "outbox.why"]


def test_each_table_is_of_a_room_that_reads_it():
    root = load_settings({}).data_dir.parent / "copro_map"
    for table in (x for x in KEPT.tables.values() if x.id not in READ_NO_MORE):
        word = re.compile(rf"\b{table.id}\b")
        files = (root / table.room).glob("**/store/*.py")
        assert any(word.search(file.read_text("utf-8")) for file in files), table.id


def test_what_of_an_entry_is_public_is_what_the_public_view_lets_out(settings):
    """The view is the oracle: of a person who agreed to their name alone."""
    texts = {
        **{"organisation": "A body", "place": "Aberystwyth", "sector": "health"},
        **{"website": "https://example.org", "description_cy": "Disgrifiad"},
        **{"start_year": "2019", "end_year": "2020"},
    }
    file = write_csv(settings.database.parent / "in.csv", row(**texts))
    assert not import_network(settings, file).faults
    agreed = (
        "INSERT INTO consent (entry, field, wording, language, given_on, channel) "
        "VALUES (?, 'name', 'v1', 'cy', ?, 'form')"
    )
    with closing(sqlite3.connect(settings.database)) as connection, connection:
        connection.row_factory = sqlite3.Row
        connection.execute(
            "UPDATE asset SET practitioner_type = 'individual', organisation_id = id, "
            "name_cy = 'Enw', exchange_category = 'skills', verified_on = :day, "
            "verified_role = 'steward', opens_on = :day, paused_until = :day, "
            "ended_on = :day, closes_on = :day, source_date = :day, way = 'either', "
            "spoken = 'cy', capacity = 2, agreement = 'agreed', taken = 1",
            {"day": DAY},
        )
        connection.execute(agreed, [SHOWN, DAY])
        (shown,) = connection.execute(
            "SELECT * FROM asset_public WHERE id = ?", [SHOWN]
        ).fetchall()
        (whole,) = connection.execute(
            "SELECT * FROM asset WHERE id = ?", [SHOWN]
        ).fetchall()
    let_out = {x for x in shown.keys() if shown[x] not in ("", None)}  # noqa: SIM118
    told = KEPT.tables["asset"]
    names = {"name_en", "name_cy"}
    assert let_out & {*whole.keys()} == {*told.public, *names}
    hidden = {*shown.keys()} & {*whole.keys()} - let_out
    # What a source calls somebody is in no view at all.
    assert hidden == {*told.of_somebody} - names - {"source_id"}
    assert not {*told.ours, *told.inside, *told.secret} & {*shown.keys()}


def test_nothing_else_is_public_but_where_something_is_published():
    public = {x for x, table in KEPT.tables.items() if table.public}
    assert public == {*PUBLISHED, "asset", "location"}


def test_nothing_is_called_ours_that_is_named_like_words_of_people(made):
    """A column taken out of what is private by mistake has such a name."""
    found = set()
    with closing(sqlite3.connect(made)) as connection:
        for name, table in KEPT.tables.items():
            texts = {x for (x,) in connection.execute(TEXTS, [name])}
            open_ones = texts & {*table.public, *table.ours}
            found |= {f"{name}.{x}" for x in open_ones if SUSPECT.search(x)}
    assert found == CLEAR


WRONG = {
    "no such line": ('kept = ["claims"]', 'kept = ["clams"]', "claims.*kept"),
    "no line": ('kept = ["claims"]', "kept = []", "claims.*kept"),
    "no Welsh": ('cy = "Pwy sy\'n gweithio wrth y ddesg"', 'cy = ""', "staff.*label"),
    "a column twice": ('ours = ["job",', 'ours = ["job", "job",', "lease.*job"),
    "no paragraph": ("personal.claims", "personal.clams", "claims, clams"),
    "none of a paragraph": ("personal.half", "inside", "half"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_in_the_file_is_named(tmp_path, case):
    old, new, message = WRONG[case]
    here = load_settings({})
    for name in ("kept.toml", "retention.toml"):
        shutil.copy(here.data_dir / name, tmp_path)
    file = tmp_path / "kept.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(DefinitionError, match=f"(?s)kept.toml.*({message})"):
        kept(replace(here, data_dir=tmp_path))


def of_somebody() -> dict[str, set[str]]:
    """The tables of each room that hold something of whom it can be told."""
    found: dict[str, set[str]] = {}
    for name, table in KEPT.tables.items():
        if any(KEPT.paragraphs[x].found for x in table.personal):
            found.setdefault(table.room, set()).add(name)
    return found


def test_a_room_that_keeps_something_of_people_tells_and_forgets_it():
    rooms = of_somebody()
    assert {"people", "versions", "upkeep"} <= rooms.keys()
    assert rooms.keys() <= ROOMS.keys()


def test_each_table_about_people_is_named_where_its_room_forgets():
    root = load_settings({}).data_dir.parent / "copro_map"
    for room, names in of_somebody().items():
        texts = {x: x.read_text("utf-8") for x in (root / room).rglob("*.py")}
        of_keeps = [
            text
            for file, text in texts.items()
            if file.name == "keeps.py" or "KEEPS" in text or "FORGET" in text
        ]
        said = " ".join(of_keeps)
        missing = {x for x in names if not re.search(rf"\b{x}\b", said)}
        assert not missing, room
