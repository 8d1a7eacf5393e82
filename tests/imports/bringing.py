"""Bringing a file in as the page does, and what is kept afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from copro_map.files.told import IGNORE, NONE, Told
from copro_map.imports.batches import Batch
from copro_map.imports.importer import Given
from copro_map.imports.subjects import SUBJECTS
from copro_map.people.rules.permissions import Actor
from tests.imports.made_files import CASES, path_of
from tests.samples import dump, query

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOW.date()
# What tells of imports and of what happened, and numbers that only grow.
BESIDE = (
    "change_made",
    "import_",
    "revision",
    "sqlite_sequence",
    "asset_history",
    "asset_text",
)
ONLY_ADDED_TO = ("reply", "observation", "audit")


STEWARD = Actor(role="steward", person=1)


def bring(here, subject, given, *, dry_run=False, now=NOW, actor=STEWARD):
    """Bring a file in as the page does; return what it did, and its number."""
    importer = SUBJECTS[subject]
    by = Batch(here, actor, subject, given.of, given.path.name, now)
    return importer.bring(here, given, by, now, dry_run), by.number


def records(here):
    """All that is kept but what tells of it, and the insides of the text index."""
    kept = dump(here.database)
    kept = {x: rows for x, rows in kept.items() if not x.startswith(BESIDE)}
    texts = query(here.database, "SELECT * FROM asset_text ORDER BY asset_id")
    return kept | {"asset_text": [str(row) for row in texts]}


def given_of(name, tmp_path):
    case = CASES[name]
    return case, Given(path_of(name, tmp_path), case.told, case.of, case.rows)


def offered(here, subject, given):
    """What the page offers for a file: its headings, and what each can be."""
    importer = SUBJECTS[subject]
    look = replace(given, told=Told(), look=True)
    (seen, _) = bring(here, subject, look, dry_run=True)
    return {one.heading for one in seen.columns}, {
        one.name: one for one in importer.meanings(here, given.of)
    }


def check_offered(here, case, given):
    """Fail if something was chosen that the page does not offer."""
    headings, meanings = offered(here, case.subject, given)
    assert case.told.columns.keys() <= headings
    assert {*case.told.columns.values()} <= {*meanings, IGNORE}
    for name, value in case.told.values.items():
        words = meanings[name].words
        assert not words or value in words, name
    ours = {word for one in meanings.values() for word in one.words} | {NONE}
    assert {*case.told.words.values()} <= ours
    if given.of:
        assert given.of in SUBJECTS[case.subject].sets(here, TODAY)
