"""A file of figures taken back: what counted before counts again."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.base.store.connection import writing
from copro_map.indicators.brought_in import FILES
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE
from tests.samples import at, observed, query, write_csv

TODAY = date(2027, 4, 10)
IN_FORCE = """
SELECT indicator, period_end, numerator, denominator, value, source, status
FROM observation AS o WHERE status <> 'withdrawn' AND NOT EXISTS (
    SELECT 1 FROM observation AS s WHERE s.supersedes = o.id) ORDER BY indicator
"""
NOTED = "SELECT record, was, now FROM change_made WHERE subject = 'observation'"


@pytest.fixture
def take(network, tmp_path):
    """Bring figures in by a file; return the ids of what it added."""

    def one(*rows):
        ids = {x for (x,) in query(network.database, "SELECT id FROM observation")}
        file = write_csv(tmp_path / "figures.csv", *rows)
        done = FILES.bring(network, file, actor=MACHINE, now=at(TODAY))
        assert not done.faults
        return {
            x for (x,) in query(network.database, "SELECT id FROM observation")
        } - ids

    return one


def back(here, added):
    with writing(here.database, make=False) as database:
        FILES.take_back(here, database, MACHINE, added, at(TODAY))


def test_what_was_before_counts_again_and_what_was_nothing_does_not(network, take):
    first = observed(numerator="30", value="50")
    take(first)
    before = query(network.database, IN_FORCE)
    added = take(observed(numerator="36", value="60"), observed(indicator="3.2"))
    assert len(added) == 2
    assert query(network.database, IN_FORCE) != before
    noted = len(query(network.database, NOTED))
    back(network, added)
    assert query(network.database, IN_FORCE) == before
    assert len(query(network.database, NOTED)) == noted + 2
    with pytest.raises(UndoError):
        back(network, added)
    assert take(first) == set()


def test_a_file_over_a_file_goes_first_and_then_the_one_below_it(network, take):
    first = take(observed(numerator="30", value="50"))
    between = query(network.database, IN_FORCE)
    second = take(observed(numerator="36", value="60"))
    with pytest.raises(UndoError):
        back(network, first)
    back(network, second)
    assert query(network.database, IN_FORCE) == between
    back(network, first)
    assert query(network.database, IN_FORCE) == []
