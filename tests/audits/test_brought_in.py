"""A file of self-audits taken back: what counted before counts, what waited waits."""

from __future__ import annotations

import pytest

from copro_map.audits.brought_in import FILES
from copro_map.audits.importing import submit
from copro_map.base.store.connection import writing
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE
from tests.audits.audit_samples import OTHER, TODAY, answers, at_noon
from tests.audits.test_importing import rows
from tests.samples import query, write_csv

IN_FORCE = """
SELECT asset_id, audited_on, scores, people, notes, level, status FROM audit AS a
WHERE status <> 'withdrawn' AND NOT EXISTS (
    SELECT 1 FROM audit AS s WHERE s.supersedes = a.id) ORDER BY asset_id, audited_on
"""
IDS = "SELECT id FROM audit"


@pytest.fixture
def take(network, tmp_path):
    """Bring audits in by a file; return the ids of what it added."""

    def one(given):
        before = {x for (x,) in query(network.database, IDS)}
        file = write_csv(tmp_path / "audits.csv", *given)
        done = FILES.bring(network, file, "steward", now=at_noon(TODAY))
        assert not done.faults
        return {x for (x,) in query(network.database, IDS)} - before

    return one


def back(here, added):
    with writing(here.database, make=False) as database:
        FILES.take_back(here, database, MACHINE, added, at_noon(TODAY))


def test_what_was_superseded_counts_again_what_waited_waits_and_what_was_new_goes(
    network, take
):
    submit(network, answers(), TODAY)
    take(rows(date="2026-05-01", people="5"))
    before = query(network.database, IN_FORCE)
    assert [row[-1] for row in before] == ["checked", "draft"]
    sent = answers().audited_on.isoformat()
    given = [
        *rows("ttttt", "ttttt", date="2026-05-01", people="5"),
        *rows(date=sent, people="5"),
        *rows("ttttt", "ttttt", asset_id=OTHER, people="5"),
    ]
    added = take(given)
    assert len(added) == 3
    assert query(network.database, IN_FORCE) != before
    back(network, added)
    assert query(network.database, IN_FORCE) == before
    with pytest.raises(UndoError):
        back(network, added)


def test_a_file_over_a_file_goes_first_and_then_the_one_below_it(network, take):
    start = query(network.database, IN_FORCE)
    first = take(rows(date="2026-05-01", people="5"))
    between = query(network.database, IN_FORCE)
    second = take(rows("ttttt", "ttttt", date="2026-05-01", people="5"))
    with pytest.raises(UndoError):
        back(network, first)
    back(network, second)
    assert query(network.database, IN_FORCE) == between
    back(network, first)
    in_force = query(network.database, IN_FORCE)
    assert [row for row in in_force if row[-1] != "withdrawn"] == start
