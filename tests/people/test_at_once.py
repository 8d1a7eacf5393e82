"""Several people set the same at once: nobody's edit is lost, both are shown."""

from __future__ import annotations

from copro_map.people import settling
from tests.people.at_once import check_whole, lost, write_at_once

PEOPLE, EDITS = 4, 25


def test_no_edit_of_several_at_once_is_lost(here, entered):
    done = write_at_once(here, PEOPLE, EDITS, entered)
    check_whole(here, done, PEOPLE, EDITS)
    assert lost(here, done) == 0


def test_without_looking_what_was_seen_edits_are_lost(here, entered, monkeypatch):
    """The proof can fail: the naive way of writing does."""
    monkeypatch.setattr(settling, "check_seen", lambda *_: None)
    done = write_at_once(here, PEOPLE, 2, entered)
    assert not done.conflicts
    assert lost(here, done) == 2 * sum(range(PEOPLE))
