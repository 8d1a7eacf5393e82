"""Sixteen people make two hundred edits each of the same thing, all at once."""

from __future__ import annotations

import pytest

from copro_map.people import settling
from tests.people.at_once import check_whole, lost, write_at_once
from tests.people.conftest import entered, here

__all__ = ["entered", "here"]
pytestmark = pytest.mark.prove
PEOPLE, EDITS = 16, 200


def test_no_edit_of_sixteen_people_at_once_is_lost(here, entered):
    done = write_at_once(here, PEOPLE, EDITS, entered)
    check_whole(here, done, PEOPLE, EDITS)
    assert lost(here, done) == 0


def test_the_naive_way_of_writing_loses_edits(here, entered, monkeypatch):
    monkeypatch.setattr(settling, "check_seen", lambda *_: None)
    done = write_at_once(here, PEOPLE, 20, entered)
    assert not done.conflicts
    assert lost(here, done) == 20 * sum(range(PEOPLE))
