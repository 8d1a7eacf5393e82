"""What comes into a database while a demonstration is being built is never lost."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from copro_map.demonstration import demonstration
from copro_map.demonstration.made_up import MixedOriginsError
from tests.samples import query


def test_entries_that_came_in_meanwhile_are_kept(settings, imported, monkeypatch):
    def write_entries(beside, *_rest):
        shutil.copyfile(imported, beside.database)
        shutil.copyfile(imported, settings.database)  # somebody runs init
        return {"practitioner": [], "project": []}

    monkeypatch.setattr(demonstration, "write_entries", write_entries)
    others = ("surveys", "audits", "sent_in", "talks", "meetings", "members")
    names = (
        *(f"write_{x}" for x in (*others, "events")),
        "_write_progress",
        "_write_snapshots",
    )
    for name in names:
        monkeypatch.setattr(demonstration, name, lambda *_given: None)
    with pytest.raises(MixedOriginsError, match="never mixed"):
        demonstration.make_demonstration(settings, date(2026, 11, 22))
    assert query(settings.database, "SELECT count(*) FROM asset")[0][0] > 100
    assert list(settings.database.parent.iterdir()) == [settings.database]
