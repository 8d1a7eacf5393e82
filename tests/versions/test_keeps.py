"""What was sent in is told to whoever sent it, in words; and forgotten."""

from __future__ import annotations

import pytest

from copro_map.base.store.connection import reading, writing
from copro_map.base.whom import Whom
from copro_map.versions.keeps import KEEPS
from copro_map.versions.rules.content import Asset, as_content
from tests.samples import query

MAIR, ANN = "mair@example.org", "ann@example.org"
WHOM = Whom(frozenset({MAIR}), frozenset({"c-quixotic"}), frozenset({"mair ty"}))
ADD = (
    "INSERT INTO version_sent (entry, is_new, content, language, address, address_key, "
    "sent_at, state, note, decided_at) VALUES (?, 1, ?, 'en', ?, ?, "
    "'2026-11-29T09:00:00Z', ?, ?, ?)"
)
LATER = "2026-11-30T09:00:00Z"
SENT = (  # entry, name, whose it is, state, note
    ("c-quixotic", "Mair Tŷ", MAIR, "waiting", "Here"),
    ("c-quixotic", "Mair Tŷ", ANN, "accepted", "Hers"),
    ("c-gardening", "Gardd", MAIR, "waiting", "Mine"),
    ("c-buildings", "Led by Mair Tŷ", ANN, "waiting", ""),
    ("c-cooperate", "Siop", ANN, "waiting", "Ours"),
)


@pytest.fixture
def sent(blank, settings):
    settings.database.write_bytes(blank.read_bytes())
    with writing(settings.database) as database:
        for entry, name, address, state, note in SENT:
            content = as_content(Asset(entry, {"name_en": name, "themes": ("food",)}))
            at = "" if state == "waiting" else LATER
            row = [entry, content, address, address, state, note, at]
            database.conn.execute(ADD, row)
    return settings


def test_what_was_sent_is_told_field_by_field_and_nothing_of_others(sent):
    with reading(sent.database) as database:
        told = KEEPS.personal(database, WHOM)
    assert [(x.what, x.fields["Name in English"]) for x in told] == [
        ("What you sent in", "Mair Tŷ"),
        ("What you sent in", "Gardd"),
        ("What somebody sent in about you", "Mair Tŷ"),
    ]
    assert told[0].fields["Themes"] == "food"
    assert "{" not in "".join(y for x in told for y in x.fields.values())
    assert ANN not in str(told)


def test_what_waits_of_them_goes_and_what_names_them_is_withdrawn(sent):
    with writing(sent.database) as database:
        KEEPS.forget(database, WHOM)
    kept = "SELECT entry, address, state, note, content <> '{}' FROM version_sent"
    assert query(sent.database, kept) == [
        ("c-quixotic", "", "accepted", "", 0),
        ("c-gardening", "", "waiting", "", 1),
        ("c-buildings", ANN, "withdrawn", "", 0),
        ("c-cooperate", ANN, "waiting", "Ours", 1),
    ]
