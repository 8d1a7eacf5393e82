"""Every writer killed at random moments, 200 times; eight writers at once.

What came out is printed (``pytest -s``).
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from math import ceil

import pytest

from copro_map.base.config import load_settings
from copro_map.coverage.ledger import import_outreach
from tests.killed_acts import (
    with_draft,
    with_import,
    with_sent,
    with_somebody,
    with_workshop,
)
from tests.killing import LOADING, TODAY, WRITERS, Killing, older, with_wave
from tests.samples import asked, query, write_csv

pytestmark = pytest.mark.prove
KILLS = 200
EACH = ceil(KILLS / len(WRITERS))
AT_ONCE, TIMES = 8, 50


@pytest.mark.parametrize("name", WRITERS)
def test_a_killed_writer_leaves_all_or_nothing(imported, demonstrated, tmp_path, name):
    begins = {"imported": imported, "demonstrated": demonstrated, "nothing": None}
    begins["older"] = older(tmp_path / "older.db", imported)
    begins["a wave"] = with_wave(tmp_path / "wave.db", imported)
    begins["a draft"] = with_draft(tmp_path / "draft.db", imported)
    begins["sent in"] = with_sent(tmp_path / "sent.db", begins["a draft"])
    begins["a workshop"] = with_workshop(tmp_path / "workshop.db", imported)
    begins["an import"] = with_import(tmp_path / "import.db", imported)
    begins["somebody"] = with_somebody(tmp_path / "somebody.db", imported)
    writer = WRITERS[name]
    killing = Killing(writer, begins[writer.begins_with], tmp_path / "own")
    chance = random.Random(name)  # noqa: S311 - the same moments in every run
    ends = Counter(killing.kill(chance) for _ in range(EACH))
    print(f"{name}; {killing.seconds:.2f} s unkilled; {dict(ends)}")
    assert ends.total() == EACH


def _import(database, number: int) -> None:
    here = replace(load_settings({}), database=database)
    for time in range(TIMES):
        row = asked(note=f"writer {number}, time {time}", replies=str(time))
        row |= {"asked_by": f"officer {number}-{time}"}
        path = write_csv(database.with_name(f"{number}.csv"), row)
        done = import_outreach(here, path, today=date.fromisoformat(TODAY))
        assert (done.faults, done.added) == ((), 1)


def test_eight_writers_at_once_lose_nothing(imported, tmp_path):
    database = tmp_path / "copro_map.db"
    shutil.copyfile(imported, database)
    writers = [
        LOADING.Process(target=_import, args=(database, number))
        for number in range(AT_ONCE)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * AT_ONCE
    (found,) = query(database, "SELECT count(DISTINCT note), count(*) FROM outreach")
    print(f"{AT_ONCE} writers, {TIMES} times each: {found} rows")
    assert found == (AT_ONCE * TIMES, AT_ONCE * TIMES)
