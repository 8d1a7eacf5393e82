"""A word of its own in everything private that is kept, to be looked for elsewhere.

Which columns there are is read from the schema. Each that can hold a text is either
no secret, as ``data/kept.toml`` says, or holds a canary that is named after it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from copro_map.assets.face import Asset, Location, save_entries
from copro_map.assets.importing import import_network
from copro_map.base.config import Settings, load_settings
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.contribute.drafts import keep_entry
from copro_map.privacy.kept import kept
from tests.samples import row, write_csv

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=WALES)
DAY, AT = "2026-11-30", "2026-11-30T09:00:00Z"
SHOWN, OTHER, HIDDEN = "tir-coed", "solva-care", "c-canaryid"
CANARY, MEMBER = "canary", "m-likeothers"
# What is no secret stands in data/kept.toml: what everybody may read, and what can hold
# no more than words of ours, days, moments, codes of areas and ids of entries. A new
# column is a secret until it stands there: it is filled, and looked for wherever
# something goes out. tests/privacy/test_kept.py finds what stands there by mistake.
KEPT = kept(load_settings({}))
# About a person, and from our own lists: no text of somebody's fits.
FROM_A_LIST = {("asset", "sector"), ("asset", "organisation_id")}
BOOKKEEPING = ("sqlite_", "_sqlite_", "asset_text", "asset_word")
# The other columns of a row of each table that holds a secret.
ROWS: dict[str, dict[str, object]] = {
    "asset_word_said": {
        **{"id": 1, "asset_id": SHOWN, "word": "right", "said_on": DAY},
        **{"known_from": DAY, "role": "steward"},
    },
    "audit": {
        **{"id": 1, "asset_id": OTHER, "instrument": "principles 1", "scores": "{}"},
        **{"audited_on": DAY, "people": "{}", "level": "", "entered_by": "project"},
        **{"entered_on": DAY, "status": "draft"},
    },
    "booking": {
        **{"number": 1, "event": 1, "language": "cy", "side": "citizen"},
        **{"needs_on": DAY, "state": "in", "asked_at": AT, "booked_at": AT},
    },
    "change_made": {
        **{"id": 1, "at": AT, "role": "owner", "subject": "entry", "what": "word"},
        "version": 1,
    },
    "claim": {"entry": SHOWN, "proved_at": AT},
    "consent": {
        **{"field": "website", "wording": "v1", "language": "cy", "given_on": DAY},
        **{"channel": "form", "held": 1},
    },
    "contact": {
        **{"entry": SHOWN, "origin": "found", "found_on": DAY, "entered_on": DAY},
        **{"basis": "consent", "is_personal": 1, "is_owner": 1, "language": "cy"},
    },
    "draft": {"subject": "contribute", "kept_until": "2099-01-01"},
    "event": {
        **{"number": 1, "id": "e-abirdsings", "type": "regional", "name_en": "Meeting"},
        **{"number": 1, "id": "e-publicmeet", "type": "regional", "name_en": "Meeting"},
        **{"name_cy": "Cyfarfod", "starts_on": "2026-12-09", "ends_on": "2026-12-09"},
        **{"is_online": 1, "has_booking": 1, "state": "planned", "changed_at": AT},
        **{"channel": "desk", "entered_on": DAY},
    },
    "event_was": {"change": 1, "event": 1, "changed_on": DAY},
    "event_photo": {
        **{"event": 1, "words_en": "A hall", "words_cy": "Neuadd", "picture": b"x"},
        "agreed_on": DAY,
    },
    "identity": {"person": 1, "known_at": AT},
    "identity_used": {"until": "2099-01-01"},
    "import_choice": {"part": "column", "told_on": DAY},
    "import_draft": {"subject": "entries", "kept_until": "2099-01-01"},
    "import_made": {"number": 1, "subject": "entries", "at": AT},
    "import_row": {"number": 1, "of": "contact"},
    "row_answered": {"entry": SHOWN, "since": DAY},
    "invitation_code": {"survey": "members", "wave": "a"},
    "known_one": {
        **{"id": 1, "area_code": "W06000008", "theme": "food", "told_on": DAY},
        "role": "officer",
    },
    "lease": {"job": "remind", "until": "2000-01-01"},
    "link": {"purpose": "my_page", "made_at": AT, "ends_at": "2099-01-01T00:00:00Z"},
    "meeting": {
        **{"number": 1, "request": SHOWN, "begun_by": "asker", "state": "done"},
        **{"begun_on": DAY, "done_on": DAY, "is_story": 1},
    },
    "member": {
        **{"number": 1, "id": MEMBER, "form": "individual", "side": "citizen"},
        **{
            "area": "W06000008",
            "entry": "",
            "state": "member",
            "joined_on": DAY,
            "seen_on": DAY,
        },
        **{"pence": 123_457, "hours": 1_237, "channel": "form", "entered_on": DAY},
    },
    "member_given": {
        **{"number": 1, "member": 1, "given_on": DAY, "minutes": 61_003},
        "entered_on": DAY,
    },
    "promise_asked": {"number": 1, "member": 1, "asked_on": DAY},
    "seat": {
        **{"number": 1, "body": "board", "member": MEMBER, "role": "chair"},
        **{"from_on": DAY, "entered_on": DAY},
    },
    "interest": {"number": 1, "seat": 1, "said_on": DAY},
    "decision": {"number": 1, "body": "board", "decided_on": DAY, "entered_on": DAY},
    "narrative_draft": {"as_at": DAY, "version": 1, "saved_at": AT},
    "never_write": {"since": DAY},
    "outbox": {
        **{"kind": "told", "is_asked": 1, "not_before": "2099-01-01T00:00:00Z"},
        **{"created_at": AT, "changed_at": AT},
    },
    "pair_judged": {"id": 1, "verdict": "two", "change": 1},
    "person": {"role": "steward", "entered_at": AT},
    "place_set": {"id": 1, "asset_id": SHOWN, "change": 1},
    "reply": {
        **{"id": 1, "survey": "members", "wave": "a", "role": "member"},
        **{"answered_on": DAY, "organisation_id": "", "source": "form"},
        **{"entered_by": "form", "entered_on": DAY, "status": "checked"},
    },
    "secret": {},
    "setting": {
        **{"id": 1, "name": "network_name", "value_en": "The Network"},
        **{"value_cy": "Y Rhwydwaith", "from_on": DAY, "entered_at": AT},
    },
    "signed_in": {"person": 1, "epoch": 0, "made_at": AT, "ends_at": AT},
    "sought": {"day": DAY, "kind": "typed", "times": 3},
    "survey_mapping": {
        **{"id": 1, "survey": "members", "entered_by": "x", "entered_on": DAY}
    },
    "spend": {
        **{"number": 1, "line": "rent", "year": 1, "said_on": DAY},
        **{"pence": 765_432_19, "helped": 97_351},
    },
    "talk": {
        **{"number": 1, "one_language": "cy", "other_language": "", "state": "open"},
        **{"begun_at": AT, "last_at": AT},
    },
    "talk_word": {"talk": 1, "side": "one", "said_at": AT},
    "version_sent": {
        **{"is_new": 1, "language": "cy", "sent_at": AT, "state": "asked"},
    },
    "visitor_report": {"id": 1, "entry": SHOWN, "what": "other", "said_on": DAY},
    "wave": {
        **{"id": 1, "survey": "members", "name": "a", "opens_on": DAY},
        **{"closes_on": "2026-12-31", "baseline": 0, "invited": "{}"},
        **{"entered_by": "steward", "entered_on": DAY},
    },
    "wave_key": {"survey": "members", "wave": "a"},
    "workshop": {"opened_at": AT, "ends_at": "2099-01-01T00:00:00Z"},
}
# What a column takes that does not take every text.
AS_JSON = {
    *(("audit", "notes"), ("draft", "content"), ("import_draft", "told")),
    ("pair_judged", "was"),
    *(("pair_judged", "now"), ("place_set", "was"), ("place_set", "now")),
    *(("reply", "answers"), ("survey_mapping", "mapping")),
    *(("version_sent", "content"), ("version_sent", "was")),
}
BYTES = {("wave_key", "key"), ("secret", "key"), ("import_draft", "content")}
LONG = {
    **{("reply", "respondent"): 32, ("wave_key", "key"): 32, ("secret", "key"): 32},
    **{("talk", "mark"): 32, ("draft", "key_hash"): 64, ("link", "token_hash"): 64},
    **{("workshop", "code_mark"): 64, ("import_draft", "key_hash"): 64},
    **{("never_write", "mark"): 64, ("identity_used", "mark"): 64},
    **{("row_answered", "mark"): 32, ("booking", "mark"): 32},
    ("event_photo", "mark"): 32,
    **{("invitation_code", "mark"): 64, ("signed_in", "token_hash"): 64},
    ("survey_mapping", "header"): 64,
}


def secrets_of(database: Path) -> dict[str, list[str]]:
    """The columns of each table that can hold a text and are a secret."""
    found = {}
    with closing(sqlite3.connect(database)) as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        for (table,) in connection.execute(names).fetchall():
            if table.startswith(BOOKKEEPING) and table != "asset_word_said":
                continue
            of = "SELECT name FROM pragma_table_info(?) WHERE type IN ('TEXT', 'BLOB')"
            columns = {name for (name,) in connection.execute(of, [table])}
            told = KEPT.tables.get(table)
            known = {*told.public, *told.ours} if told else set()
            known |= {column for of, column in FROM_A_LIST if of == table}
            if columns - known:
                found[table] = sorted(columns - known)
    return found


def _value(table: str, column: str) -> object:
    text = f"{CANARY}-{table}-{column}"
    if column.endswith(("address", "address_key", "_id")):
        text += "@example.org"
    if (table, column) == ("import_row", "key"):
        return json.dumps([text])
    if (table, column) in AS_JSON:
        return json.dumps({text: {"a": text}})
    if (table, column) in LONG:
        text = text[: LONG[table, column]].ljust(LONG[table, column], "0")
    return text.encode() if (table, column) in BYTES else text


def fill_tables(database: Path, value: Callable[[str, str], object]) -> None:
    """Put a row into every table with secrets: what they are is said by column."""
    secrets = secrets_of(database)
    with closing(sqlite3.connect(database)) as connection, connection:
        for table, others in ROWS.items():
            filled = {x: value(table, x) for x in secrets[table]} | others
            names, marks = ", ".join(filled), ", ".join("?" * len(filled))
            connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - ours
                [*filled.values()],
            )


def _person() -> Asset:
    """Somebody who agreed to nothing: all of her entry is a secret."""
    names = (
        *("name_en", "name_cy", "description_en", "description_cy", "organisation"),
        *("place", "website", "source_url", "source_id"),
    )
    given = {x: f"{CANARY}-asset-{x}" for x in names}
    given |= {x: f"https://{CANARY}.example/{x}" for x in ("website", "source_url")}
    given |= {"kind": "practitioner", "practitioner_type": "individual"}
    given |= {"sector": "health", "themes": ("food",), "stages": ("co_design",)}
    given |= {"served": ("W06000008",), "origin": "contributed"}
    based = {"local_authority": "W06000008"}
    return Asset(HIDDEN, given, based, Location(-4.1234, 52.4321, "venue"))


def fill(settings: Settings, folder: Path) -> str:
    """Fill a database with two public entries, and a canary in all that is private.

    Return the key of a draft that somebody else has the address of.
    """
    rows = (
        row(website="https://example.org"),
        row(id=OTHER, kind="project", name_en="Solva Care", stages="co_design"),
    )
    faults = import_network(settings, write_csv(folder / "in.csv", *rows)).faults
    assert not faults, faults
    with writing(settings.database) as database:
        save_entries(database, settings, [_person()], date(2026, 11, 30))
    filled = {"kind": "project", "name_en": "Half an entry", "language": "en"}
    filled |= {"address": f"{CANARY}-of-a-draft@example.org"}
    key = keep_entry(settings, "", {}, filled, date(2026, 11, 30))
    fill_tables(settings.database, _value)
    return key


def unfilled(database: Path) -> list[str]:
    """The columns with secrets in which no canary is."""
    found = []
    with closing(sqlite3.connect(database)) as connection:
        for table, columns in secrets_of(database).items():
            for column in columns:
                sql = f"SELECT {column} FROM {table}"  # noqa: S608 - ours
                cells = [str(cell) for (cell,) in connection.execute(sql)]
                if not any(CANARY in cell for cell in cells):
                    found.append(f"{table}.{column}")
    return found
